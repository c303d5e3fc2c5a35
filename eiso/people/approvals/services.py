"""Acts: set a route, open a round, decide a step, recall, restart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.timezone import localtime

from eiso.base import moment
from eiso.base.errors import Conflict, InvalidTransition, NotPermitted, NotReady
from eiso.base.trail import services as trail
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.approvals import selectors
from eiso.people.approvals.choices import Outcome, RoundStatus, StepStatus
from eiso.people.approvals.models import Round, RoundStep, Route, Vote
from eiso.people.approvals.rules import RouteStep, route_faults
from eiso.people.orgs.models import Org


@dataclass(frozen=True)
class Subject:
    """What is sent: its kind, code, a label people know, and the digest of its content."""

    org: Org
    kind: str
    code: str
    label: str
    digest: str
    author: User


def route_for(
    org: Org, subject_kind: str, default: Sequence[RouteStep]
) -> list[RouteStep]:
    """The agency's own route, or `default` where it set none."""
    own = Route.objects.filter(org=org, subject_kind=subject_kind).first()
    return [RouteStep(**step) for step in own.steps] if own else list(default)


@transaction.atomic
def set_route(
    *, by: User, org: Org, subject_kind: str, steps: Sequence[RouteStep]
) -> Route:
    """Set the order of steps for rounds opened from now on; running rounds keep theirs."""
    require(by, Perm.MANAGE_ACCESS, org)
    if faults := route_faults(steps):
        raise NotReady(" ".join(faults))
    rows = [asdict(step) for step in steps]
    route, created = Route.objects.get_or_create(
        org=org, subject_kind=subject_kind, defaults={"steps": rows}
    )
    if not created:
        seen = Route.objects.filter(pk=route.pk, version=route.version)
        if seen.update(steps=rows, version=F("version") + 1) != 1:
            raise Conflict(
                "Luồng duyệt vừa được người khác sửa. Mở lại trang để xem bản mới."
            )
        route.refresh_from_db()
    trail.record(
        by=by,
        verb="approvals.route.set",
        target=route,
        scope=org.path,
        data={"kind": subject_kind, "steps": rows},
    )
    return route


@transaction.atomic
def open_round(
    *, by: User, subject: Subject, steps: Sequence[RouteStep], note: str = ""
) -> Round:
    """Start a round on `subject`; the caller has asked whether `by` may send it."""
    if faults := route_faults(steps):
        raise NotReady(" ".join(faults))
    round_ = _insert_round(by=by, subject=subject, note=note)
    _insert_steps(round_, steps)
    trail.record(
        by=by,
        verb="approvals.round.opened",
        target=round_,
        scope=subject.org.path,
        reason=note,
        data={
            "kind": subject.kind,
            "subject": subject.code,
            "number": round_.number,
            "digest": subject.digest,
            "steps": [step.key for step in steps],
        },
    )
    return round_


def _insert_round(*, by: User, subject: Subject, note: str) -> Round:
    same = Round.objects.filter(subject_kind=subject.kind, subject_code=subject.code)
    number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            return Round.objects.create(
                org=subject.org,
                subject_kind=subject.kind,
                subject_code=subject.code,
                subject_label=subject.label[:500],
                number=number,
                digest=subject.digest,
                author=subject.author,
                sent_by=by,
                sent_at=moment.now(),
                note=note,
            )
    except IntegrityError as error:
        raise Conflict(
            "Bản này vừa được gửi trong một lượt khác. Mở lại trang để xem lượt đó."
        ) from error


def _insert_steps(round_: Round, steps: Sequence[RouteStep]) -> None:
    RoundStep.objects.bulk_create(
        RoundStep(
            round=round_,
            position=position,
            status=StepStatus.WAITING if position else StepStatus.OPEN,
            opened_at=None if position else round_.sent_at,
            **asdict(step),
        )
        for position, step in enumerate(steps)
    )


@transaction.atomic
def agree(
    *, by: User, round_: Round, step: RoundStep, digest: str, note: str = ""
) -> Round:
    """Agree at `step` to exactly the content with `digest`; may close step and round."""
    _check_vote(by, round_, step, digest)
    counted = RoundStep.objects.filter(pk=step.pk, status=StepStatus.OPEN).update(
        agreed=F("agreed") + 1
    )
    if counted != 1:
        raise _too_late(round_)
    _insert_vote(by, step, Outcome.AGREE, note)
    step.refresh_from_db()
    if step.agreed >= step.quorum:
        _close_step(step, StepStatus.AGREED)
        _open_next(round_, step)
    _record_vote(by, round_, step, "approvals.vote.agreed", note)
    round_.refresh_from_db()
    return round_


@transaction.atomic
def send_back(
    *, by: User, round_: Round, step: RoundStep, digest: str, reason: str
) -> Round:
    """Return the subject to its author with a reason; ends the round."""
    if not reason.strip():
        raise NotReady(
            "Chưa trả lại được. Thiếu lý do. Ghi ít nhất một câu để người soạn biết sửa gì.",
            fields={"reason": "Ghi ít nhất một câu."},
        )
    _check_vote(by, round_, step, digest)
    moved = RoundStep.objects.filter(pk=step.pk, status=StepStatus.OPEN).update(
        status=StepStatus.RETURNED, closed_at=moment.now()
    )
    if moved != 1:
        raise _too_late(round_)
    _insert_vote(by, step, Outcome.RETURN, reason.strip())
    _close_round(round_, RoundStatus.RETURNED)
    _record_vote(by, round_, step, "approvals.vote.returned", reason.strip())
    round_.refresh_from_db()
    return round_


@transaction.atomic
def recall_round(*, by: User, round_: Round) -> Round:
    """The sender takes the subject back before the round ended."""
    if round_.sent_by_id != by.pk:
        raise NotPermitted("Chỉ người đã gửi mới rút lại được lượt này.")
    _close_round(round_, RoundStatus.RECALLED)
    trail.record(
        by=by,
        verb="approvals.round.recalled",
        target=round_,
        scope=round_.org.path,
        data={"number": round_.number},
    )
    round_.refresh_from_db()
    return round_


@transaction.atomic
def restart_round(*, by: User, round_: Round, digest: str) -> Round:
    """The sent content changed: votes on the old content end with its round.

    The new round has the same steps; whoever voted must read again.
    """
    steps = [
        RouteStep(step.key, step.title, step.permission, step.quorum, step.post_code)
        for step in round_.steps.all()
    ]
    _close_round(round_, RoundStatus.RESTARTED)
    subject = Subject(
        org=round_.org,
        kind=round_.subject_kind,
        code=round_.subject_code,
        label=round_.subject_label,
        digest=digest,
        author=round_.author,
    )
    return open_round(by=by, subject=subject, steps=steps, note=round_.note)


def _check_vote(by: User, round_: Round, step: RoundStep, digest: str) -> None:
    if step.round_id != round_.pk:
        raise NotReady("Bước này không thuộc lượt đang mở. Mở lại trang.")
    current = Round.objects.get(pk=round_.pk)
    if current.digest != digest:
        raise Conflict(
            "Dự thảo đã đổi sau khi bạn mở trang. Đọc lại phần thay đổi rồi quyết.",
            code="content_changed",
        )
    if current.status != RoundStatus.OPEN:
        raise _too_late(current)
    fresh = RoundStep.objects.select_related("round__org").get(pk=step.pk)
    if fresh.status == StepStatus.WAITING:
        raise InvalidTransition("Bước này chưa đến lượt: bước trước chưa xong.")
    if why := selectors.why_not(by, fresh):
        if Vote.objects.filter(step=fresh, user=by).exists():
            raise InvalidTransition(why)
        raise NotPermitted(why)
    if fresh.status != StepStatus.OPEN:
        raise _too_late(current)


def _too_late(round_: Round) -> Conflict:
    """The sentence for the second of two: what the first did, and when."""
    vote = selectors.last_vote(round_)
    if vote is None:
        return Conflict("Lượt này vừa đóng. Mở lại trang để xem trạng thái mới.")
    when = localtime(vote.voted_at)
    did = "đồng ý" if vote.outcome == Outcome.AGREE else "trả lại người soạn"
    why = f" Lý do: {vote.reason}" if vote.reason else ""
    return Conflict(
        f"{vote.user} đã {did} ở bước “{vote.step}” lúc {when:%H:%M %d/%m/%Y}, "
        f"trước khi bạn gửi.{why} Quyết định của bạn chưa được ghi; mở lại trang."
    )


def _insert_vote(by: User, step: RoundStep, outcome: Outcome, reason: str) -> None:
    try:
        with transaction.atomic():
            Vote.objects.create(
                step=step,
                user=by,
                on_behalf_of=by.acting_as,
                outcome=outcome,
                reason=reason,
                voted_at=moment.now(),
            )
    except IntegrityError as error:
        raise InvalidTransition("Bạn đã quyết ở bước này rồi.") from error


def _close_step(step: RoundStep, status: StepStatus) -> None:
    RoundStep.objects.filter(pk=step.pk, status=StepStatus.OPEN).update(
        status=status, closed_at=moment.now()
    )


def _open_next(round_: Round, step: RoundStep) -> None:
    following = RoundStep.objects.filter(
        round=round_, position=step.position + 1, status=StepStatus.WAITING
    )
    opened = following.update(status=StepStatus.OPEN, opened_at=moment.now())
    if not opened:
        _close_round(round_, RoundStatus.AGREED)


def _close_round(round_: Round, status: RoundStatus) -> None:
    now = moment.now()
    closed = Round.objects.filter(pk=round_.pk, status=RoundStatus.OPEN).update(
        status=status, closed_at=now
    )
    if closed != 1:
        raise _too_late(round_)
    left = RoundStep.objects.filter(
        round=round_, status__in=[StepStatus.WAITING, StepStatus.OPEN]
    )
    left.update(status=StepStatus.CLOSED, closed_at=now)


def _record_vote(
    by: User, round_: Round, step: RoundStep, verb: str, reason: str
) -> None:
    trail.record(
        by=by,
        verb=verb,
        target=round_,
        scope=round_.org.path,
        reason=reason,
        data={
            "kind": round_.subject_kind,
            "subject": round_.subject_code,
            "step": step.key,
            "digest": round_.digest,
        },
    )
