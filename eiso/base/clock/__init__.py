"""Working time: limits, calendars, deadlines, and why a deadline is when it is.

Pure: knows no database, no web and no agency. Rules and examples: `calendar`.
"""

from eiso.base.clock.answers import (
    Answer,
    DayLine,
    Why,
    due,
    due_after_pause,
    explain,
    worked,
)
from eiso.base.clock.calendar import ZONE, Calendar, OutOfRange, Rule
from eiso.base.clock.facts import Facts, Kind, Shifts, SpecialDay, Week
from eiso.base.clock.limits import (
    Limit,
    LimitNotUnderstood,
    Part,
    Unit,
    parse_limit,
)

__all__ = [
    "ZONE",
    "Answer",
    "Calendar",
    "DayLine",
    "Facts",
    "Kind",
    "Limit",
    "LimitNotUnderstood",
    "OutOfRange",
    "Part",
    "Rule",
    "Shifts",
    "SpecialDay",
    "Unit",
    "Week",
    "Why",
    "due",
    "due_after_pause",
    "explain",
    "parse_limit",
    "worked",
]
