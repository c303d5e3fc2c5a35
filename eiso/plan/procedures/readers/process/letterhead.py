"""The number and the day of the decision a file holds, from its letterhead only."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eiso.base.text.folding import squash
from eiso.plan.procedures.readers.process.blocks import Block, Table

_NUMBER = re.compile(
    r"^Số\s*:?\s*(\d+[A-Za-z]?(?:/\d{4})?/[A-ZĐƯ][\w.&-]*)", re.UNICODE
)
_DAY = re.compile(
    r"^\W*[^,]{1,40},\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\W*$"
)
"""Place and day, alone in their line: "Hà Nội, ngày 20 tháng 11 năm 2025"."""
_END = re.compile(r"^\W*(Căn cứ|QUYẾT ĐỊNH\s*:|Điều 1\b)")
"""Below these the numbers and days are those of other documents."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`number` as printed ("1594/QĐ-TTPVHCC"), "" when not there; `day` likewise."""

    number: str = ""
    day: dt.date | None = None


def letterhead_of(blocks: Sequence[Block]) -> Letterhead:
    """What stands above the first legal basis; nothing is taken from below it."""
    number, day = "", None
    for text in _texts(blocks):
        if _END.match(text):
            break
        if not number and (found := _NUMBER.match(text)):
            number = found.group(1).rstrip(".-")
        if day is None and (found := _DAY.match(text)):
            day = _date(*(int(part) for part in found.groups()))
    return Letterhead(number, day if number else None)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield from (squash(line) for line in _lines(cell.text))
        else:
            yield squash(block.text)


def _lines(text: str) -> list[str]:
    """A cell line by line, and once whole: its lines may be one wrapped sentence."""
    return [text.replace("\n", " "), *text.splitlines()]


def _date(day: int, month: int, year: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
