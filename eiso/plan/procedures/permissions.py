"""Which right each act on a procedure asks for."""

from __future__ import annotations

from eiso.people.access.roles import Perm
from eiso.people.access.services import can
from eiso.people.accounts.models import User
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.models.procedures import Procedure

DRAFT = Perm.DRAFT_PROCEDURE
ISSUE = Perm.ISSUE_PROCEDURE


def may_draft(user: User, obj: Procedure | Revision) -> bool:
    return can(user, DRAFT, obj)


def may_issue(user: User, obj: Procedure | Revision) -> bool:
    return can(user, ISSUE, obj)
