"""Acts of review and approval: send, agree, return, take back."""

from __future__ import annotations

from django.db import transaction

from eiso.base import moment
from eiso.base.errors import InvalidTransition, NotPermitted
from eiso.base.trail import services as trail
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.approvals import selectors as round_selectors
from eiso.people.approvals import services as approvals
from eiso.people.approvals.choices import RoundStatus
from eiso.people.approvals.models import Round, RoundStep
from eiso.people.approvals.rules import RouteStep, voter_fault
from eiso.plan.documents import permissions, selectors
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision
from eiso.plan.documents.services.moving import SUBJECT, digest, move

WRITER = voter_fault(
    is_author=True, is_candidate=True, has_voted=False, voted_elsewhere=False
)
ROUTE = (
    RouteStep("review", "Soát xét", permissions.REVIEW),
    RouteStep("approve", "Phê duyệt", permissions.APPROVE),
)
"""Review, then approval: the sign-off table of the ISO document (domain 5.1)."""


@transaction.atomic
def submit(*, by: User, revision: Revision, note: str = "") -> Round:
    """Send a draft for review and approval (ISO 9001, 7.5.2)."""
    require(by, permissions.DRAFT, revision)
    move(revision, Status.IN_REVIEW, submitted_at=moment.now())
    org = revision.document.org
    round_ = approvals.open_round(
        by=by,
        subject=approvals.Subject(
            org=org,
            kind=SUBJECT,
            code=revision.code,
            label=str(revision),
            digest=digest(revision),
            author=revision.author,
        ),
        steps=approvals.route_for(org, SUBJECT, ROUTE),
        note=note,
    )
    trail.record(
        by=by,
        verb="documents.revision.submitted",
        target=revision,
        scope=org.path,
        reason=note,
        data={"round": round_.number, "sha256": revision.sha256},
    )
    return round_


@transaction.atomic
def agree(*, by: User, revision: Revision, seen: str, note: str = "") -> Round:
    """Agree at the open step to the content whose digest is `seen`.

    The last step agreed approves the revision.
    """
    round_, step = _open(revision)
    if selectors.has_written(by, revision):
        raise NotPermitted(WRITER)
    done = approvals.agree(by=by, round_=round_, step=step, digest=seen, note=note)
    if done.status == RoundStatus.AGREED:
        move(revision, Status.APPROVED, approved_at=moment.now())
        trail.record(
            by=by,
            verb="documents.revision.approved",
            target=revision,
            scope=revision.access_path,
            data={"round": done.number, "sha256": revision.sha256},
        )
    return done


@transaction.atomic
def send_back(*, by: User, revision: Revision, seen: str, reason: str) -> Round:
    """Return the revision to its author with a sentence; it is a draft again."""
    round_, step = _open(revision)
    done = approvals.send_back(
        by=by, round_=round_, step=step, digest=seen, reason=reason
    )
    move(revision, Status.DRAFT)
    trail.record(
        by=by,
        verb="documents.revision.returned",
        target=revision,
        scope=revision.access_path,
        reason=reason,
        data={"round": done.number, "step": step.key},
    )
    return done


@transaction.atomic
def take_back(*, by: User, revision: Revision, reason: str = "") -> Revision:
    """The sender takes a revision out of review, or an approved one out of issuing."""
    require(by, permissions.DRAFT, revision)
    running = round_selectors.open_round(SUBJECT, revision.code)
    if running is not None:
        approvals.recall_round(by=by, round_=running)
    move(revision, Status.DRAFT)
    trail.record(
        by=by,
        verb="documents.revision.taken_back",
        target=revision,
        scope=revision.access_path,
        reason=reason,
        data={"sha256": revision.sha256},
    )
    return revision


def _open(revision: Revision) -> tuple[Round, RoundStep]:
    """The round and step a decision belongs to.

    When the round just closed, its last one is handed on: the approvals room then says
    what the first of two did.
    """
    round_ = round_selectors.latest_round(SUBJECT, revision.code)
    if round_ is None:
        raise InvalidTransition("Bản này chưa được gửi soát xét.")
    step = round_selectors.open_step(round_)
    if step is None:
        step = RoundStep.objects.filter(round=round_).order_by("-position").first()
    if step is None:
        raise InvalidTransition("Lượt này không có bước nào.")
    return round_, step
