"""What asks this person to act now: rooms register a question, the first page asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from eiso.base.ui.timeleft import Clock


@dataclass(frozen=True)
class Duty:
    """One thing to do: the verb and its object, who asks, and the page where it is done.

    `clock` draws the time left; `waits_for` set means somebody else must act first.
    """

    verb: str
    what: str
    url: str
    note: str = ""
    clock: Clock | None = None
    waits_for: str = ""


Source = Callable[[Any], Iterable[Duty]]
_sources: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """`source(user)` gives that person's open duties, most urgent first; called in ready()."""
    _sources[key] = source


def open_duties(user: Any) -> list[Duty]:
    """All duties of a person, by working time left; those without a clock last."""
    found = [duty for key in sorted(_sources) for duty in _sources[key](user)]
    return sorted(found, key=_urgency)


def count(user: Any) -> int:
    """How many wait for this person and for nobody else."""
    return sum(not duty.waits_for for duty in open_duties(user))


def _urgency(duty: Duty) -> tuple[int, int]:
    left = duty.clock.minutes_left if duty.clock else None
    return (1, 0) if left is None else (0, left)
