"""Giving, lending and ending rights; keeping duties apart."""

from __future__ import annotations

import datetime as dt

import pytest

from eiso.base.errors import Conflict, NotPermitted, NotReady
from eiso.base.trail.models import Event
from eiso.people.access import services
from eiso.people.access.models import Grant
from eiso.people.access.roles import ROLES, Perm, roles_with
from eiso.people.access.rules import lies_within
from tests.cast import START, make_user
from tests.samples import make_grant

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 10)


@pytest.fixture
def lan(db):
    return make_user("lan", "Mai Thị Lan")


def give(by, user, scope, role="reader", start=DAY, end=None) -> Grant:
    return services.grant_role(
        by=by, user=user, role=role, scope=scope, valid_from=start, valid_to=end
    )


def test_a_right_is_given_and_recorded(quan, lan, agency_a):
    grant = give(quan, lan, agency_a.path)

    event = Event.objects.get(verb="access.grant.given")
    assert (event.target_code, event.scope) == (grant.code, agency_a.path)
    assert grant.granted_by == quan


def test_a_manager_of_one_agency_gives_nothing_over_another(lan, agency_a, agency_b):
    local = make_user("local", "Quản trị A", "administrator", agency_a)

    give(local, lan, agency_a.path)
    for scope in (agency_b.path, ""):
        with pytest.raises(NotPermitted, match="Quản trị hệ thống"):
            give(local, lan, scope)
    assert Grant.objects.filter(user=lan).count() == 1


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"administrator"}))
def test_no_other_role_gives_rights(role, lan, agency_a):
    user = make_user("x", "X", role, agency_a)

    with pytest.raises(NotPermitted):
        give(user, lan, agency_a.path)


def test_a_role_that_is_not_and_days_that_cannot_be_are_refused(quan, lan, agency_a):
    with pytest.raises(NotReady):
        give(quan, lan, agency_a.path, role="king")
    with pytest.raises(NotReady):
        give(quan, lan, agency_a.path, end=DAY - dt.timedelta(days=1))
    assert not Event.objects.exists()


def test_ending_keeps_the_row_and_is_recorded(quan, lan, agency_a):
    grant = give(quan, lan, agency_a.path)

    services.end_grant(by=quan, grant=grant, on=DAY)

    grant.refresh_from_db()
    assert (grant.valid_from, grant.valid_to) == (DAY, DAY)
    assert Event.objects.filter(verb="access.grant.ended").count() == 1


def test_ending_before_the_first_day_withdraws(quan, lan, agency_a):
    grant = give(quan, lan, agency_a.path)

    services.end_grant(by=quan, grant=grant, on=DAY - dt.timedelta(days=1))

    assert Grant.objects.get(pk=grant.pk).is_withdrawn
    assert not Grant.objects.in_force(DAY).filter(user=lan).exists()


def test_of_two_endings_one_wins(quan, lan, agency_a):
    grant = give(quan, lan, agency_a.path)
    seen = Grant.objects.get(pk=grant.pk)
    services.end_grant(by=quan, grant=grant, on=DAY)

    with pytest.raises(Conflict):
        services.end_grant(by=quan, grant=seen, on=DAY)


def test_ending_wants_the_right(dung, quan, lan, agency_a):
    grant = give(quan, lan, agency_a.path)

    with pytest.raises(NotPermitted):
        services.end_grant(by=dung, grant=grant, on=DAY)


def test_nobody_lends_what_they_lack(quan, lan, an, binh, agency_a):
    mine = make_grant(lan, "leader", agency_a, START, dt.date(2026, 12, 31))

    def lend(by, lender, grant, start, end):
        return services.lend_role(
            by=by, user=an, lender=lender, grant=grant, valid_from=start, valid_to=end
        )

    lend(lan, lan, mine, DAY, DAY)
    with pytest.raises(NotReady):
        lend(lan, lan, mine, DAY, dt.date(2027, 1, 1))
    with pytest.raises(NotPermitted):
        lend(binh, lan, mine, DAY, DAY)
    with pytest.raises(NotReady):
        lend(binh, binh, mine, DAY, DAY)


def test_lies_within():
    day = dt.timedelta(days=1)
    assert lies_within((DAY, DAY), (DAY, None))
    assert lies_within((DAY, DAY), (DAY, DAY))
    assert not lies_within((DAY, None), (DAY, DAY))
    assert not lies_within((DAY - day, DAY), (DAY, None))
    assert not lies_within((DAY, DAY + day), (DAY, DAY))


def test_who_wrote_does_not_approve(an, binh):
    services.require_not_same(an, binh, None, why="Người soạn không phê duyệt.")

    with pytest.raises(NotPermitted, match="Người soạn không phê duyệt"):
        services.require_not_same(an, binh, an, why="Người soạn không phê duyệt.")


def test_every_role_reads_and_every_permission_is_somebody_s():
    assert set(roles_with(Perm.READ)) == set(ROLES)
    assert [perm for perm in Perm if not roles_with(perm)] == []
