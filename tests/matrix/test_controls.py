"""Is the matrix able to fail? One wall is taken down at a time, and it must notice.

`make test` takes the routes of one room, `make test-long` every route (reliability S1).
"""

from __future__ import annotations

import sys

import pytest
from django.utils import timezone

from eiso.base.trail.models import Event
from eiso.people.access import models as access
from eiso.people.access.roles import ROLES, Perm
from tests.cast import make_org, make_user
from tests.matrix.routes import ROUTES
from tests.matrix.snapshot import changed, snapshot, unexplained
from tests.matrix.test_matrix import faults, world

__all__ = ["world"]

SCOPED = sorted(
    n for n, r in ROUTES.items() if r.of and not r.national and not r.public
)
GUARDED = sorted(
    n
    for n, r in ROUTES.items()
    if r.perm not in {None, Perm.READ} and not r.public and not r.only
)
SAMPLE = {"orgs:desk", "orgs:appoint", "orgs:unit-new", "orgs:rights"}


def sampled(names: list[str]) -> list:
    """The sample always, the rest in the long run."""
    return [
        pytest.param(name, marks=[] if name in SAMPLE else pytest.mark.long)
        for name in names
    ]


@pytest.fixture
def borderless(monkeypatch):
    """A right held anywhere counts everywhere."""
    honest = access.scopes_of

    def everywhere(user, permission):
        return [""] if honest(user, permission) else []

    for name, module in list(sys.modules.items()):
        if name.startswith("eiso.") and vars(module).get("scopes_of") is honest:
            monkeypatch.setattr(module, "scopes_of", everywhere)


@pytest.mark.parametrize("name", sampled(SCOPED))
def test_a_route_without_scope_is_noticed(name, world, borderless):
    assert faults(name, world)


def test_a_name_that_leaks_into_a_list_is_noticed(world, monkeypatch):
    monkeypatch.setattr(
        access.ScopedQuerySet, "visible_to", lambda self, user, perm=None: self
    )

    assert any("names an agency" in fault for fault in faults("orgs:home", world))


@pytest.mark.parametrize("name", sampled(GUARDED))
def test_a_route_without_permission_is_noticed(name, world, monkeypatch):
    monkeypatch.setattr(access, "roles_with", lambda permission: list(ROLES))

    assert faults(name, world)


def test_a_change_without_an_event_is_noticed(db):
    """A view that writes with `.update()` and tells nobody (reliability E1)."""
    org = make_org("X", "Cơ quan X")
    user = make_user("u", "U", "reader", org)
    before = snapshot()
    access.Grant.objects.filter(user=user).update(role="administrator")
    after = changed(before, snapshot())

    assert [key[0] for key in unexplained(after, [], ())] == ["access.grant"]
    other = Event(at=timezone.now(), actor="u", verb="x", target_kind="accounts.user")
    other.target_code = user.code
    assert unexplained(after, [other], ()) != []
    other.target_kind, other.target_code = "access.grant", user.grants.get().code
    assert unexplained(after, [other], ()) == []


def test_a_deleted_row_is_a_change(db):
    org = make_org("X", "Cơ quan X")
    before = snapshot()
    key = ("orgs.org", org.pk)
    org.delete()

    assert key in changed(before, snapshot())
