"""What waits for a person in this room: decisions to give, versions to issue."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from eiso.base.ui.duties import Duty
from eiso.people.access.models import scopes_of
from eiso.people.accounts.models import User
from eiso.people.approvals import selectors as rounds
from eiso.people.approvals.choices import RoundStatus
from eiso.people.approvals.models import Round, RoundStep
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


def returned(user: User) -> list[Revision]:
    """Drafts of `user` whose last round ended with a return: to mend and send again."""
    mine = {row.code: row for row in _drafts_of(user)}
    rows = Round.objects.filter(subject_kind=SUBJECT, subject_code__in=mine)
    last = {row.subject_code: row for row in rows.order_by("number")}
    back = [code for code, row in last.items() if row.status == RoundStatus.RETURNED]
    return [mine[code] for code in back]


def _drafts_of(user: User) -> Iterable[Revision]:
    return Revision.objects.filter(
        author=user, status=Status.DRAFT, submitted_at__isnull=False
    ).select_related("document")


def open_duties(user: User) -> list[Duty]:
    """For the first page: decide, issue, mend; the longest waiting first."""
    decide = [
        Duty(
            verb=step.title,
            what=step.round.subject_label,
            url=reverse("procedures:review", args=[step.round.subject_code]),
            note=_("%(who)s gửi") % {"who": step.round.author},
        )
        for step in to_decide(user)
    ]
    issue = [
        Duty(
            verb=_("Ban hành"),
            what=f"{row} {row.title}",
            url=reverse("procedures:issue", args=[row.code]),
            note=_("đã phê duyệt"),
        )
        for row in to_issue(user)
    ]
    mend = [
        Duty(
            verb=_("Sửa, gửi lại"),
            what=f"{row} {row.title}",
            url=reverse("procedures:editor", args=[row.code]),
            note=_("bị trả lại"),
        )
        for row in returned(user)
    ]
    return [*decide, *issue, *mend]


def count(user: User) -> int:
    """The number beside the menu entry."""
    return len(open_duties(user))
