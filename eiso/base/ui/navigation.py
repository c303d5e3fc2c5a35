"""The menu: upper rooms register entries in AppConfig.ready(); the shell draws them.

An entry is drawn only for a person who holds its permission, so nobody ever sees a door
that does not open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Label = str | Promise


@dataclass(frozen=True)
class Entry:
    """One door. `permission` is a Perm value; "" means every signed-in person.

    `count(user) -> int` is drawn when above zero. `prefixes` are further addresses that
    light the entry (a register and its editor). `phone` puts it into the bottom bar.
    """

    label: Label
    icon: str
    url_name: str
    permission: str = ""
    group: Label = ""
    order: int = 100
    count: Callable[[Any], int] | None = None
    phone_label: Label = ""
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One entry as drawn for one request."""

    label: str
    phone_label: str
    icon: str
    url: str
    count: int
    current: bool


@dataclass
class Group:
    """Entries under one heading; the first group has none."""

    title: str
    items: list[Item] = field(default_factory=list)


_entries: dict[str, Entry] = {}


def register(
    label: Label,
    icon: str,
    url_name: str,
    *,
    permission: str = "",
    group: Label = "",
    order: int = 100,
    count: Callable[[Any], int] | None = None,
    phone_label: Label = "",
    prefixes: Iterable[str] = (),
) -> None:
    """Add (or replace) the entry that leads to `url_name`; called once in ready()."""
    _entries[url_name] = Entry(
        label=label,
        icon=icon,
        url_name=url_name,
        permission=permission,
        group=group,
        order=order,
        count=count,
        phone_label=phone_label,
        prefixes=tuple(prefixes),
    )


def entries() -> list[Entry]:
    """Every registered entry in menu order."""
    return sorted(_entries.values(), key=lambda entry: (entry.order, entry.url_name))


def menu(user: Any, permissions: Iterable[str], path: str) -> list[Group]:
    """The groups one person sees on one page; the longest matching entry is current."""
    held = {str(permission) for permission in permissions}
    shown: list[tuple[Entry, str]] = []
    for entry in entries():
        if entry.permission and str(entry.permission) not in held:
            continue
        try:
            shown.append((entry, reverse(entry.url_name)))
        except NoReverseMatch:  # a room whose pages are not wired in this installation
            continue
    current = _current(shown, path)
    groups: dict[str, Group] = {}
    for entry, url in shown:
        title = str(entry.group)
        groups.setdefault(title, Group(title)).items.append(
            Item(
                label=str(entry.label),
                phone_label=str(entry.phone_label or entry.label),
                icon=entry.icon,
                url=url,
                count=entry.count(user) if entry.count else 0,
                current=entry is current,
            )
        )
    return list(groups.values())


def _current(shown: list[tuple[Entry, str]], path: str) -> Entry | None:
    best: tuple[int, Entry | None] = (0, None)
    for entry, url in shown:
        for prefix in (url, *entry.prefixes):
            hit = path == prefix or (prefix != "/" and path.startswith(prefix))
            if hit and len(prefix) > best[0]:
                best = (len(prefix), entry)
    return best[1]
