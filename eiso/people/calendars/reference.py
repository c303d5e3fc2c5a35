"""The shipped calendar of Việt Nam, and the holidays of law a year must have."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from eiso.base import moment
from eiso.base.trail import services as trail
from eiso.people.accounts.models import User
from eiso.people.calendars import readers
from eiso.people.calendars.choices import NoticeStatus, YearStatus
from eiso.people.calendars.models import Calendar, Entry, Notice, OwnHours, Year
from eiso.people.calendars.rules import Holiday

FILE = Path(__file__).parent / "data" / "vn.json"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Any]:
    """The file as read; it is data of the package, not of the installation."""
    data: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return data


def holidays() -> list[Holiday]:
    """Holidays every year must name before it can be confirmed."""
    return [Holiday(**row) for row in shipped()["holidays"]]


def load() -> None:
    """Write the shipped calendar where it is missing, and shipped years not known yet.

    A year that exists is never touched: it belongs to those who confirmed it.
    """
    data = shipped()
    machine = User.objects.machine()
    calendar, created = Calendar.objects.get_or_create(
        code=data["code"],
        defaults={"title": data["title"]},
    )
    known = set(calendar.years.values_list("year", flat=True))
    years = dict.fromkeys(data["confirmed"], YearStatus.CONFIRMED)
    years |= dict.fromkeys(data["provisional"], YearStatus.PROVISIONAL)
    new = {year: status for year, status in years.items() if year not in known}
    if not new:
        return
    _write_notices(calendar, machine, set(new), data, with_hours=created)
    for year, status in new.items():
        sure = status == YearStatus.CONFIRMED
        Year.objects.create(
            calendar=calendar,
            year=year,
            status=status,
            confirmed_by=machine if sure else None,
            confirmed_at=moment.now() if sure else None,
        )
    trail.record(
        by=machine,
        verb="calendars.calendar.shipped",
        target=calendar,
        scope="",
        data={"years": sorted(new)},
    )


def _write_notices(
    calendar: Calendar,
    machine: User,
    years: set[int],
    data: dict[str, Any],
    *,
    with_hours: bool,
) -> None:
    now = moment.now()
    drafts = readers.notices_of(data["notices"])
    for draft in drafts:
        days = [day for day in draft.days if _belongs(day.date, day.replaces, years)]
        if not days:
            continue
        notice = Notice.objects.create(
            calendar=calendar,
            number=draft.number,
            issued_on=draft.issued_on,
            text=draft.text,
            status=NoticeStatus.WRITTEN,
            drafted_by=machine,
            drafted_at=now,
            written_by=machine,
            written_at=now,
        )
        Entry.objects.bulk_create(
            Entry(
                notice=notice,
                date=day.date,
                kind=day.kind,
                name=day.name,
                replaces=day.replaces,
                shifts=day.shifts,
                holiday=day.holiday,
                expected=day.expected,
            )
            for day in days
        )
    if with_hours:
        _write_hours(calendar, machine, data)


def _belongs(day: date, replaces: date | None, years: set[int]) -> bool:
    return day.year in years or (replaces is not None and replaces.year in years)


def _write_hours(calendar: Calendar, machine: User, data: dict[str, Any]) -> None:
    now = moment.now()
    notice = Notice.objects.create(
        calendar=calendar,
        number="Giờ hành chính",
        text="Giờ làm việc mặc định; mỗi cơ quan đặt riêng được.",
        status=NoticeStatus.WRITTEN,
        drafted_by=machine,
        drafted_at=now,
        written_by=machine,
        written_at=now,
    )
    for own in readers.hours_of(data["hours"]):
        OwnHours.objects.create(
            notice=notice,
            valid_from=own.valid_from,
            week=own.week,
            reception=own.reception,
            standard_minutes=own.standard_minutes,
            same_day_until=own.same_day_until,
        )
