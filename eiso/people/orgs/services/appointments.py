"""People take posts, leave them, and stand in for each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from eiso.base.errors import Conflict, NotReady
from eiso.base.text.folding import squash
from eiso.base.trail import services as trail
from eiso.people.access.roles import Perm
from eiso.people.access.services import grant_role, lend_role, require
from eiso.people.accounts.models import User
from eiso.people.orgs import rules
from eiso.people.orgs.models import Appointment, Delegation, Post
from eiso.people.orgs.rules import Term
from eiso.people.orgs.services.closing import end_holding, end_stand_in
from eiso.people.orgs.services.writing import save_new


@dataclass(frozen=True)
class AppointmentFacts:
    """From when (to when), by which decision, beside another post or not."""

    valid_from: dt.date
    valid_to: dt.date | None = None
    decision: str = ""
    is_concurrent: bool = False


@transaction.atomic
def appoint(
    *, by: User, post: Post, user: User, facts: AppointmentFacts
) -> Appointment:
    """Put a person into a post; the post's role over the agency comes with it, dated."""
    require(by, Perm.MANAGE_ORGS, post)
    term = Term(facts.valid_from, facts.valid_to)
    _check_person(user)
    _check_post(post, term)
    _check_seat(post, user, term)
    _claim(post)
    holding = Appointment(
        post=post,
        user=user,
        is_concurrent=facts.is_concurrent,
        decision=squash(facts.decision),
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
    )
    if post.role:
        holding.grant = grant_role(
            by=by,
            user=user,
            role=post.role,
            scope=post.access_path,
            valid_from=facts.valid_from,
            valid_to=facts.valid_to,
        )
    save_new(holding, "Chưa bổ nhiệm được.")
    trail.record(
        by=by,
        verb="orgs.appointment.made",
        target=holding,
        scope=post.access_path,
        data={
            "post": post.title,
            "unit": post.unit.name,
            "user": user.username,
            "from": facts.valid_from,
            "to": facts.valid_to,
            "decision": holding.decision,
        },
    )
    return holding


@transaction.atomic
def end_appointment(
    *, by: User, appointment: Appointment, on: dt.date, reason: str
) -> Appointment:
    """The person leaves the post after `on`; the right that came with it ends too."""
    require(by, Perm.MANAGE_ORGS, appointment)
    if appointment.grant_id is not None:
        require(by, Perm.MANAGE_ACCESS, appointment)
    why = squash(reason)
    if not why:
        raise NotReady(
            "Chưa ghi được. Thiếu lý do thôi giữ vị trí. Gõ lý do, hoặc số quyết định.",
            fields={"reason": "Gõ lý do, hoặc số quyết định."},
        )
    if appointment.valid_to is not None and on > appointment.valid_to:
        raise NotReady(
            "Chưa ghi được. Người này đã thôi giữ vị trí từ trước ngày đó. Mở lại trang."
        )
    _claim(appointment.post)
    end_holding(by, appointment, on)
    Appointment.objects.filter(pk=appointment.pk).update(end_reason=why)
    appointment.end_reason = why
    trail.record(
        by=by,
        verb="orgs.appointment.ended",
        target=appointment,
        scope=appointment.access_path,
        data={"user": appointment.user.username, "on": on},
        reason=why,
    )
    return appointment


@transaction.atomic
def delegate(
    *, by: User, appointment: Appointment, user: User, days: Term, reason: str
) -> Delegation:
    """Somebody stands in for the holder on these days, with the holder's right.

    The holder may do it alone; anybody else needs MANAGE_ORGS (and MANAGE_ACCESS).
    """
    if by.pk != appointment.user_id:
        require(by, Perm.MANAGE_ORGS, appointment)
    _check_person(user)
    start, end = _check_days(appointment, user, days)
    if not squash(reason):
        raise NotReady(
            "Chưa ủy quyền được. Thiếu lý do vắng. Gõ lý do, thí dụ: đi học.",
            fields={"reason": "Gõ lý do, thí dụ: đi học."},
        )
    _claim(appointment.post)
    delegation = Delegation(
        appointment=appointment,
        user=user,
        reason=squash(reason),
        valid_from=start,
        valid_to=end,
    )
    if appointment.grant is not None:
        delegation.grant = lend_role(
            by=by,
            user=user,
            lender=appointment.user,
            grant=appointment.grant,
            valid_from=start,
            valid_to=end,
        )
    save_new(delegation, "Chưa ủy quyền được.")
    trail.record(
        by=by,
        verb="orgs.delegation.made",
        target=delegation,
        scope=appointment.access_path,
        data={
            "for": appointment.user.username,
            "post": appointment.post.title,
            "user": user.username,
            "from": start,
            "until": end,
        },
        reason=delegation.reason,
    )
    return delegation


@transaction.atomic
def end_delegation(*, by: User, delegation: Delegation, on: dt.date) -> Delegation:
    """The holder is back: the stand-in stops after `on`."""
    if by.pk != delegation.appointment.user_id:
        require(by, Perm.MANAGE_ORGS, delegation)
    if on >= delegation.valid_to:
        raise NotReady(
            f"Chưa kết thúc được. Ủy quyền này vốn hết ngày "
            f"{delegation.valid_to:%d/%m/%Y}. Chọn ngày sớm hơn."
        )
    end_stand_in(by, delegation, on)
    trail.record(
        by=by,
        verb="orgs.delegation.ended",
        target=delegation,
        scope=delegation.access_path,
        data={"user": delegation.user.username, "on": on},
    )
    return delegation


def _check_person(user: User) -> None:
    if not user.is_active or user.is_machine:
        raise NotReady(
            f"Chưa ghi được. Tài khoản của {user} không còn dùng. Chọn người khác."
        )


def _check_post(post: Post, term: Term) -> None:
    start = term.start
    if term.end is not None and start is not None and term.end < start:
        raise NotReady(
            "Chưa bổ nhiệm được. Ngày kết thúc trước ngày bắt đầu. Sửa ngày."
        )
    bounds = Term(post.valid_from, post.valid_to)
    outside = start is None or not bounds.covers(start)
    if outside or (post.valid_to and (term.end is None or term.end > post.valid_to)):
        raise NotReady(
            "Chưa bổ nhiệm được. Vị trí này không có suốt thời gian đó. Chọn ngày trong "
            "thời hạn của vị trí."
        )


def _check_seat(post: Post, user: User, term: Term) -> None:
    held = [
        (Term(one.valid_from, one.valid_to), one.user_id)
        for one in Appointment.objects.filter(post=post).standing()
    ]
    if any(person == user.pk and other.overlaps(term) for other, person in held):
        raise NotReady(
            f"Chưa bổ nhiệm được. {user} đã giữ vị trí này trong thời gian đó. Xem lại ngày."
        )
    running = [other for other, _ in held if other.overlaps(term)]
    day = rules.first_overfull_day([*running, term], post.seats)
    if day is not None:
        raise NotReady(
            f"Chưa bổ nhiệm được. Từ {day:%d/%m/%Y} vị trí này đã đủ {post.seats} người. "
            "Ghi thôi giữ vị trí cho người cũ trước, hoặc chọn ngày khác."
        )


def _check_days(
    appointment: Appointment, user: User, days: Term
) -> tuple[dt.date, dt.date]:
    start, end = days.start, days.end
    held = Term(appointment.valid_from, appointment.valid_to)
    if start is None or end is None or end < start:
        raise NotReady(
            "Chưa ủy quyền được. Cần ngày bắt đầu và ngày kết thúc. Sửa ngày."
        )
    if not (held.covers(start) and held.covers(end)):
        raise NotReady(
            f"Chưa ủy quyền được. {appointment.user} không giữ vị trí suốt các ngày đó. "
            "Chọn ngày trong thời hạn giữ vị trí."
        )
    if user.pk == appointment.user_id:
        raise NotReady(
            "Chưa ủy quyền được. Không ủy quyền cho chính mình. Chọn người khác."
        )
    if _runs_into(Delegation.objects.filter(appointment=appointment), start, end):
        raise NotReady(
            "Chưa ủy quyền được. Những ngày đó đã có người thay. Xem lại ngày."
        )
    if _runs_into(Delegation.objects.filter(appointment__user=user), start, end):
        raise NotReady(
            f"Chưa ủy quyền được. {user} cũng vắng trong những ngày đó. Chọn người khác."
        )
    return start, end


def _runs_into(rows, start: dt.date, end: dt.date) -> bool:  # type: ignore[no-untyped-def]
    return bool(
        rows.standing().filter(valid_from__lte=end, valid_to__gte=start).exists()
    )


def _claim(post: Post) -> None:
    """Of two who change the people of one post at once, the second is refused."""
    changed = Post.objects.filter(pk=post.pk, version=post.version).update(
        version=F("version") + 1
    )
    if changed != 1:
        raise Conflict(
            "Chưa ghi được. Có người vừa sửa vị trí này. Mở lại trang để xem bản mới."
        )
    post.version += 1
