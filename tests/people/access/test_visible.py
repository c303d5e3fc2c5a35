"""`visible_to` against a slow reading of every grant, and the order of paths."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eiso.base.text.fields import subtree
from eiso.people.access.models import Grant, scopes_of
from eiso.people.access.roles import ROLES, Perm
from eiso.people.access.services import can
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org, Unit
from tests.cast import make_org, make_user
from tests.samples import make_grant, make_unit

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 10)
# Symbols chosen to trip a comparison that is not by bytes or not by whole names.
SYMBOLS = ["A", "A1", "a", "B", "A-1", "Z", "_", "A.1", "H48", "H48.1"]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-03-10T09:00+07:00", tick=False):
        yield


trees = st.lists(
    st.tuples(st.sampled_from(SYMBOLS), st.integers(0, 6)), min_size=1, max_size=9
)
grants = st.lists(
    st.tuples(
        st.integers(-1, 8),  # which agency; -1 is the whole house
        st.sampled_from(sorted(ROLES)),
        st.integers(-3, 3),  # begins so many days from today
        st.one_of(st.none(), st.integers(-3, 6)),  # lasts so many days from there
        st.booleans(),  # withdrawn
    ),
    max_size=5,
)


def plant(tree) -> list[Org]:
    orgs: list[Org] = []
    for symbol, up in tree:
        parent = orgs[up - 1] if 0 < up <= len(orgs) else None
        path = f"{parent.path if parent else ''}{symbol}/"
        if not any(org.path == path for org in orgs):
            org = Org(
                symbol=f"{len(orgs)}-{symbol}", name=path, parent=parent, path=path
            )
            org.kind, org.level, org.valid_from = "x", "x", TODAY
            orgs.append(org)
    for org in orgs:
        org.parent = org.parent
        org.save()
    return orgs


def slow_reach(rows: list[Grant], perm: Perm, path: str) -> bool:
    """A person leafing through the grants, names compared one by one."""
    for row in rows:
        begun = row.valid_from <= TODAY
        over = row.valid_to is not None and row.valid_to < TODAY
        names = row.scope.split("/")[:-1]
        above = path.split("/")[: len(names)] == names
        carries = perm in ROLES[row.role].permissions
        if above and carries and begun and not over and not row.is_withdrawn:
            return True
    return False


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(tree=trees, raw=grants, perm=st.sampled_from(sorted(Perm)), data=st.data())
def test_reach_equals_leafing_through_the_grants(tree, raw, perm, data):
    Grant.objects.all().delete()
    Org.objects.update(parent=None)
    Org.objects.all().delete()
    User.objects.all().delete()
    orgs, user = plant(tree), make_user("u", "U")
    rows = [
        Grant.objects.create(
            user=user,
            role=role,
            scope="" if where < 0 else orgs[where % len(orgs)].path,
            valid_from=TODAY + dt.timedelta(days=begins),
            valid_to=None
            if lasts is None
            else TODAY + dt.timedelta(days=begins + max(lasts, 0)),
            is_withdrawn=withdrawn,
            granted_by=user,
        )
        for where, role, begins, lasts, withdrawn in raw
    ]

    expected = {org.path for org in orgs if slow_reach(rows, Perm(perm), org.path)}
    seen = set(Org.objects.visible_to(user, Perm(perm)).values_list("path", flat=True))

    assert seen == expected
    assert {org.path for org in orgs if can(user, Perm(perm), org)} == expected


def test_paths_are_ordered_by_bytes_on_every_database(db):
    paths = ["a/", "B/", "A-1/", "A/", "A/b/", "A.1/", "_/", "Z/", "A1/"]
    for index, path in enumerate(paths):
        org = Org(symbol=str(index), name=path, path=path, kind="x", level="x")
        org.save()

    ordered = list(Org.objects.order_by("path").values_list("path", flat=True))
    assert ordered == sorted(paths, key=str.encode)
    below = Org.objects.filter(subtree("path", "A/")).values_list("path", flat=True)
    assert sorted(below) == ["A/", "A/b/"]


def test_sibling_whose_name_begins_alike_is_not_below(province, quan):
    one, ten = make_org("X.1", "Một", province), make_org("X.10", "Mười", province)
    user = make_user("u", "U", "reader", one)

    assert list(Org.objects.visible_to(user)) == [one]
    assert not can(user, Perm.READ, ten)


def test_rows_of_an_agency_follow_its_path(agency_a, agency_b, dung, khanh, minh):
    mine, theirs = make_unit(agency_a), make_unit(agency_b)

    assert list(Unit.objects.visible_to(dung)) == [mine]
    assert list(Unit.objects.visible_to(khanh)) == [theirs]
    assert set(Unit.objects.visible_to(minh)) == {mine, theirs}


def test_nobody_special_sees_nothing(agency_a, dung):
    User.objects.filter(pk=dung.pk).update(is_active=False)
    dung.refresh_from_db()

    for user in (AnonymousUser(), dung, make_user("la", "Người Lạ")):
        assert not Org.objects.visible_to(user).exists()
        assert not can(user, Perm.READ, agency_a)


@pytest.mark.parametrize(
    ("start", "end", "reach"),
    [
        (TODAY, TODAY, True),
        (TODAY - dt.timedelta(days=9), TODAY - dt.timedelta(days=1), False),
        (TODAY + dt.timedelta(days=1), None, False),
        (TODAY - dt.timedelta(days=9), TODAY, True),
    ],
)
def test_a_grant_counts_from_its_first_day_to_its_last(agency_a, start, end, reach):
    user = make_user("u", "U")
    make_grant(user, "reader", agency_a, start, end)

    assert bool(scopes_of(user, Perm.READ)) is reach


def test_the_day_is_the_day_in_viet_nam(agency_a):
    user = make_user("u", "U")
    make_grant(user, "reader", agency_a, TODAY, TODAY)

    with time_machine.travel("2026-03-09T17:30+00:00"):  # 00:30 on the tenth
        assert scopes_of(user, Perm.READ)
    with time_machine.travel("2026-03-10T17:30+00:00"):
        assert not scopes_of(user, Perm.READ)


def test_machine_holds_everything_and_cannot_sign_in(agency_a, client):
    machine = User.objects.machine()

    assert can(machine, Perm.MANAGE_ORGS, agency_a)
    for password in ("", "!", "eiso"):
        data = {"username": "eiso", "password": password}
        client.post(reverse("web:sign-in"), data)
        assert "_auth_user_id" not in client.session
