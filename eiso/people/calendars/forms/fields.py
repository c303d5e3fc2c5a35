"""Inputs of the calendar's forms: a day, hours of a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eiso.people.calendars.rules import (
    Shifts,
    ShiftsNotUnderstood,
    parse_shifts,
)

LONGEST_RUN = 31
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))


class DayInput(forms.DateInput):
    """The browser's own date picker; ISO in and out."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ShiftsField(forms.CharField):
    """ "07:00-11:30, 13:30-17:00" as minutes of the day; None when left empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=120, **kwargs)

    def clean(self, value: Any) -> Shifts | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_shifts(text)
        except ShiftsNotUnderstood as wrong:
            raise forms.ValidationError(str(wrong)) from None


def date_field(label: Any, *, required: bool = False, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DayInput(), **kwargs)
