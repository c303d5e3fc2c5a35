"""How a route is declared: one line, four words (`public`, `page`, `form`, `act`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from tests.matrix.world import World

Of = Callable[[World], Any]


@dataclass(frozen=True)
class Route:
    """What one route asks for and how the matrix can call it; see routes.py."""

    methods: frozenset[str]
    perm: Perm | None = None
    of: Of | None = None
    kwargs: Callable[[World, Any], dict[str, Any]] | None = None
    data: Callable[[World, Any], dict[str, Any]] | dict[str, Any] = field(
        default_factory=dict
    )
    query: Callable[[World, Any], dict[str, Any]] | dict[str, Any] = field(
        default_factory=dict
    )
    public: bool = False
    national: bool = False
    in_data: bool = False
    hidden: bool = False
    only: Callable[[World, Any], Iterable[User]] | None = None
    changes: bool = True
    also: frozenset[str] = frozenset()
    ok: frozenset[int] = frozenset({200, 204, 302, 303})
    crawl: bool = True

    def values(self, part: str, world: World, obj: Any) -> dict[str, Any]:
        """`data`, `query` or `kwargs` for this object, whichever way it was written."""
        given = getattr(self, part)
        if part == "kwargs" and given is None:
            return {"code": obj.code} if obj is not None and not self.in_data else {}
        return dict(given(world, obj) if callable(given) else given)


def page(perm: Perm | None = None, of: Of | None = None, **more: Any) -> Route:
    """GET only. No perm: everyone signed in."""
    return Route(methods=frozenset({"GET"}), perm=perm, of=of, **more)


def act(perm: Perm | None = None, of: Of | None = None, **more: Any) -> Route:
    """POST only: something changes and the trail says so."""
    return Route(methods=frozenset({"POST"}), perm=perm, of=of, **more)


def form(perm: Perm | None = None, of: Of | None = None, **more: Any) -> Route:
    """GET shows the form, POST does it."""
    return Route(methods=frozenset({"GET", "POST"}), perm=perm, of=of, **more)


def public(route: Route | None = None, **more: Any) -> Route:
    """Anyone, signed in or not; give `form(…)` or `act(…)` for more than GET."""
    return replace(route or page(), public=True, changes=False, **more)
