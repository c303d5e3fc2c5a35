"""What a changed calendar moves: rooms that hold deadlines register here in ready().

This room knows no dossier; it asks for a count before, and tells after.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eiso.base.clock import Calendar as Compiled


@dataclass(frozen=True)
class Moves:
    """How many deadlines of one kind a change moves; `late` of them are past already."""

    label: str
    later: int
    earlier: int
    same: int
    url: str = ""


Preview = Callable[[str, Compiled, Compiled], Moves]
Changed = Callable[[str], None]
_previews: dict[str, Preview] = {}
_changed: dict[str, Changed] = {}


def register(key: str, preview: Preview, changed: Changed) -> None:
    """`preview(path, before, after)` counts what moves at agencies below `path`;
    `changed(calendar code)` is called after the commit of a change."""
    _previews[key] = preview
    _changed[key] = changed


def preview(path: str, before: Compiled, after: Compiled) -> list[Moves]:
    """What would move at and below `path`, one answer a registered room."""
    return [ask(path, before, after) for ask in _previews.values()]


def announce(calendar_code: str) -> None:
    """Tell every registered room that a calendar counts differently now."""
    for tell in _changed.values():
        tell(calendar_code)
