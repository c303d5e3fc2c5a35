"""Who may do what: permissions and roles are code, grants are dated rows.

Every agency-owned queryset starts from `visible_to(user)`; every service asks
`require`. A grant's scope is a path text, so this room needs no table above it.
"""
