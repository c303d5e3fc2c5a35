"""The guarded move of a revision, and the sentence for whoever came second."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import F
from django.utils.timezone import localtime

from eiso.base.errors import BusinessError, Conflict, InvalidTransition
from eiso.base.trail.models import Event
from eiso.base.trail.services import canonical
from eiso.plan.documents import rules
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision

SUBJECT = "documents.revision"
"""Kind of subject under which revisions run their approval rounds."""


def move(revision: Revision, to: Status, **facts: Any) -> Revision:
    """Change the state of exactly the row that was seen, or raise.

    InvalidTransition when the state seen does not lead there; Conflict when the row is no
    longer what was seen (somebody was first).
    """
    if fault := rules.move_fault(revision.status, to):
        raise InvalidTransition(fault)
    seen = Revision.objects.filter(
        pk=revision.pk, status=revision.status, version=revision.version
    )
    if seen.update(status=to, version=F("version") + 1, **facts) != 1:
        raise somebody_was_first(revision)
    revision.refresh_from_db()
    return revision


def check_seen(revision: Revision) -> None:
    """Raise Conflict when the row is no longer what was read."""
    seen = Revision.objects.filter(
        pk=revision.pk, status=revision.status, version=revision.version
    )
    if not seen.exists():
        raise somebody_was_first(revision)


def somebody_was_first(revision: Revision) -> BusinessError:
    """What happened to the revision since it was read, as a Conflict."""
    now = Revision.objects.get(pk=revision.pk)
    event = Event.objects.filter(target_code=revision.code).order_by("-id").first()
    who = f"{event.actor_name} đã đổi bản này" if event else "Bản này đã đổi"
    when = f" lúc {localtime(event.at):%H:%M %d/%m/%Y}" if event else ""
    return Conflict(
        f"{who}{when}, sau khi bạn mở trang (nay: {now.get_status_display()}). "
        "Việc của bạn chưa được ghi. Mở lại trang để xem bản mới."
    )


def digest(revision: Revision) -> str:
    """What a signature covers: the content and the reason given for each change."""
    signed = canonical({"content": revision.sha256, "reasons": revision.reasons})
    return hashlib.sha256(signed.encode()).hexdigest()
