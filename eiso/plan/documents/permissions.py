"""Which right each act on a controlled document asks for."""

from __future__ import annotations

from eiso.people.access.roles import Perm

DRAFT = Perm.DRAFT_PROCEDURE
REVIEW = Perm.REVIEW_PROCEDURE
APPROVE = Perm.APPROVE_PROCEDURE
ISSUE = Perm.ISSUE_PROCEDURE
