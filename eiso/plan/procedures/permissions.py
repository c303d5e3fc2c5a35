"""Which right each act on a procedure asks for."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from eiso.people.access.models import scopes_of
from eiso.people.access.roles import Perm
from eiso.people.access.services import can, require
from eiso.people.accounts.models import User
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.models.procedures import Procedure

DRAFT = Perm.DRAFT_PROCEDURE
ISSUE = Perm.ISSUE_PROCEDURE


def may_draft(user: User, obj: Procedure | Revision) -> bool:
    return can(user, DRAFT, obj)


def may_issue(user: User, obj: Procedure | Revision) -> bool:
    return can(user, ISSUE, obj)


def may_update_catalogue(user: User | AnonymousUser) -> bool:
    """The national catalogue is nobody's own: the right over any agency is enough."""
    return bool(scopes_of(user, Perm.UPDATE_CATALOGUE))


def require_update_catalogue(by: User) -> None:
    if not may_update_catalogue(by):
        require(by, Perm.UPDATE_CATALOGUE)
