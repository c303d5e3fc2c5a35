"""The parts of one notice on one page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from eiso.people.calendars.choices import EntryKind
from eiso.people.calendars.forms.days import DayFormSet, NoticeForm
from eiso.people.calendars.forms.fields import (
    DAYS,
)
from eiso.people.calendars.forms.hours import HoursForm
from eiso.people.calendars.models import Entry, Notice
from eiso.people.calendars.rules import (
    NoticeDraft,
    show_shifts,
)
from eiso.people.calendars.selectors import shifts_of


class NoticeForms:
    """The three parts of one page, together valid or not."""

    def __init__(self, data: Any = None, notice: Notice | None = None) -> None:
        first = _initial(notice) if notice else {}
        self.notice = NoticeForm(data, initial=first.get("notice"), prefix="vb")
        self.days = DayFormSet(data, initial=first.get("days"), prefix="ngay")
        self.hours = HoursForm(data, initial=first.get("hours"), prefix="gio")

    def is_valid(self) -> bool:
        """All three are asked, so that every fault shows at once."""
        said = {self.notice.is_valid(), self.days.is_valid(), self.hours.is_valid()}
        return said == {True}

    def draft(self) -> NoticeDraft:
        """What was entered; call after `is_valid`."""
        found = self.notice.cleaned_data
        days = self.notice.days()
        for row in self.days:
            days += row.days()
        return NoticeDraft(
            number=found["number"],
            issued_on=found["issued_on"],
            text=found["text"],
            days=tuple(days),
            hours=tuple(self.hours.hours()),
        )


def _initial(notice: Notice) -> dict[str, Any]:
    days = list(notice.days.all())
    swap = _first_swap(days)
    rest = [day for day in days if day not in swap]
    first: dict[str, Any] = {
        "number": notice.number,
        "issued_on": notice.issued_on,
        "text": notice.text,
    }
    if swap:
        off, worked = swap
        first |= {
            "swap_off": off.date,
            "swap_made_up": worked.date,
            "swap_hours": show_shifts(shifts_of(worked.shifts)),
        }
    return {
        "notice": first,
        "days": [_day_initial(day) for day in rest],
        "hours": _hours_initial(notice),
    }


def _first_swap(days: list[Entry]) -> list[Entry]:
    for worked in days:
        for off in days:
            if worked.kind == EntryKind.MADE_UP and worked.replaces == off.date:
                return [off, worked] if off.kind == EntryKind.SWAP_OFF else []
    return []


def _day_initial(day: Entry) -> dict[str, Any]:
    return {
        "kind": day.kind,
        "date": day.date,
        "replaces": day.replaces,
        "name": day.name,
        "hours": show_shifts(shifts_of(day.shifts)),
        "holiday": day.holiday,
    }


def _hours_initial(notice: Notice) -> dict[str, Any]:
    own = notice.hours.first()
    if own is None:
        return {}
    found: dict[str, Any] = {"valid_from": own.valid_from}
    if own.same_day_until is not None:
        found["same_day_until"] = dt.time(*divmod(own.same_day_until, 60))
    for kind, week in (("work", own.week), ("open", own.reception)):
        for day, shifts in zip(DAYS, week or [()] * 7, strict=True):
            found[f"{kind}_{day}"] = show_shifts(shifts_of(shifts))
    return found
