"""Every URL × every role × own or other agency × GET and POST (reliability S1, S11, E1)."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import Max
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from eiso.base.trail.models import Event
from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from tests.matrix.declare import Route
from tests.matrix.routes import ROUTES
from tests.matrix.snapshot import changed, snapshot, unexplained
from tests.matrix.world import World, build_world

REFUSED = frozenset({403, 404, 422})
HANDLER = ClientHandler(enforce_csrf_checks=False)


def fresh_client() -> Client:
    """A new visitor; the middleware is loaded once for all of them."""
    client = Client()
    client.handler = HANDLER
    return client


def resolver_names(patterns=None, prefix: str = "") -> set[str]:
    found: set[str] = set()
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            found |= resolver_names(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            found.add(f"{prefix}{entry.name}")
    return found


def test_every_route_is_declared_and_every_declared_route_exists():
    names = resolver_names()

    assert names - ROUTES.keys() == set(), "undeclared: see tests/matrix/routes.py"
    assert ROUTES.keys() - names == set(), "declared but gone"


class Walk:
    """One route with its record, ready to be asked by anyone."""

    def __init__(self, name: str, world: World) -> None:
        self.route: Route = ROUTES[name]
        self.world = world
        self.obj = self.route.of(world) if self.route.of else None
        kwargs = self.route.values("kwargs", world, self.obj)
        self.url = reverse(name, kwargs=kwargs)
        query = self.route.values("query", world, self.obj)
        self.query = {key: str(value) for key, value in query.items()}
        self.data = self.route.values("data", world, self.obj)
        self.before = snapshot()
        self.last_event = Event.objects.aggregate(last=Max("pk"))["last"] or 0
        self.only = (
            {user.pk for user in self.route.only(world, self.obj)}
            if self.route.only
            else None
        )

    def ask(self, user: User | None, method: str, client: Client | None = None):
        """The answer; the caller wraps it in a transaction it throws away."""
        client = client or fresh_client()
        if user is not None:
            client.force_login(
                user, backend="django.contrib.auth.backends.ModelBackend"
            )
        if method == "GET":
            return client.get(self.url, self.query)
        for value in self.data.values():
            if hasattr(value, "seek"):
                value.seek(0)
        return client.post(self.url, self.data, query_params=self.query)

    def allowed(self, user: User, method: str) -> frozenset[int]:
        """The status codes that are right for this user."""
        route, holds = self.route, self.world.holds
        if method not in route.methods:
            return frozenset({405})
        if route.public:
            return route.ok | {422}
        perm = route.perm or Perm.READ
        if self.obj is None or (route.in_data and method == "GET"):
            anyone = perm is Perm.READ or holds(user, perm, None)
            return route.ok if anyone else frozenset({403})
        path = self.obj.access_path
        named = self.only is None or user.pk in self.only
        if holds(user, perm, path) and named:
            return route.ok
        if route.in_data:
            return REFUSED
        if not route.hidden and (route.national or holds(user, Perm.READ, path)):
            return frozenset({403} if named else {403, 422})
        return frozenset({404})


def askers(walk: Walk, method: str) -> dict[str, User]:
    """Every role at the record's agency; elsewhere the roles that carry the right. A
    method the route does not have is refused before anyone is looked at: two will do."""
    world, perm = walk.world, walk.route.perm or Perm.READ
    everyone = world.everyone()
    if method not in walk.route.methods:
        few = ("administrator at house", "stranger", "disabled")
        return {label: everyone[label] for label in few}
    return {
        label: user
        for label, user in everyone.items()
        if label.endswith(" at own")
        or user in world.special.values()
        or (perm is not Perm.READ and world.holds(user, perm, None))
        or label.startswith(("administrator", "reader"))
    }


def to_sign_in(response) -> bool:
    return response.status_code == 302 and response["Location"].startswith(
        reverse("web:sign-in")
    )


@pytest.fixture
def world(db) -> World:
    return build_world()


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_route_answers_each_role_as_declared(name, world):
    assert faults(name, world) == []


def faults(name: str, world: World) -> list[str]:
    """Everything wrong with one route; each question is asked and then undone."""
    walk = Walk(name, world)
    wrong: list[str] = []
    for method in ("GET", "POST"):
        for label, user in {"anonymous": None, **askers(walk, method)}.items():
            with transaction.atomic():
                response = walk.ask(user, method)
                wrong += judge(walk, label, user, method, response)
                transaction.set_rollback(True)
    return wrong


def judge(walk, label, user, method, response) -> list[str]:
    what = f"{method} {walk.url} as {label}"
    out = user is None or label == "disabled"
    if out and not walk.route.public:
        if not to_sign_in(response):
            return [f"{what}: {response.status_code}, not sent to sign-in"]
        good = False
    else:
        fine = walk.route.ok | {405, 422} if out else walk.allowed(user, method)
        if response.status_code not in fine:
            return [f"{what}: {response.status_code}, expected {sorted(fine)}"]
        good = response.status_code in walk.route.ok
        if is_leak(walk, label, response):
            return [f"{what}: names an agency this person may not know of"]
    if method == "POST" and not walk.route.public:
        return [f"{what}: {fault}" for fault in judge_change(walk, good)]
    return []


def is_leak(walk, label, response) -> bool:
    """Agency A's name on a page of somebody with no right over A or around it (S2)."""
    outside = label.endswith(" at other") or label in walk.world.special
    if not outside or walk.route.public or response.streaming:
        return False
    return walk.world.agency_a.name in response.content.decode(errors="replace")


def judge_change(walk: Walk, good: bool) -> list[str]:
    rows = changed(walk.before, snapshot())
    if not good:
        return [f"refused, yet changed {sorted(rows, key=str)}"] if rows else []
    if walk.route.changes and not rows:
        return ["answered well and changed nothing"]
    events = Event.objects.filter(pk__gt=walk.last_event)
    strange = unexplained(rows, events, walk.route.also)
    return [f"changed without an event: {strange}"] if strange else []


@pytest.mark.parametrize(
    "name", sorted(name for name in ROUTES if "POST" in ROUTES[name].methods)
)
def test_post_without_token_is_refused(name, world):
    walk = Walk(name, world)
    user = world.user("administrator", "house")

    response = walk.ask(user, "POST", Client(enforce_csrf_checks=True))

    assert response.status_code == 403
    assert changed(walk.before, snapshot()) == {}
