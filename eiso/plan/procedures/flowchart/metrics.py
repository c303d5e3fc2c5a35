"""How wide words are, so that text is broken where it fits and never runs over a line.

The table ships with the package: per character the wider of the two faces used, in
thousandths of the size; a letter with Vietnamese marks is in it as such.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

_UNKNOWN = 1000


@cache
def _table(*, bold: bool) -> dict[str, int]:
    place = resources.files(__package__).joinpath("widths.json")
    read: dict[str, dict[str, int]] = json.loads(place.read_text("utf-8"))
    return read["bold" if bold else "regular"]


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in the unit of `size`, never too small."""
    table = _table(bold=bold)
    return sum(table.get(char, _UNKNOWN) for char in text) * size / 1000


def wrap(
    text: str, room: float, size: float, *, bold: bool = False, lines: int = 9
) -> list[str]:
    """Lines no wider than `room`; at most `lines`, the last then ends with "…".

    A single word wider than the room is broken inside.
    """
    made: list[str] = []
    for word in text.split():
        for piece in _pieces(word, room, size, bold=bold):
            joined = f"{made[-1]} {piece}" if made else piece
            if made and piece[0] and width(joined, size, bold=bold) <= room:
                made[-1] = joined
            else:
                made.append(piece)
    if len(made) <= lines:
        return made
    last = made[lines - 1]
    while last and width(last + "…", size, bold=bold) > room:
        last = last[:-1]
    return [*made[: lines - 1], last.rstrip() + "…"]


def _pieces(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces
