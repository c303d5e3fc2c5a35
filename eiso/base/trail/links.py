"""Where to read the record an event speaks of; rooms above fill this in `ready()`."""

from __future__ import annotations

from collections.abc import Callable

from eiso.base.trail.models import Event

_links: dict[str, Callable[[str], str]] = {}


def register(target_kind: str, link: Callable[[str], str]) -> None:
    """`link(code)` is the page of a record of `target_kind` ("orgs.org"), or ""."""
    _links[target_kind] = link


def link_of(event: Event) -> str:
    """The page of the event's record; "" when no room has one."""
    link = _links.get(event.target_kind)
    return link(event.target_code) if link and event.target_code else ""
