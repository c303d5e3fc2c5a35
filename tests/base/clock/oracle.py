"""The clock's rules once more, minute by minute, written from the issue's text alone.

Slow on purpose and knows nothing of `eiso.base.clock`: a calendar here is the set of
worked minutes of each day. A minute m is the stretch from m to m+1.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

MINUTE = dt.timedelta(minutes=1)
ONE_DAY = dt.timedelta(days=1)


@dataclass
class Office:
    """Shifts per weekday as (opening, closing) minutes, and days that differ."""

    week: list[list[tuple[int, int]]]
    days: dict[dt.date, list[tuple[int, int]]] = field(default_factory=dict)
    standard: int = 480
    cut_off: int = 900
    _cache: dict[dt.date, bytearray] = field(default_factory=dict)

    def minutes(self, day: dt.date) -> bytearray:
        if day not in self._cache:
            row = bytearray(1440)
            for opening, closing in self.days.get(day, self.week[day.weekday()]):
                for minute in range(opening, closing):
                    row[minute] = 1
            self._cache[day] = row
        return self._cache[day]

    def works(self, day: dt.date) -> bool:
        return any(self.minutes(day))

    def at_work(self, t: dt.datetime) -> bool:
        return bool(self.minutes(t.date())[t.hour * 60 + t.minute])

    def within_hours(self, t: dt.datetime) -> bool:
        """Open now, or just this minute closed."""
        return self.at_work(t) or self.at_work(t - MINUTE)

    def closing(self, day: dt.date) -> dt.datetime:
        row = self.minutes(day)
        last = max(minute for minute in range(1440) if row[minute])
        return dt.datetime.combine(day, dt.time()) + MINUTE * (last + 1)


def reception(office: Office, t: dt.datetime) -> dt.datetime:
    t = t.replace(second=0, microsecond=0)
    while not office.within_hours(t):
        t += MINUTE
    return t


def worked(office: Office, a: dt.datetime, b: dt.datetime) -> int:
    count = 0
    while a < b:
        count += office.at_work(a)
        a += MINUTE
    return count


def run(office: Office, t: dt.datetime, minutes: int) -> dt.datetime:
    while minutes:
        minutes -= office.at_work(t)
        t += MINUTE
    return t


def nth_working_day(office: Office, day: dt.date, count: int) -> dt.date:
    while count:
        day += ONE_DAY
        count -= office.works(day)
    return day


def back_to_work(office: Office, t: dt.datetime) -> dt.datetime:
    """Openings, breaks and evenings: the last instant that still was working time."""
    while not office.at_work(t - MINUTE):
        t -= MINUTE
    return t


def roll(office: Office, t: dt.datetime, *, to_closing: bool) -> dt.datetime:
    while not office.works(t.date()):
        t += ONE_DAY
    if to_closing:
        return office.closing(t.date())
    back = t
    while not office.within_hours(back):
        if back.time() == dt.time():  # before this day's first opening
            return reception(office, t)
        back -= MINUTE
    return back


def months_on(day: dt.date, count: int) -> dt.date:
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(day.day, 0, -1):
        try:
            return dt.date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def due(
    office: Office, start: dt.datetime, kind: str, whole: int, extra: int, rule: str
) -> dt.datetime:
    """`whole` units of `kind`, then `extra` working minutes.

    kind: working_day, day, month, hour (whole is 0), same_day.
    """
    received = reception(office, start)
    end_of_day = rule == "end-of-day" and not extra
    if kind == "same_day":
        late = received.hour * 60 + received.minute > office.cut_off
        return office.closing(nth_working_day(office, received.date(), int(late)))
    t = received
    if whole and kind == "working_day":
        day = nth_working_day(office, received.date(), whole)
        if end_of_day:
            return office.closing(day)
        t = back_to_work(office, dt.datetime.combine(day, received.time()))
    elif whole:
        day = received.date()
        day = months_on(day, whole) if kind == "month" else day + ONE_DAY * whole
        moved = dt.datetime.combine(day, received.time())
        t = roll(office, moved, to_closing=end_of_day)
    return run(office, t, extra)


def after_pause(
    office: Office,
    due_at: dt.datetime,
    paused: dt.datetime,
    resumed: dt.datetime,
    kind: str,
    rule: str,
) -> dt.datetime:
    """kind: working_day, hour or day (calendar time)."""
    if paused >= due_at:
        return due_at
    if kind == "day":
        moved = due_at + (resumed - paused)
        return roll(office, moved, to_closing=rule == "end-of-day")
    left = worked(office, paused, due_at)
    t = run(office, resumed, left) if left else reception(office, resumed)
    if kind == "working_day" and rule == "end-of-day":
        return office.closing(t.date())
    return t
