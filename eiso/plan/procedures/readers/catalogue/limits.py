"""A limit's cell of the catalogue: one number in one unit, or nothing read."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from eiso.base.clock.limits import LimitNotUnderstood, Unit, parse_limit

_TAKEN = frozenset({Unit.WORKING_DAY, Unit.DAY, Unit.WORKING_HOUR, Unit.MONTH})


@lru_cache(maxsize=4096)
def read_limit(text: str) -> tuple[str, str]:
    """(value with a point, unit) of "15 Ngày làm việc"; ("", "") for all else.

    Not read: a bare number, another unit, a sentence, a mixed term, a same-day term,
    and minutes that are no short part of an hour ("20 phút").
    """
    try:
        limit = parse_limit(text)
    except LimitNotUnderstood:
        return "", ""
    if limit.more or limit.unit not in _TAKEN:
        return "", ""
    value = _plain(limit.value)
    return (value, limit.unit.value) if len(value) <= 8 else ("", "")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
