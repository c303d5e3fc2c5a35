"""Lịch làm việc (page 14)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from eiso.people.calendars import reference, services
from eiso.people.calendars.models import Calendar, Year
from eiso.people.calendars.rules import DayDraft, NoticeDraft
from tests.matrix.declare import act, form, page

DAY = dt.date(2027, 12, 14)
DRAFT = NoticeDraft("1/TB-UBND", days=(DayDraft(DAY, "off", "Nghỉ"),))


def agency(world):
    reference.load()
    return world.agency_a


def fresh_agency(world):
    """Without an own calendar yet."""
    reference.load()
    Calendar.objects.filter(org=world.agency_a).delete()
    return world.agency_a


def calendar_of(world):
    reference.load()
    machine = User.objects.machine()
    found = Calendar.objects.filter(org=world.agency_a).first()
    return found or services.open_calendar(by=machine, org=world.agency_a)


def draft(world):
    return services.draft_notice(
        by=User.objects.machine(), calendar=calendar_of(world), draft=DRAFT
    )


@dataclass
class OpenYear:
    """A year as the matrix sees a record: the row, and how its address names it."""

    row: Year
    code: str
    access_path: str


def open_year(world):
    notice = draft(world)
    services.write_notice(by=User.objects.machine(), notice=notice, version=1)
    row = Year.objects.get(calendar=notice.calendar, year=DAY.year)
    return OpenYear(row, world.agency_a.code, world.agency_a.path)


def in_year(world, obj):
    return {"code": obj.code, "year": DAY.year}


def entered(world, obj):
    return {
        "vb-number": "2/TB-UBND",
        "ngay-TOTAL_FORMS": 1,
        "ngay-INITIAL_FORMS": 0,
        "ngay-0-kind": "off",
        "ngay-0-date": f"{timezone.localdate().year + 1}-12-15",
        "version": getattr(obj, "version", 1),
    }


def version(world, obj):
    return {"version": getattr(obj, "row", obj).version}


ROUTES = {
    "calendars:index": page(ok=frozenset({302})),
    "calendars:year": page(Perm.READ, of=agency, kwargs=in_year),
    "calendars:open": act(Perm.DRAFT_CALENDAR, of=fresh_agency),
    "calendars:new": form(Perm.DRAFT_CALENDAR, of=agency, data=entered),
    "calendars:notice": page(Perm.READ, of=draft),
    "calendars:edit": form(Perm.DRAFT_CALENDAR, of=draft, data=entered),
    "calendars:write": act(Perm.DRAFT_CALENDAR, of=draft, data=version),
    "calendars:discard": act(Perm.DRAFT_CALENDAR, of=draft),
    "calendars:confirm": form(
        Perm.CONFIRM_CALENDAR, of=open_year, kwargs=in_year, data=version
    ),
}
