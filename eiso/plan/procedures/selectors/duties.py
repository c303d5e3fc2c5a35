"""What waits for a person in this room: decisions to give, versions to issue."""

from __future__ import annotations

from eiso.people.access.models import scopes_of
from eiso.people.accounts.models import User
from eiso.people.approvals import selectors as rounds
from eiso.people.approvals.models import RoundStep
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision
from eiso.plan.documents.services.moving import SUBJECT
from eiso.plan.procedures import permissions


def to_decide(user: User) -> list[RoundStep]:
    """Open steps of rounds on procedures that `user` may decide."""
    return rounds.waiting_for(user, SUBJECT)


def to_issue(user: User) -> list[Revision]:
    """Approved revisions that `user` may issue."""
    if not scopes_of(user, permissions.ISSUE):
        return []
    return list(
        Revision.objects.visible_to(user, permissions.ISSUE)
        .filter(status=Status.APPROVED)
        .select_related("document__org")
        .order_by("approved_at")
    )


def count(user: User) -> int:
    """The number beside the menu entry."""
    return len(to_decide(user)) + len(to_issue(user))
