"""One box for everything: rooms register a searcher, the page asks them all.

A searcher must filter by the person's right *before* it counts; what one may not open is
not found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from eiso.base.ui.timeleft import Clock

Label = str | Promise
BEST = 8  # lines of one kind on the page of all kinds


@dataclass(frozen=True)
class Hit:
    """One line: what it is called, where it leads, and what tells it from the next."""

    title: str
    url: str
    code: str = ""
    note: str = ""
    clock: Clock | None = None
    ended: bool = False


@dataclass(frozen=True)
class Found:
    """What one searcher found: the true count, and the best few."""

    count: int
    hits: Sequence[Hit]


Searcher = Callable[[Any, str, int], Found]
"""`(user, text, limit)`: the text as typed; fold it with base.text.folding."""


@dataclass(frozen=True)
class Kind:
    """One kind of record one can find."""

    key: str
    label: Label
    icon: str
    order: int
    searcher: Searcher


@dataclass(frozen=True)
class Group:
    """One kind with what it found for these words."""

    kind: Kind
    found: Found

    @property
    def more(self) -> int:
        """How many are not drawn."""
        return self.found.count - len(self.found.hits)


_kinds: dict[str, Kind] = {}


def register(
    key: str, label: Label, icon: str, searcher: Searcher, *, order: int = 100
) -> None:
    """Let the search page find one more kind; called once in ready()."""
    _kinds[key] = Kind(key, label, icon, order, searcher)


def any_registered() -> bool:
    """Whether there is anything to search: without, no box is drawn."""
    return bool(_kinds)


def kinds() -> list[Kind]:
    """Every kind, in order."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))


def find(user: Any, text: str, only: str = "", limit: int = BEST) -> list[Group]:
    """Ask every kind (or `only` one); kinds with nothing are left out."""
    asked = [kind for kind in kinds() if not only or kind.key == only]
    groups = [Group(kind, kind.searcher(user, text, limit)) for kind in asked]
    return [group for group in groups if group.found.count]
