"""What asks a person to act on calendars: years waiting for their confirmation."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from eiso.base.ui.duties import Duty
from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from eiso.people.calendars.choices import YearStatus
from eiso.people.calendars.models import Year
from eiso.people.calendars.services import writers_of, year_holes


def waiting(user: User) -> int:
    """Years this person may confirm: written, not yet confirmed, not by themselves."""
    return len(years_for(user))


def years_for(user: User) -> list[Year]:
    """The years themselves, the nearest first; none that still has a hole of law."""
    rows = Year.objects.visible_to(user, Perm.CONFIRM_CALENDAR).filter(
        status=YearStatus.PROVISIONAL
    )
    asked = list(rows.select_related("calendar__org").order_by("year")[:200])
    people = writers_of(asked)
    return [
        row
        for row in asked
        if people[row.pk] and user.pk not in people[row.pk]
        # The country's next year waits for the State, not for a colleague.
        if row.calendar.org or not year_holes(row.calendar, row.year)
    ]


def open_duties(user: User) -> Iterator[Duty]:
    """The same years as work on the first page."""
    for row in years_for(user):
        org = row.calendar.org
        place = org.code if org else row.calendar.code
        yield Duty(
            verb=_("Xác nhận"),
            what=_("lịch năm %(year)s, %(title)s")
            % {"year": row.year, "title": row.calendar.title},
            url=reverse("calendars:confirm", args=[place, row.year]),
        )
