"""Appoint, leave, stand in: the five beats and what each refuses."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine

from eiso.base.errors import Conflict, NotPermitted, NotReady
from eiso.base.trail.models import Event
from eiso.people.access.models import Grant, scopes_of
from eiso.people.access.roles import Perm
from eiso.people.orgs.models import Appointment, Delegation, Post
from eiso.people.orgs.rules import Term
from eiso.people.orgs.selectors.books import holders, posts_of, responsible
from eiso.people.orgs.services.appointments import (
    AppointmentFacts,
    appoint,
    delegate,
    end_appointment,
    end_delegation,
)
from tests.cast import START, make_user
from tests.samples import make_post, make_unit

FROM = dt.date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-03-10T09:00+07:00", tick=False):
        yield


@pytest.fixture
def unit(agency_a):
    return make_unit(agency_a)


@pytest.fixture
def head(unit):
    return make_post(unit, "Trưởng phòng", role="head_of_unit", is_head=True)


@pytest.fixture
def post(unit):
    return make_post(unit, "Công chức tư pháp", role="specialist")


@pytest.fixture
def lan(db):
    return make_user("lan", "Mai Thị Lan")


@pytest.fixture
def hoa(db):
    return make_user("hoa", "Vũ Thị Hoa")


def facts(start=FROM, end=None, **more):
    return AppointmentFacts(start, end, **more)


def test_appointing_fills_the_post_and_gives_its_role(quan, post, lan):
    held = appoint(by=quan, post=post, user=lan, facts=facts(decision="12/QĐ-UBND"))

    assert holders(post, FROM) == [held]
    assert holders(post, FROM - dt.timedelta(days=1)) == []
    assert scopes_of(lan, Perm.READ) == [post.access_path]
    assert held.grant.role == "specialist"


def test_appointing_is_recorded_with_who_where_and_by_what(quan, post, lan):
    held = appoint(by=quan, post=post, user=lan, facts=facts(decision="12/QĐ-UBND"))

    event = Event.objects.get(verb="orgs.appointment.made")
    assert (event.actor, event.target_code) == ("quan", held.code)
    assert event.scope == post.access_path
    data = json.loads(event.data)
    assert data["user"] == "lan"
    assert data["decision"] == "12/QĐ-UBND"
    assert Event.objects.filter(verb="access.grant.given").count() == 1


def test_a_post_without_role_gives_no_right(quan, unit, lan):
    held = appoint(by=quan, post=make_post(unit, role=""), user=lan, facts=facts())

    assert held.grant is None
    assert scopes_of(lan, Perm.READ) == []


def test_appointing_without_the_right_changes_nothing(dung, post, lan):
    with pytest.raises(NotPermitted):
        appoint(by=dung, post=post, user=lan, facts=facts())

    assert not Appointment.objects.exists()
    assert not Event.objects.exists()


def test_one_seat_takes_one_person_at_a_time(quan, post, lan, hoa):
    appoint(by=quan, post=post, user=lan, facts=facts(end=dt.date(2026, 6, 30)))

    with pytest.raises(NotReady, match="đã đủ 1 người"):
        appoint(by=quan, post=post, user=hoa, facts=facts(dt.date(2026, 6, 30)))
    appoint(by=quan, post=post, user=hoa, facts=facts(dt.date(2026, 7, 1)))

    assert [h.user for h in holders(post, dt.date(2026, 7, 1))] == [hoa]


def test_five_seats_take_five(quan, unit, agency_a):
    desk = make_post(unit, "Quầy tiếp nhận", seats=5)
    for n in range(5):
        appoint(by=quan, post=desk, user=make_user(f"q{n}", f"Quầy {n}"), facts=facts())

    with pytest.raises(NotReady, match="đã đủ 5 người"):
        appoint(by=quan, post=desk, user=make_user("q6", "Quầy 6"), facts=facts())


def test_the_same_person_is_not_appointed_twice(quan, unit, lan):
    desk = make_post(unit, "Quầy", seats=2)
    appoint(by=quan, post=desk, user=lan, facts=facts())

    with pytest.raises(NotReady, match="đã giữ vị trí này"):
        appoint(by=quan, post=desk, user=lan, facts=facts(dt.date(2026, 5, 1)))


def test_days_outside_the_post_are_refused(quan, unit, lan):
    short = make_post(unit, "Tạm", valid_to=dt.date(2026, 12, 31))

    for start, end in [
        (START - dt.timedelta(days=1), None),
        (FROM, None),
        (FROM, dt.date(2027, 1, 1)),
        (FROM, FROM - dt.timedelta(days=1)),
    ]:
        with pytest.raises(NotReady):
            appoint(by=quan, post=short, user=lan, facts=facts(start, end))
    assert not Grant.objects.filter(user=lan).exists()


def test_a_shut_account_is_not_appointed(quan, post, lan):
    lan.is_active = False

    with pytest.raises(NotReady, match="không còn dùng"):
        appoint(by=quan, post=post, user=lan, facts=facts())


def test_of_two_appointments_at_once_one_wins(quan, post, lan, hoa):
    seen = Post.objects.get(pk=post.pk)
    appoint(by=quan, post=post, user=lan, facts=facts(end=dt.date(2026, 3, 31)))

    with pytest.raises(Conflict):
        appoint(by=quan, post=seen, user=hoa, facts=facts(dt.date(2026, 4, 1)))

    assert Appointment.objects.count() == 1
    assert not Grant.objects.filter(user=hoa).exists()


def test_leaving_ends_the_right_and_keeps_the_history(quan, post, head, lan, hoa):
    held = appoint(by=quan, post=post, user=lan, facts=facts())
    appoint(by=quan, post=head, user=hoa, facts=facts())
    last = dt.date(2026, 3, 9)

    end_appointment(by=quan, appointment=held, on=last, reason="Điều động")

    assert scopes_of(lan, Perm.READ) == []
    assert [h.user for h in holders(post, last)] == [lan]
    assert [(r.user, r.how) for r in responsible(post, dt.date(2026, 3, 10))] == [
        (hoa, "superior")
    ]
    event = Event.objects.get(verb="orgs.appointment.ended")
    assert event.reason == "Điều động"


def test_leaving_wants_a_reason_and_the_right(quan, dung, post, lan):
    held = appoint(by=quan, post=post, user=lan, facts=facts())

    with pytest.raises(NotReady, match="lý do"):
        end_appointment(by=quan, appointment=held, on=FROM, reason="  ")
    with pytest.raises(NotPermitted):
        end_appointment(by=dung, appointment=held, on=FROM, reason="x")


def test_leaving_twice_is_refused(quan, post, lan):
    held = appoint(by=quan, post=post, user=lan, facts=facts())
    end_appointment(by=quan, appointment=held, on=FROM, reason="Nghỉ")

    with pytest.raises(NotReady, match="đã thôi giữ"):
        end_appointment(
            by=quan, appointment=held, on=FROM + dt.timedelta(days=1), reason="Nghỉ"
        )


def test_an_appointment_of_next_month_can_be_withdrawn(quan, post, lan, hoa):
    later = dt.date(2026, 4, 1)
    held = appoint(by=quan, post=post, user=lan, facts=facts(later))

    end_appointment(by=quan, appointment=held, on=FROM, reason="Thôi bổ nhiệm")

    assert holders(post, later) == []
    appoint(by=quan, post=Post.objects.get(pk=post.pk), user=hoa, facts=facts(later))
    with time_machine.travel("2026-04-02T09:00+07:00"):
        assert scopes_of(lan, Perm.READ) == []
        assert scopes_of(hoa, Perm.READ) == [post.access_path]


WEEK = Term(dt.date(2026, 3, 9), dt.date(2026, 3, 13))


def test_the_holder_alone_may_lend_the_post_with_its_right(quan, head, lan, hoa):
    held = appoint(by=quan, post=head, user=lan, facts=facts())

    row = delegate(by=lan, appointment=held, user=hoa, days=WEEK, reason="đi học")

    assert scopes_of(hoa, Perm.REVIEW_PROCEDURE) == [head.access_path]
    assert [(r.user, r.how) for r in responsible(head, WEEK.start)] == [
        (hoa, "delegate")
    ]
    assert [p.label for p in posts_of(hoa, WEEK.start)] == [
        "Trưởng phòng, Phòng Kinh tế, UBND phường Cẩm Thành (thay Mai Thị Lan)"
    ]
    event = Event.objects.get(verb="orgs.delegation.made")
    assert (event.actor, event.target_code, event.reason) == ("lan", row.code, "đi học")
    with time_machine.travel("2026-03-14T09:00+07:00"):
        assert scopes_of(hoa, Perm.REVIEW_PROCEDURE) == []


def test_a_third_person_may_not_lend_it(dung, quan, head, lan, hoa):
    held = appoint(by=quan, post=head, user=lan, facts=facts())

    with pytest.raises(NotPermitted):
        delegate(by=dung, appointment=held, user=hoa, days=WEEK, reason="x")
    assert not Delegation.objects.exists()


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (Term(FROM, None), "x"),
        (Term(None, FROM), "x"),
        (Term(WEEK.end, WEEK.start), "x"),
        (Term(FROM - dt.timedelta(days=1), WEEK.end), "x"),
        (WEEK, " "),
    ],
)
def test_days_or_reason_that_cannot_be_are_refused(quan, head, lan, hoa, days, reason):
    held = appoint(by=quan, post=head, user=lan, facts=facts())

    with pytest.raises(NotReady):
        delegate(by=lan, appointment=held, user=hoa, days=days, reason=reason)
    assert not Grant.objects.filter(user=hoa).exists()


def test_one_step_only(quan, head, post, lan, hoa, an):
    as_head = appoint(by=quan, post=head, user=lan, facts=facts())
    as_clerk = appoint(by=quan, post=post, user=hoa, facts=facts())
    delegate(by=hoa, appointment=as_clerk, user=an, days=WEEK, reason="ốm")

    with pytest.raises(NotReady, match="cũng vắng"):
        delegate(by=lan, appointment=as_head, user=hoa, days=WEEK, reason="đi học")
    with pytest.raises(NotReady, match="chính mình"):
        delegate(by=lan, appointment=as_head, user=lan, days=WEEK, reason="đi học")
    as_clerk = Appointment.objects.get(pk=as_clerk.pk)
    with pytest.raises(NotReady, match="đã có người thay"):
        delegate(by=hoa, appointment=as_clerk, user=lan, days=WEEK, reason="ốm")


def test_coming_back_early_ends_the_lent_right(quan, head, lan, hoa):
    held = appoint(by=quan, post=head, user=lan, facts=facts())
    row = delegate(by=lan, appointment=held, user=hoa, days=WEEK, reason="đi học")

    end_delegation(by=lan, delegation=row, on=WEEK.start)

    assert [(r.user, r.how) for r in responsible(head, dt.date(2026, 3, 10))] == [
        (lan, "holder")
    ]
    assert scopes_of(hoa, Perm.REVIEW_PROCEDURE) == []
    assert Event.objects.filter(verb="orgs.delegation.ended").count() == 1
    with pytest.raises(NotReady):
        end_delegation(by=lan, delegation=row, on=WEEK.end)


def test_leaving_the_post_ends_who_stands_in_also_in_future(quan, head, lan, hoa):
    held = appoint(by=quan, post=head, user=lan, facts=facts())
    later = Term(dt.date(2026, 4, 6), dt.date(2026, 4, 10))
    delegate(by=lan, appointment=held, user=hoa, days=WEEK, reason="đi học")
    held = Appointment.objects.get(pk=held.pk)
    delegate(by=lan, appointment=held, user=hoa, days=later, reason="đi học")

    held = Appointment.objects.get(pk=held.pk)
    end_appointment(by=quan, appointment=held, on=WEEK.start, reason="Nghỉ hưu")

    for day in ("2026-03-10", "2026-04-07"):
        with time_machine.travel(f"{day}T09:00+07:00"):
            assert scopes_of(hoa, Perm.REVIEW_PROCEDURE) == []


def test_posts_of_lists_the_main_one_before_the_concurrent_one(quan, head, post, lan):
    appoint(by=quan, post=post, user=lan, facts=facts(is_concurrent=True))
    appoint(by=quan, post=head, user=lan, facts=facts(dt.date(2026, 3, 5)))

    assert [p.post for p in posts_of(lan, dt.date(2026, 3, 10))] == [head, post]
    assert posts_of(lan, dt.date(2026, 3, 1)) == []
