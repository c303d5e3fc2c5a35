"""The clock's peers, run by an interpreter that has them; JSON in, JSON out.

Knows nothing of eISO: {"off": [dates], "starts": [instants]} on stdin, CPU seconds a
deadline by peer on stdout.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time


def main() -> None:
    given = json.load(sys.stdin)
    off = [dt.date.fromisoformat(day) for day in given["off"]]
    starts = [dt.datetime.fromisoformat(at) for at in given["starts"]]
    json.dump(
        {
            "workalendar": workalendar_days(off, starts),
            "pandas CustomBusinessHour": pandas_hours(off, starts),
            "businesstimedelta": business_hours(off, starts[:100]),
        },
        sys.stdout,
    )


def workalendar_days(off, starts) -> float:
    """10 working days; whole days only, its class for Viet Nam does not exist."""
    from workalendar.core import Calendar, WesternMixin  # noqa: PLC0415

    class Office(WesternMixin, Calendar):
        include_new_years_day = False

        def get_calendar_holidays(self, year):
            return [(day, "off") for day in off if day.year == year]

    office = Office()
    office.add_working_days(starts[0], 10)
    begun = time.process_time()
    for at in starts:
        office.add_working_days(at, 10)
    return (time.process_time() - begun) / len(starts)


def pandas_hours(off, starts) -> float:
    """20 working hours in two shifts."""
    import pandas as pd  # noqa: PLC0415

    hours = pd.offsets.CustomBusinessHour(
        n=20, start=["07:00", "13:30"], end=["11:30", "17:00"], holidays=off
    )
    stamps = [pd.Timestamp(at) for at in starts]
    stamps[0] + hours
    begun = time.process_time()
    for at in stamps:
        at + hours
    return (time.process_time() - begun) / len(stamps)


def business_hours(off, starts) -> float:
    """20 working hours."""
    import businesstimedelta as btd  # noqa: PLC0415

    shifts = [
        btd.WorkDayRule(
            start_time=dt.time(*first), end_time=dt.time(*last), working_days=range(5)
        )
        for first, last in (((7, 0), (11, 30)), ((13, 30), (17, 0)))
    ]
    rules = btd.Rules([*shifts, btd.HolidayRule(dict.fromkeys(off, "off"))])
    term = btd.BusinessTimeDelta(rules, hours=20)
    begun = time.process_time()
    for at in starts:
        at + term
    return (time.process_time() - begun) / len(starts)


if __name__ == "__main__":
    main()
