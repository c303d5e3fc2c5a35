"""Every declared page, at the desk and on a phone, in both languages: nothing to say.

Pages join by being declared in tests/matrix/declared; a route may leave with
`crawl=False` (downloads). axe, the console, the security policy and the width are asked.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from eiso.people.access.roles import ROLES, Perm
from eiso.people.accounts.models import User
from tests.browser.conftest import DESK, PHONE, assert_clean, shoot
from tests.matrix.declare import Route
from tests.matrix.routes import ROUTES
from tests.matrix.world import World, build_world

WAYS = [("vi", DESK), ("vi", PHONE), ("en", DESK), ("en", PHONE)]
PAGES = sorted(
    name for name, route in ROUTES.items() if "GET" in route.methods and route.crawl
)
LETTERS = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹ]")


def visitor(route: Route, world: World, obj) -> User | None:
    """Somebody who may open the page; None (a stranger) for what is public."""
    if route.public:
        return None
    if route.only:
        return next(iter(route.only(world, obj)))
    perm = route.perm or Perm.READ
    place = "own" if obj is not None else "house"
    holders = [role for role in ROLES if perm in ROLES[role].permissions]
    # Whoever holds most sees most of the page.
    widest = max(holders, key=lambda role: len(ROLES[role].permissions))
    return world.user(widest, place)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_clean(open_page, name):
    world = build_world()
    route = ROUTES[name]
    obj = route.of(world) if route.of else None
    address = reverse(name, kwargs=route.values("kwargs", world, obj))
    query = urlencode(route.values("query", world, obj))
    user = visitor(route, world, obj)
    for language, size in WAYS:
        page = open_page(user, language, viewport=size)
        answer = page.goto(f"{address}?{query}" if query else address)
        assert answer is not None
        assert answer.status in route.ok | {200}, answer.status
        if "text/html" not in (answer.headers.get("content-type") or ""):
            pytest.fail(f"{name} is not a page: declare it with crawl=False")
        assert page.get_attribute("html", "lang") == language
        assert page.title().replace("– eISO", "").strip(), "a page needs a title"
        assert page.locator("h1").count() == 1
        assert_clean(page)
        file = f"page-{name.replace(':', '-')}-{language}-{size['width']}"
        shoot(page, file)
        page.context.close()
