"""Acts that change what is in force: issue, withdraw."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from eiso.base import moment
from eiso.base.errors import InvalidTransition, NotReady
from eiso.base.numbering import services as numbering
from eiso.base.numbering.rules import symbol
from eiso.base.trail import services as trail
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.plan.documents import permissions, selectors
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Document, Revision
from eiso.plan.documents.rules import Decision, decision_faults, move_fault
from eiso.plan.documents.services.moving import check_seen, move


@transaction.atomic
def issue(*, by: User, revision: Revision, decision: Decision) -> Revision:
    """Put an approved revision in force from `decision.effective_on`.

    The one before it stays in force to the day before; both facts are written now, so the
    switch on that day needs no clock to run.
    """
    require(by, permissions.ISSUE, revision)
    if fault := move_fault(revision.status, Status.ISSUED):
        raise InvalidTransition(fault)
    # Read what is live first: whoever issued meanwhile is then seen by check_seen, and
    # the second hears of the first instead of a fault in the decision.
    before = selectors.live(revision.document)
    check_seen(revision)
    _check(decision, before)
    if before is not None:
        _supersede(by, before, revision, decision)
    move(
        revision,
        Status.ISSUED,
        issued_at=moment.now(),
        issued_by=by,
        decision_number=_number(revision, decision),
        decision_on=decision.signed_on,
        effective_on=decision.effective_on,
    )
    Document.objects.filter(pk=revision.document_id).update(title=revision.title)
    trail.record(
        by=by,
        verb="documents.revision.issued",
        target=revision,
        scope=revision.access_path,
        data={
            "sha256": revision.sha256,
            "decision": revision.decision_number,
            "decision_on": decision.signed_on,
            "effective_on": decision.effective_on,
            "given": decision.given,
            "replaces": before.code if before else "",
        },
    )
    return revision


def _number(revision: Revision, decision: Decision) -> str:
    """The given number, or the next one of the register: a roll-back gives it back."""
    if decision.given:
        return decision.number.strip()
    kind = numbering.paper_kinds()["QĐ"]
    n = numbering.take(kind.register, revision.access_path, decision.signed_on)
    return symbol(
        kind.pattern, n=n, parts={"type": kind.code, "issuer": decision.issuer.strip()}
    )


def _check(decision: Decision, before: Revision | None) -> None:
    faults = decision_faults(
        decision,
        today=moment.today(),
        live_from=before.effective_on if before else None,
    )
    if faults:
        raise NotReady(
            "Chưa ban hành được. " + " ".join(faults.values()), fields=faults
        )


def _supersede(by: User, before: Revision, after: Revision, decision: Decision) -> None:
    last_day = decision.effective_on - dt.timedelta(days=1)
    move(
        before,
        Status.SUPERSEDED,
        in_force_to=last_day,
        end_reason=f"Được thay thế bởi {after.numbers}",
    )
    trail.record(
        by=by,
        verb="documents.revision.superseded",
        target=before,
        scope=before.access_path,
        data={"by": after.code, "in_force_to": last_day},
    )


@transaction.atomic
def withdraw(*, by: User, revision: Revision, from_: dt.date, reason: str) -> Revision:
    """End an issued revision without a successor: not in force from `from_` on."""
    require(by, permissions.ISSUE, revision)
    if not reason.strip():
        raise NotReady(
            "Chưa bãi bỏ được. Thiếu lý do hoặc căn cứ. Ghi ít nhất một câu.",
            fields={"reason": "Ghi ít nhất một câu."},
        )
    if from_ < moment.today():
        raise NotReady(
            "Chưa bãi bỏ được. Ngày bãi bỏ đã qua. Chọn từ hôm nay trở về sau.",
            fields={"from_": "Chọn từ hôm nay trở về sau."},
        )
    last_day = from_ - dt.timedelta(days=1)
    move(
        revision,
        Status.WITHDRAWN,
        in_force_to=last_day,
        end_reason=reason.strip(),
    )
    trail.record(
        by=by,
        verb="documents.revision.withdrawn",
        target=revision,
        scope=revision.access_path,
        reason=reason.strip(),
        data={"in_force_to": last_day},
    )
    return revision
