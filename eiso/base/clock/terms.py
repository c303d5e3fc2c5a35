"""A limit as read: its value and unit as written, and its parts for the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from eiso.base.errors import NotUnderstood


class Unit(StrEnum):
    """What a limit counts."""

    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    WORKING_HOUR = "working_hour"
    SAME_DAY = "same_day"


class LimitNotUnderstood(NotUnderstood):
    """The text of a limit could not be read; `text` quotes it."""

    code = "limit_not_understood"

    def __init__(self, text: str, why: str = "") -> None:
        shown = text.strip()
        if not shown:
            sentence = "Chưa ghi thời hạn."
        else:
            sentence = f"Không hiểu thời hạn “{shown[:120]}”"
            sentence += f": {why}." if why else "."
        super().__init__(f"{sentence} Ghi như “3 ngày làm việc”, “15 ngày”, “02 giờ”.")
        self.text = text


@dataclass(frozen=True, slots=True)
class Part:
    """One counted piece of a limit."""

    value: Decimal
    unit: Unit


class Steps(NamedTuple):
    """A limit taken apart once for the clock: whole units first, then working time.

    `day_fraction` is a part of a standard day, `minutes` the hours, both working time.
    """

    months: int
    days: int
    working_days: int
    day_fraction: Decimal
    minutes: int
    same_day: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit exactly as written: `value` and `unit` of its first term, `text` verbatim.

    `more` holds the further terms of "1 ngày 4 giờ"; `clause` a "kể từ …" kept unread.
    """

    value: Decimal
    unit: Unit
    text: str
    more: tuple[Part, ...] = ()
    clause: str = ""
    steps: Steps = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", _steps(self.parts))

    @property
    def parts(self) -> tuple[Part, ...]:
        return (Part(self.value, self.unit), *self.more)

    def minutes(self, day_minutes: int = 480) -> int | None:
        """Working minutes of the sums of a step table, a day being `day_minutes`.

        None for months and same-day limits, whose length only a calendar knows.
        """
        total = Decimal(0)
        for part in self.parts:
            if part.unit in (Unit.MONTH, Unit.SAME_DAY):
                return None
            each = 60 if part.unit is Unit.WORKING_HOUR else day_minutes
            total += part.value * each
        return _whole(total)


def _steps(parts: tuple[Part, ...]) -> Steps:
    counted = {unit: Decimal(0) for unit in Unit}
    for part in parts:
        counted[part.unit] += part.value
    days, days_left = divmod(counted[Unit.DAY], 1)
    working_days, working_left = divmod(counted[Unit.WORKING_DAY], 1)
    hours = counted[Unit.WORKING_HOUR] * 60
    return Steps(
        months=int(counted[Unit.MONTH]),
        days=int(days),
        working_days=int(working_days),
        day_fraction=days_left + working_left,
        minutes=_whole(hours),
        same_day=bool(counted[Unit.SAME_DAY]),
    )


def _whole(minutes: Decimal) -> int:
    return int(minutes.quantize(Decimal(1), rounding=ROUND_HALF_UP))
