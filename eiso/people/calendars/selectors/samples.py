"""What a term becomes before and after a change: chosen samples and one's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eiso.base import clock
from eiso.base.clock import Calendar as Compiled
from eiso.base.clock import Limit, Rule, parse_limit

# (limit, working days before the change, clock time): some move, some do not.
CHOSEN = (
    ("3 ngày làm việc", 1, dt.time(9, 42)),
    ("8 ngày làm việc", 4, dt.time(15, 10)),
    ("1/2 ngày", 1, dt.time(15, 0)),
    ("7 ngày", 1, dt.time(16, 0)),
    ("trong ngày", 3, dt.time(15, 30)),
)


@dataclass(frozen=True)
class Sample:
    """One term from one instant: due before and, when there is a draft, after."""

    limit: Limit
    start: dt.datetime
    rule: Rule
    before: clock.Answer
    after: clock.Answer | None
    lines: tuple[clock.DayLine, ...] = ()

    @property
    def moves(self) -> bool:
        return self.after is not None and self.after.due != self.before.due


def sample(
    start: dt.datetime,
    limit: Limit,
    rule: Rule,
    before: Compiled,
    after: Compiled | None,
) -> Sample:
    """One question to both calendars; `lines` explain the answer before."""
    answer = clock.due(start, limit, before, rule)
    return Sample(
        limit=limit,
        start=start,
        rule=rule,
        before=answer,
        after=clock.due(start, limit, after, rule) if after else None,
        lines=tuple(clock.explain(answer, before)),
    )


def chosen(around: dt.date, before: Compiled, after: Compiled | None) -> list[Sample]:
    """The standing samples, received shortly before `around`."""
    found = []
    for text, days_before, at in CHOSEN:
        day = _working_day_before(before, around, days_before)
        start = dt.datetime.combine(day, at, tzinfo=clock.ZONE)
        found.append(sample(start, parse_limit(text), Rule.CLOCK, before, after))
    return found


def _working_day_before(calendar: Compiled, day: dt.date, count: int) -> dt.date:
    """The `count`-th working day before `day`, at most a quarter of a year back."""
    earliest = day - dt.timedelta(days=92)
    while count and day > earliest:
        day -= dt.timedelta(days=1)
        count -= bool(calendar.facts.shifts_on(day))
    return day
