"""Many deadlines at once: what a new notice of days off asks for.

Same answers as `Calendar.due_minute`, several million a second: within one day the due
moves with the start minute for minute, so a day is worked out once and its papers are
added up; hours look up two dense rows. Whatever is not that regular is asked one by one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import accumulate, compress, count

from eiso.base.clock.calendar import Calendar, Rule, instant, minute_of, working_minutes
from eiso.base.clock.limits import Limit
from eiso.base.clock.table import DAY

_LEAST = 64  # fewer than this are quicker one by one


def due_minutes(
    starts: Sequence[int], limit: Limit, calendar: Calendar, rule: Rule = Rule.CLOCK
) -> list[int]:
    """The due minute of one limit from each of `starts` (see `minute_of`)."""
    if len(starts) < _LEAST:
        return [calendar.due_minute(start, limit, rule) for start in starts]
    steps = limit.steps
    first_day, last_day = min(starts) // DAY, max(starts) // DAY
    dated = steps.day_fraction and calendar.facts.standards
    if steps.same_day or dated:
        return [calendar.due_minute(start, limit, rule) for start in starts]
    minutes = working_minutes(steps, calendar.facts.standard_minutes)
    if minutes and not (steps.months or steps.days or steps.working_days):
        return _hours(starts, limit, minutes, calendar, rule)
    if minutes or not (steps.months or steps.days or steps.working_days):
        return [calendar.due_minute(start, limit, rule) for start in starts]
    return _days(starts, limit, calendar, rule, (first_day, last_day))


def due_instants(
    rows: Sequence[tuple[dt.datetime, Limit, Rule]], calendar: Calendar
) -> list[dt.datetime]:
    """The due instant of each (start, limit, rule), in the order given."""
    groups: dict[tuple[Limit, Rule], list[int]] = {}
    for place, (_, limit, rule) in enumerate(rows):
        groups.setdefault((limit, rule), []).append(place)
    found: list[dt.datetime] = [rows[0][0]] * len(rows) if rows else []
    for (limit, rule), places in groups.items():
        starts = [minute_of(rows[place][0]) for place in places]
        for place, due in zip(
            places, due_minutes(starts, limit, calendar, rule), strict=True
        ):
            found[place] = instant(due)
    return found


def _days(
    starts: Sequence[int],
    limit: Limit,
    calendar: Calendar,
    rule: Rule,
    span: tuple[int, int],
) -> list[int]:
    """Whole days: within hours a day's papers all move by the same minutes (or to the
    same closing); outside them all count from the next opening."""
    first, last = span
    base = first * DAY
    moves = [0] * ((last - first + 1) * DAY)
    fixed = moves.copy()
    closed = 0
    for ordinal in range(first, last + 1):
        told = _day_rule(ordinal, limit, calendar, rule)
        row = fixed if rule is Rule.END_OF_DAY else moves
        for opening, closing in calendar.facts.shifts_on(dt.date.fromordinal(ordinal)):
            at = (ordinal - first) * DAY + opening
            due = calendar.due_minute(base + at, limit, rule)
            fixed[closed : at + 1] = [due] * (at + 1 - closed)
            closed = at + closing - opening + 1
            row[at + 1 : closed] = [told] * (closed - at - 1)
    one = calendar.due_minute
    return [
        start + move
        if (move := moves[start - base])
        else fixed[start - base] or one(start, limit, rule)
        for start in starts
    ]


def _day_rule(ordinal: int, limit: Limit, calendar: Calendar, rule: Rule) -> int:
    """The closing (`end-of-day`) or the move in minutes (`clock`) of a day's papers;
    0 where the due day has other hours than this one."""
    shifts = calendar.facts.shifts_on(dt.date.fromordinal(ordinal))
    if not shifts:
        return 0
    early = ordinal * DAY + shifts[0][0] + 1
    due = calendar.due_minute(early, limit, rule)
    if rule is Rule.END_OF_DAY:
        return due
    # Pulled back to the day before, or other hours there: not the same clock time.
    there = calendar.facts.shifts_on(dt.date.fromordinal(due // DAY))
    return 0 if (due - early) % DAY or there != shifts else due - early


def _worked_row(calendar: Calendar, first: int, last: int) -> bytearray:
    """Per minute 1 where the minute before it was worked, so openings are not inside.

    Index 0 is the minute before `first` begins.
    """
    row = bytearray((last - first + 1) * DAY + 2)
    for ordinal in range(first, last + 1):
        at = (ordinal - first) * DAY + 1
        for opening, closing in calendar.facts.shifts_on(dt.date.fromordinal(ordinal)):
            row[at + opening + 1 : at + closing + 1] = b"\x01" * (closing - opening)
    return row


def _hours(
    starts: Sequence[int], limit: Limit, minutes: int, calendar: Calendar, rule: Rule
) -> list[int]:
    """Working minutes: how many were worked by the start, and when that many more are."""
    first = min(starts) // DAY
    end = calendar.due_minute(max(starts), limit, rule)
    base = first * DAY - 1
    ended = _worked_row(calendar, first, end // DAY)
    worked = list(accumulate(ended))
    reached = list(compress(count(base), ended))
    return [reached[worked[start - base] + minutes - 1] for start in starts]
