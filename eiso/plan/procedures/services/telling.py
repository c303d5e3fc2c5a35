"""Who is told what, inside the transaction of the act; each message once."""

from __future__ import annotations

from django.urls import reverse

from eiso.base.messages import services as messages
from eiso.people.access.models import Grant
from eiso.people.access.roles import roles_with
from eiso.people.accounts.models import User
from eiso.people.approvals import selectors as rounds
from eiso.people.approvals.models import Round
from eiso.plan.documents.models import Revision
from eiso.plan.procedures import permissions


def whose_turn(revision: Revision, round_: Round) -> None:
    """Those who may decide the open step."""
    step = rounds.open_step(round_)
    if step is None:
        return
    for person in rounds.candidates(step):
        messages.notify(
            to=person,
            subject=f"{step.title}: {revision}",
            body=round_.note,
            link=reverse("procedures:review", args=[revision.code]),
            key=f"round:{round_.code}:{step.key}",
        )


def approved(revision: Revision) -> None:
    """The author: what was approved waits for its decision."""
    messages.notify(
        to=revision.author,
        subject=f"Đã phê duyệt, chờ ban hành: {revision}",
        link=reverse("procedures:issue", args=[revision.code]),
        key=f"approved:{revision.code}:{revision.version}",
    )


def returned(revision: Revision, by: User, reason: str) -> None:
    messages.notify(
        to=revision.author,
        subject=f"{by} trả lại: {revision}",
        body=reason,
        link=reverse("procedures:editor", args=[revision.code]),
        key=f"returned:{revision.code}:{revision.version}",
    )


def issued(revision: Revision, by: User) -> None:
    """Those who draft and issue at the agency itself."""
    roles = roles_with(permissions.ISSUE)
    held = Grant.objects.filter(role__in=roles, scope=revision.access_path)
    people = User.objects.filter(grants__in=held, is_active=True).exclude(pk=by.pk)
    for person in people.distinct():
        messages.notify(
            to=person,
            subject=f"Đã ban hành: {revision}, hiệu lực {revision.effective_on:%d/%m/%Y}",
            link=reverse(
                "procedures:procedure", args=[revision.document.procedure.code]
            ),
            key=f"issued:{revision.code}",
        )
