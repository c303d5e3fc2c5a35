"""Acts on calendars: own calendar, draft, edit, discard, write, confirm a year, import."""

from eiso.people.calendars.services.drafts import (
    calendar_for,
    discard_notice,
    draft_for,
    draft_notice,
    edit_notice,
    open_calendar,
)
from eiso.people.calendars.services.files import Imported, import_notices
from eiso.people.calendars.services.writing import (
    confirm_year,
    unconfirmed,
    write_notice,
    writers,
    writers_of,
    year_holes,
)

__all__ = [
    "Imported",
    "calendar_for",
    "confirm_year",
    "discard_notice",
    "draft_for",
    "draft_notice",
    "edit_notice",
    "import_notices",
    "open_calendar",
    "unconfirmed",
    "write_notice",
    "writers",
    "writers_of",
    "year_holes",
]
