"""Dates and counts as official papers write them. Pure."""

from __future__ import annotations

import re
from datetime import date

_SHORT = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_LONG = re.compile(
    r"(?:ngày)\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE
)


def official_date(day: date) -> str:
    """A zero before a day under 10 and before months 1 and 2 only: 05/3/2014."""
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def long_date(day: date) -> str:
    """ngày 05 tháng 3 năm 2014, by the same rule."""
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def _month(number: int) -> str:
    return f"{number:02d}" if number <= 2 else str(number)


def padded(count: int) -> str:
    """A count in words of a paper: 4 is "04", 12 is "12"; counts ≥ 0."""
    return f"{count:02d}"


def read_date(text: str) -> date | None:
    """Day first, with "/", "-", "." or the words; None where it is no date."""
    found = _SHORT.search(text) or _LONG.search(text)
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
