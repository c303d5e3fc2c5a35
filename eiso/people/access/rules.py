"""Terms of grants and who may not do both of two acts. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

Days = tuple[dt.date, dt.date | None]


def lies_within(inner: Days, outer: Days) -> bool:
    """Every day of `inner` is a day of `outer`; None is open-ended."""
    if inner[0] < outer[0]:
        return False
    return outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])


def is_one_of(person: int, others: Iterable[int]) -> bool:
    """The same person, by key: two accounts of one person are not seen."""
    return person in set(others)
