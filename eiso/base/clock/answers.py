"""Ask the clock: when is it due, how sure is that, and why that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from eiso.base.clock.calendar import Calendar, Rule, instant, minute_of
from eiso.base.clock.facts import Kind
from eiso.base.clock.limits import Limit
from eiso.base.clock.table import DAY


@dataclass(frozen=True, slots=True)
class Answer:
    """A due instant; `minutes` are working minutes from start to due.

    `provisional`: the way there touches a year whose calendar nobody has confirmed.
    """

    start: dt.datetime
    received: dt.datetime
    due: dt.datetime
    provisional: bool
    rule: Rule
    minutes: int
    limit: Limit


class Why(StrEnum):
    """Why a day counted or not; the sentences are in `words`."""

    NOT_OPEN = "not_open"
    RECEIVED = "received"
    COUNTED = "counted"
    MADE_UP = "made_up"
    WORKED = "worked"
    WEEKLY_REST = "weekly_rest"
    DAY_OFF = "day_off"
    REST_COUNTED = "rest_counted"
    ROLLED = "rolled"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day between reception and due. `number` is its place in the term, 0 for none;
    `minutes` the working minutes used on it; `name` and `notice` of a special day."""

    date: dt.date
    counted: bool
    why: Why
    number: int
    minutes: int
    name: str = ""
    notice: str = ""


def due(
    start: dt.datetime, limit: Limit, calendar: Calendar, rule: Rule = Rule.CLOCK
) -> Answer:
    """When `limit`, running from `start`, is due. OutOfRange beyond the clock's years."""
    begun = minute_of(start)
    ends = calendar.due_minute(begun, limit, rule)
    return Answer(
        start=start,
        received=instant(calendar.received_minute(begun)),
        due=instant(ends),
        provisional=calendar.provisional(begun, ends),
        rule=rule,
        minutes=calendar.worked_minutes(begun, ends),
        limit=limit,
    )


def worked(start: dt.datetime, end: dt.datetime, calendar: Calendar) -> int:
    """Working minutes between two instants; negative when `end` comes first."""
    return calendar.worked_minutes(minute_of(start), minute_of(end))


def due_after_pause(
    due: dt.datetime,
    paused: dt.datetime,
    resumed: dt.datetime,
    limit: Limit,
    calendar: Calendar,
    rule: Rule = Rule.CLOCK,
) -> dt.datetime:
    """The due instant once a pause has ended. ValueError when it ends before it begins."""
    minute = calendar.after_pause_minute(
        minute_of(due), minute_of(paused), minute_of(resumed), limit, rule
    )
    return instant(minute)


def explain(answer: Answer, calendar: Calendar) -> list[DayLine]:
    """Each day from the start to the due, whether it counted, and why."""
    return list(_lines(answer, calendar))


def _lines(answer: Answer, calendar: Calendar) -> Iterator[DayLine]:
    first = minute_of(answer.start) // DAY
    received = minute_of(answer.received)
    ends = minute_of(answer.due)
    last_whole = _last_whole_day(answer, calendar, received // DAY)
    number = 0
    for ordinal in range(first, max(ends // DAY, last_whole) + 1):
        day = dt.date.fromordinal(ordinal)
        rest = not calendar.facts.shifts_on(day)
        used = _minutes_on(calendar, ordinal, received, ends)
        calendar_days = bool(answer.limit.steps.days or answer.limit.steps.months)
        if received // DAY < ordinal <= last_whole and (calendar_days or not rest):
            number += 1
            counted, why, place = True, _counted_why(calendar, day, ends), number
        elif rest:
            counted, why, place = False, Why.WEEKLY_REST, 0
        else:
            place = 0
            counted, why = _uncounted(answer, ordinal, received, used)
        yield _line(calendar, day, (counted, why), place, used)


def _line(
    calendar: Calendar,
    day: dt.date,
    verdict: tuple[bool, Why],
    place: int,
    minutes: int,
) -> DayLine:
    counted, why = verdict
    special = calendar.facts.special.get(day)
    if why is Why.WEEKLY_REST and special is not None:
        why = Why.DAY_OFF
    return DayLine(
        date=day,
        counted=counted,
        why=why,
        number=place,
        minutes=minutes,
        name=special.name if special else "",
        notice=special.notice if special else "",
    )


def _counted_why(calendar: Calendar, day: dt.date, ends: int) -> Why:
    if day.toordinal() > ends // DAY:
        return Why.OPENING
    if not calendar.facts.shifts_on(day):
        return Why.REST_COUNTED
    special = calendar.facts.special.get(day)
    made_up = special is not None and special.kind is Kind.MADE_UP
    return Why.MADE_UP if made_up else Why.COUNTED


def _uncounted(
    answer: Answer, ordinal: int, received: int, used: int
) -> tuple[bool, Why]:
    """A working day outside the whole days of the term: its hours may still be used."""
    if ordinal < received // DAY:
        return False, Why.NOT_OPEN
    steps = answer.limit.steps
    if steps.minutes or steps.day_fraction or steps.same_day:
        return used > 0, Why.WORKED if used else Why.RECEIVED
    if ordinal == received // DAY:
        return False, Why.RECEIVED
    return False, Why.ROLLED


def _last_whole_day(answer: Answer, calendar: Calendar, received: int) -> int:
    """The day on which the whole days of the term end, before any roll."""
    steps = answer.limit.steps
    if steps.working_days and not steps.months:
        return calendar.working_day(received, steps.working_days)
    if steps.months or steps.days:
        return calendar.calendar_day(received, steps)
    return received


def _minutes_on(calendar: Calendar, ordinal: int, start: int, end: int) -> int:
    """Working minutes of one day between two instants."""
    first = max(start, ordinal * DAY)
    last = min(end, ordinal * DAY + DAY)
    return calendar.worked_minutes(first, last) if first < last else 0
