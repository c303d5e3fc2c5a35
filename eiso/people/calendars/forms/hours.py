"""Own hours of an agency from a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eiso.people.calendars.forms.fields import (
    DAYS,
    NAMES,
    ShiftsField,
    date_field,
)
from eiso.people.calendars.rules import (
    HoursDraft,
    Shifts,
    standard_of,
)


class HoursForm(forms.Form):
    """Own hours from a day; an empty week is inherited, a filled one holds whole."""

    valid_from = date_field(_("Áp dụng từ ngày"))
    same_day_until = forms.TimeField(
        label=_("Mốc nhận để trả trong ngày"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Nhận sau giờ này thì trả ngày làm việc sau."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, name in zip(DAYS, NAMES, strict=True):
            self.fields[f"work_{day}"] = ShiftsField(label=name)
        for day, name in zip(DAYS, NAMES, strict=True):
            self.fields[f"open_{day}"] = ShiftsField(label=name)

    def week(self) -> list[forms.BoundField]:
        return [self[f"work_{day}"] for day in DAYS]

    def reception(self) -> list[forms.BoundField]:
        return [self[f"open_{day}"] for day in DAYS]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        filled = any(value for name, value in found.items() if name != "valid_from")
        if filled and not found.get("valid_from") and "valid_from" not in self.errors:
            self.add_error("valid_from", _("Giờ riêng áp dụng từ ngày nào?"))
        return found

    def hours(self) -> list[HoursDraft]:
        """The own hours, if any were entered; the standard day is the commonest one."""
        found = self.cleaned_data
        if not found.get("valid_from"):
            return []
        week = self._seven("work")
        return [
            HoursDraft(
                found["valid_from"],
                week=week,
                reception=self._seven("open"),
                standard_minutes=standard_of(week) if week else None,
                same_day_until=_minutes(found["same_day_until"]),
            )
        ]

    def _seven(self, kind: str) -> tuple[Shifts, ...] | None:
        found = [self.cleaned_data.get(f"{kind}_{day}") for day in DAYS]
        return tuple(shifts or () for shifts in found) if any(found) else None


def _minutes(moment: dt.time | None) -> int | None:
    return moment.hour * 60 + moment.minute if moment else None
