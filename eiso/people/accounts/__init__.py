"""Accounts: who can sign in. One row a person, and one for the machine itself.

Knows no right, no post and no agency: what somebody may do is asked of `people.access`.
"""
