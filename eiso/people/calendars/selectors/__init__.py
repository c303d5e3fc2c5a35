"""Which calendar holds for whom, compiled for the clock or laid out for a page."""

from eiso.people.calendars.selectors.chains import (
    CalendarUnknown,
    chain,
    country,
    owner_of,
)
from eiso.people.calendars.selectors.compiling import (
    Layer,
    compiled,
    compiled_chain,
    compiled_with,
    confirmed_years,
    day_drafts,
    effective_days,
    facts_of,
    layers,
    shifts_of,
    week_of,
)

__all__ = [
    "CalendarUnknown",
    "Layer",
    "chain",
    "compiled",
    "compiled_chain",
    "compiled_with",
    "confirmed_years",
    "country",
    "day_drafts",
    "effective_days",
    "facts_of",
    "layers",
    "owner_of",
    "shifts_of",
    "week_of",
]
