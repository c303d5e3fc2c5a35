"""What a working calendar states, before it is compiled: weeks, special days, years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Shifts = tuple[tuple[int, int], ...]
"""Opening and closing in minutes of the day, in order, not touching."""

Week = tuple[Shifts, Shifts, Shifts, Shifts, Shifts, Shifts, Shifts]
"""The shifts of Monday … Sunday."""

OFFICE_DAY: Shifts = ((7 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60))
OFFICE_WEEK: Week = (*(OFFICE_DAY,) * 5, (), ())


class Kind(StrEnum):
    """Why a day differs from its weekday."""

    OFF = "off"
    SWAP_OFF = "swap_off"
    MADE_UP = "made_up"
    OWN_HOURS = "own_hours"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One day that differs from its weekday, with the notice that says so.

    `replaces` is, for a made-up day, the day off whose hours it takes over; `shifts`
    overrides those hours. Both empty: the hours of an ordinary day of the week.
    """

    date: dt.date
    kind: Kind
    name: str = ""
    notice: str = ""
    replaces: dt.date | None = None
    shifts: Shifts | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the clock needs to know of one calendar.

    `weeks` are (first day, week) in order, the first one also holding before its day;
    `standard_minutes` is the day that fractions are a part of, `standards` later ones by
    their first day; `same_day_until` the minute of the day up to which a same-day request
    is due the same day, `cut_offs` later ones by their first day.
    """

    code: str
    weeks: tuple[tuple[dt.date, Week], ...] = ((dt.date(1, 1, 1), OFFICE_WEEK),)
    standard_minutes: int = 480
    standards: tuple[tuple[dt.date, int], ...] = ()
    same_day_until: int = 15 * 60
    cut_offs: tuple[tuple[dt.date, int], ...] = ()
    special: Mapping[dt.date, SpecialDay] = field(default_factory=dict)
    confirmed: frozenset[int] = frozenset()

    def week_on(self, day: dt.date) -> Week:
        """The week in force on `day`."""
        chosen = self.weeks[0][1]
        for start, week in self.weeks:
            if start > day:
                break
            chosen = week
        return chosen

    def standard_on(self, day: dt.date) -> int:
        """Minutes of the standard day for a paper received on `day`."""
        return _in_force(self.standard_minutes, self.standards, day)

    def cut_off_on(self, day: dt.date) -> int:
        """The minute up to which a same-day request of `day` is due that day."""
        return _in_force(self.same_day_until, self.cut_offs, day)

    def ordinary_shifts(self, day: dt.date) -> Shifts:
        """The hours of `day` were it like any other of its weekday."""
        return self.week_on(day)[day.weekday()]

    def shifts_on(self, day: dt.date) -> Shifts:
        """The hours worked on `day`; () when it is a rest day. Reception is not work."""
        special = self.special.get(day)
        if special is None:
            return self.ordinary_shifts(day)
        if special.kind in (Kind.OFF, Kind.SWAP_OFF):
            return ()
        if special.shifts is not None:
            return special.shifts
        return self.ordinary_shifts(special.replaces or day)


def _in_force(first: int, later: Iterable[tuple[dt.date, int]], day: dt.date) -> int:
    """The value stated last on or before `day`."""
    chosen = first
    for start, value in later:
        if start > day:
            break
        chosen = value
    return chosen
