"""Acts from sending to the end: submit, agree, return, issue, withdraw."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from eiso.base import moment
from eiso.base.errors import NotReady
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.approvals.models import Round
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision
from eiso.plan.documents.rules import Decision
from eiso.plan.documents.services import drafts, issuing, rounds
from eiso.plan.procedures import permissions
from eiso.plan.procedures.models.procedures import EarlierState
from eiso.plan.procedures.rules import issuer_of
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services import telling
from eiso.plan.procedures.services.procedures import take_identity


@transaction.atomic
def submit(*, by: User, revision: Revision, note: str = "") -> Round:
    """Send a draft for review, unless something blocks it; all of it is said at once."""
    require(by, permissions.DRAFT, revision)
    blocking = reads.readiness(revision).blocking
    if blocking and revision.status == Status.DRAFT:
        raise NotReady("Chưa gửi soát xét được. " + " ".join(blocking))
    round_ = rounds.submit(by=by, revision=revision, note=note)
    telling.whose_turn(revision, round_)
    return round_


@transaction.atomic
def agree(*, by: User, revision: Revision, seen: str, note: str = "") -> Round:
    """Agree to exactly the content whose digest was `seen`."""
    round_ = rounds.agree(by=by, revision=revision, seen=seen, note=note)
    revision.refresh_from_db()
    if revision.status == Status.APPROVED:
        telling.approved(revision)
    else:
        telling.whose_turn(revision, round_)
    return round_


@transaction.atomic
def return_draft(*, by: User, revision: Revision, seen: str, reason: str) -> Round:
    """Return to the author with a sentence."""
    round_ = rounds.send_back(by=by, revision=revision, seen=seen, reason=reason)
    telling.returned(revision, by, reason)
    return round_


@transaction.atomic
def issue(
    *,
    by: User,
    revision: Revision,
    effective_on: dt.date,
    decision_number: str = "",
    decision_on: dt.date | None = None,
    issuer: str = "",
) -> Revision:
    """Issue an approved revision.

    With `decision_number` the office's own decision, signed on `decision_on`; without it
    the next number of the agency's register of decisions, signed today.
    """
    org = revision.document.org
    given = bool(decision_number.strip())
    today = moment.today()
    decision = Decision(
        number=decision_number,
        signed_on=(decision_on or today) if given else today,
        effective_on=effective_on,
        given=given,
        issuer=issuer or issuer_of(org.kind, org.name, org.short_name),
    )
    issuing.issue(by=by, revision=revision, decision=decision)
    procedure = reads.procedure_of(revision)
    take_identity(procedure, reads.definition_of(revision))
    EarlierState.objects.filter(revision=revision).delete()
    telling.issued(revision, by)
    return revision


def withdraw_draft(*, by: User, revision: Revision, reason: str = "") -> Revision:
    """Throw a draft away; what is in force stays."""
    return drafts.discard_draft(by=by, revision=revision, reason=reason)


def withdraw(*, by: User, revision: Revision, from_: dt.date, reason: str) -> Revision:
    """End what is in force without a successor."""
    return issuing.withdraw(by=by, revision=revision, from_=from_, reason=reason)


def take_back(*, by: User, revision: Revision, reason: str = "") -> Revision:
    """Take a sent or approved revision back into drafting."""
    return rounds.take_back(by=by, revision=revision, reason=reason)
