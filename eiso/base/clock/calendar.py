"""The compiled working calendar: deadlines and working time in integer minutes.

The rules (r is the reception, S the calendar's standard day):

* Reception outside hours is reception at the next opening; a closing instant still is
  within hours. Seconds are dropped: a receipt shows hours and minutes.
* n whole working days: `clock` the same clock time on the n-th working day after r,
  `end-of-day` that day's closing. Never blocks of eight hours.
* Hours, and fractions of S (as on the day of r) even where the text says only "ngày": working minutes run
  from r (after the whole days of a mixed term), the same under both rules.
* n whole "ngày" or months: calendar time; ending on a rest day moves to the next
  working day. A month without the day ends on its last.
* Same day: the closing of r's day up to the cut-off, else of the next working day.
* An instant on an opening is given as the closing before it, except for calendar days
  and months, which never end before their day; inside a break or after closing it is
  the last working instant before.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from eiso.base.clock.facts import Facts
from eiso.base.clock.limits import Limit, Steps
from eiso.base.clock.table import DAY, Table
from eiso.base.errors import NotUnderstood

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_YEAR, LAST_YEAR = 1976, 2200
_BASE = dt.datetime(1, 1, 1, tzinfo=ZONE)
_T = TypeVar("_T")


class Rule(StrEnum):
    """How the whole days of a limit end."""

    CLOCK = "clock"
    END_OF_DAY = "end-of-day"


class OutOfRange(NotUnderstood):
    """A date the calendar does not answer for."""

    code = "date_out_of_range"

    def __init__(self) -> None:
        super().__init__(
            f"Thời điểm hoặc hạn nằm ngoài các năm {FIRST_YEAR}–{LAST_YEAR}. "
            "Kiểm tra lại ngày bắt đầu và thời hạn."
        )


def minute_of(at: dt.datetime) -> int:
    """Minutes since the year 1 in Vietnamese time. ValueError without a time zone."""
    if at.tzinfo is not ZONE:
        if at.tzinfo is None:
            raise ValueError("the clock takes no naive datetime")
        at = at.astimezone(ZONE)
    return at.toordinal() * DAY + at.hour * 60 + at.minute


def instant(minute: int) -> dt.datetime:
    """The inverse of `minute_of`."""
    return _BASE + dt.timedelta(minutes=minute - DAY)


class Calendar:
    """Facts compiled; answers for any year from 1976 to 2200, growing as asked."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        years = {day.year for day in facts.special} | set(facts.confirmed) or {2026}
        self._table = Table(
            facts,
            max(min(years) - 1, FIRST_YEAR),
            min(max(years) + 1, LAST_YEAR),
        )

    # ---- minutes in, minutes out -------------------------------------------------

    def due_minute(self, start: int, limit: Limit, rule: Rule = Rule.CLOCK) -> int:
        """The due minute of `limit` running from `start` (see `minute_of`)."""
        table = self._table
        if start >= table.first_minute:
            try:
                return self._due(table, start, limit.steps, rule)
            except IndexError:
                pass
        return self._growing(
            start, lambda wider: self._due(wider, start, limit.steps, rule)
        )

    def worked_minutes(self, start: int, end: int) -> int:
        """Working minutes between two instants; negative when `end` is the earlier."""
        table = self._table
        first, last = min(start, end), max(start, end)
        if first < table.first_minute or last >= table.last_minute:
            if last >= _HIGH:
                raise OutOfRange
            table = self._covering(first, last)
        return table.worked_before(end) - table.worked_before(start)

    def received_minute(self, start: int) -> int:
        """When a paper handed in at `start` counts as received."""
        return self._growing(start, lambda table: table.reception(start))

    def after_pause_minute(
        self,
        due: int,
        paused: int,
        resumed: int,
        limit: Limit,
        rule: Rule = Rule.CLOCK,
    ) -> int:
        """The due minute once a pause has ended; a pause begun after due moves nothing."""
        if resumed < paused:
            raise ValueError("a pause ends before it begins")
        if paused >= due:
            return due
        steps = limit.steps
        if steps.months or steps.days:
            moved = due + resumed - paused
            return self._growing(
                paused, lambda table: _rolled(table, moved, _ends_day(steps, rule))
            )
        left = self.worked_minutes(paused, due)

        def run(table: Table) -> int:
            at = table.after(resumed, left) if left else table.reception(resumed)
            return table.closing(at // DAY) if _ends_day(steps, rule) else at

        return self._growing(paused, run)

    def provisional(self, start: int, due: int) -> bool:
        """Does the way from `start` to `due` touch a year nobody has confirmed?"""
        confirmed = self.facts.confirmed
        first, last = _year(min(start, due)), _year(max(start, due))
        return any(year not in confirmed for year in range(first, last + 1))

    def working_day(self, ordinal: int, count: int) -> int:
        """Ordinal of the `count`-th working day after day `ordinal`."""
        return self._growing(
            ordinal * DAY, lambda table: table.working_day(ordinal, count)
        )

    def calendar_day(self, ordinal: int, steps: Steps) -> int:
        """Ordinal of the day the months and days of `steps` lead to, before any roll."""
        return _months_on(ordinal, steps.months) + steps.days

    # ---- datetimes in, datetimes out ---------------------------------------------

    def due_at(
        self, start: dt.datetime, limit: Limit, rule: Rule = Rule.CLOCK
    ) -> dt.datetime:
        """The due instant alone, quickly; `due` also says how sure it is."""
        return instant(self.due_minute(minute_of(start), limit, rule))

    # ---- inside ------------------------------------------------------------------

    def _due(self, table: Table, start: int, steps: Steps, rule: Rule) -> int:
        received = table.reception(start)
        if steps.same_day:
            cut_off = self.facts.cut_off_on(dt.date.fromordinal(received // DAY))
            late = received % DAY > cut_off
            return table.closing(table.working_day(received // DAY, int(late)))
        minutes = steps.minutes
        if steps.day_fraction:
            day = dt.date.fromordinal(received // DAY)
            minutes = working_minutes(steps, self.facts.standard_on(day))
        at = received
        whole_rule = Rule.CLOCK if minutes else rule
        if steps.months or steps.days:
            at = _calendar_time(table, at, steps, whole_rule)
        if steps.working_days:
            at = _working_days(table, at, steps.working_days, whole_rule)
        if minutes:
            return table.after(at, minutes)
        return at

    def _growing(self, start: int, ask: Callable[[Table], _T]) -> _T:
        """Ask the table, a wider one each time it is too short."""
        table = self._table
        if start < table.first_minute:
            table = self._covering(start, start)
        while True:
            try:
                return ask(table)
            except IndexError:
                if table.last_minute >= _HIGH:
                    raise OutOfRange from None
                span = table.last_minute - table.first_minute
                table = self._covering(start, max(start, table.last_minute) + span)

    def _covering(self, start: int, end: int) -> Table:
        """A table over both and all it covered before; kept for the next question."""
        if not (_LOW <= start < _HIGH):
            raise OutOfRange
        first = min(start, self._table.first_minute)
        last = min(max(end, self._table.last_minute - 1), _HIGH - 1)
        self._table = Table(self.facts, _year(first), _year(last))
        return self._table


_LOW = dt.date(FIRST_YEAR, 1, 1).toordinal() * DAY
_HIGH = (dt.date(LAST_YEAR, 12, 31).toordinal() + 1) * DAY


def _year(minute: int) -> int:
    return dt.date.fromordinal(minute // DAY).year


def working_minutes(steps: Steps, standard: int) -> int:
    """Hours and the fraction of a standard day, in working minutes, half up."""
    part = steps.day_fraction * standard
    return steps.minutes + int(part.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _ends_day(steps: Steps, rule: Rule) -> bool:
    """Does this term end at a closing whatever the clock time of its reception?"""
    if steps.same_day:
        return True
    return rule is Rule.END_OF_DAY and not (steps.minutes or steps.day_fraction)


def _working_days(table: Table, at: int, count: int, rule: Rule) -> int:
    day = table.working_day(at // DAY, count)
    if rule is Rule.END_OF_DAY:
        return table.closing(day)
    return table.working_instant(day * DAY + at % DAY)


def _calendar_time(table: Table, at: int, steps: Steps, rule: Rule) -> int:
    day = _months_on(at // DAY, steps.months) + steps.days
    moved = day * DAY + at % DAY
    return _rolled(table, moved, rule is Rule.END_OF_DAY)


def _rolled(table: Table, minute: int, to_closing: bool) -> int:  # noqa: FBT001
    """`minute` on its own day if worked, else at the same time of the next one."""
    day = table.working_day(minute // DAY, 0)
    if to_closing:
        return table.closing(day)
    return table.instant_of_day(day * DAY + minute % DAY)


def _months_on(ordinal: int, count: int) -> int:
    """The same day `count` months on, or the last day of a month without it."""
    if not count:
        return ordinal
    day = dt.date.fromordinal(ordinal)
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    if year > LAST_YEAR:
        raise OutOfRange
    last = months.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last)).toordinal()
