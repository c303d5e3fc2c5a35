"""How wide words are, so that text is broken where it fits and never runs over a line.

The tables ship with the package: per character of the screen's face and of the paper's,
in thousandths of the size; a letter with Vietnamese marks is in them as such.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

_UNKNOWN = 1000


@cache
def _tables() -> dict[str, dict[str, int]]:
    place = resources.files(__package__).joinpath("widths.json")
    read: dict[str, dict[str, int]] = json.loads(place.read_text("utf-8"))
    return read


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface as CSS names it, and which width table is its."""

    family: str
    table: str

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of one line in the unit of `size`."""
        table = _tables()[f"{self.table}-{'bold' if bold else 'regular'}"]
        return sum(table.get(char, _UNKNOWN) for char in text) * size / 1000

    def wrap(
        self, text: str, room: float, size: float, *, bold: bool = False, lines: int = 9
    ) -> list[str]:
        """Lines no wider than `room`; at most `lines`, the last then ends with "…".

        A single word wider than the room is broken inside.
        """
        made: list[str] = []
        for word in text.split():
            for number, piece in enumerate(self._pieces(word, room, size, bold=bold)):
                joined = f"{made[-1]} {piece}" if made else piece
                fits = made and not number
                if fits and self.width(joined, size, bold=bold) <= room:
                    made[-1] = joined
                else:
                    made.append(piece)
        if len(made) <= lines:
            return made
        last = made[lines - 1]
        while last and self.width(last + "…", size, bold=bold) > room:
            last = last[:-1]
        return [*made[: lines - 1], last.rstrip() + "…"]

    def _pieces(self, word: str, room: float, size: float, *, bold: bool) -> list[str]:
        pieces = [""]
        for char in word:
            if pieces[-1] and self.width(pieces[-1] + char, size, bold=bold) > room:
                pieces.append("")
            pieces[-1] += char
        return pieces


SCREEN = Face("'Be Vietnam Pro', 'Liberation Sans', Arial, sans-serif", "screen")
PAPER = Face("'Times New Roman', 'Liberation Serif', serif", "paper")
