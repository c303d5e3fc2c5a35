"""A span of years compiled to prefix sums of working intervals, in integer minutes.

Minutes count from the year 1 as `ordinal * 1440 + hour * 60 + minute`, Vietnamese time.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right

from eiso.base.clock.facts import Facts

DAY = 1440


class Table:
    """Working intervals of whole years; immutable, so threads share it.

    Positions past its end raise IndexError, before its start they are never asked:
    the calendar grows a wider table first.
    """

    __slots__ = (
        "before",
        "closes",
        "first_day",
        "first_minute",
        "last_minute",
        "opens",
        "rank",
        "workdays",
    )

    def __init__(self, facts: Facts, first_year: int, last_year: int) -> None:
        self.first_day = dt.date(first_year, 1, 1).toordinal()
        last_day = dt.date(last_year, 12, 31).toordinal()
        self.first_minute = self.first_day * DAY
        self.last_minute = (last_day + 1) * DAY
        self.opens: list[int] = []
        self.closes: list[int] = []
        self.before: list[int] = []
        self.rank: list[int] = []
        self.workdays: list[int] = []
        worked = 0
        for ordinal in range(self.first_day, last_day + 1):
            shifts = facts.shifts_on(dt.date.fromordinal(ordinal))
            start = ordinal * DAY
            if shifts:
                self.workdays.append(ordinal)
            for opening, closing in shifts:
                self.opens.append(start + opening)
                self.closes.append(start + closing)
                self.before.append(worked)
                worked += closing - opening
            self.rank.append(len(self.workdays))

    def reception(self, minute: int) -> int:
        """`minute` itself within hours (closing included), else the next opening."""
        at = bisect_right(self.opens, minute) - 1
        if at >= 0 and minute <= self.closes[at]:
            return minute
        return self.opens[at + 1]

    def worked_before(self, minute: int) -> int:
        """Working minutes from the start of the table to `minute`."""
        at = bisect_right(self.opens, minute) - 1
        if at < 0:
            return 0
        return self.before[at] + min(minute, self.closes[at]) - self.opens[at]

    def after(self, minute: int, working_minutes: int) -> int:
        """The first instant by which `working_minutes` (> 0) have been worked."""
        target = self.worked_before(minute) + working_minutes
        at = bisect_left(self.before, target) - 1
        found = self.opens[at] + target - self.before[at]
        if found > self.closes[at]:
            raise IndexError(found)
        return found

    def working_day(self, ordinal: int, count: int) -> int:
        """The `count`-th working day after `ordinal`; 0 is the day itself or the next."""
        rank = self.rank[ordinal - self.first_day]
        if count == 0 and not self.works(ordinal):
            count = 1
        return self.workdays[rank + count - 1]

    def works(self, ordinal: int) -> bool:
        rank = self.rank[ordinal - self.first_day]
        return rank > 0 and self.workdays[rank - 1] == ordinal

    def closing(self, ordinal: int) -> int:
        """The last closing of working day `ordinal`."""
        return self.closes[bisect_left(self.opens, (ordinal + 1) * DAY) - 1]

    def working_instant(self, minute: int) -> int:
        """`minute` strictly inside a shift or at its closing, else the closing before.

        An opening is given as the closing before it: the same working time.
        """
        at = bisect_left(self.opens, minute) - 1
        if at < 0:
            raise IndexError(minute)
        return min(minute, self.closes[at])

    def instant_of_day(self, minute: int) -> int:
        """`minute` moved inside the hours of its own working day: out of a break or the
        evening to the closing before, out of the early morning to the first opening."""
        at = bisect_right(self.opens, minute) - 1
        if at < 0 or self.opens[at] // DAY != minute // DAY:
            return self.opens[at + 1]
        return min(minute, self.closes[at])
