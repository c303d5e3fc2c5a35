"""The document, its swap, and further days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eiso.people.calendars.choices import EntryKind
from eiso.people.calendars.forms.fields import (
    LONGEST_RUN,
    ShiftsField,
    date_field,
)
from eiso.people.calendars.reference import holidays
from eiso.people.calendars.rules import (
    DayDraft,
)


class NoticeForm(forms.Form):
    """The document, and the commonest change: one day off swapped for one worked."""

    number = forms.CharField(
        label=_("Số ký hiệu văn bản"),
        max_length=200,
        help_text=_("Mỗi thay đổi phải có văn bản."),
    )
    issued_on = date_field(_("Ngày văn bản"))
    text = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    swap_off = date_field(_("Nghỉ hoán đổi"))
    swap_made_up = date_field(_("Làm bù"))
    swap_hours = ShiftsField(
        label=_("Giờ làm bù, nếu khác"),
        help_text=_("Để trống: giờ của ngày được nghỉ."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if bool(found.get("swap_off")) != bool(found.get("swap_made_up")):
            where = "swap_made_up" if found.get("swap_off") else "swap_off"
            self.add_error(where, _("Hoán đổi cần cả ngày nghỉ và ngày làm bù."))
        return found

    def days(self) -> list[DayDraft]:
        """The swap, if one was entered."""
        found = self.cleaned_data
        off, worked = found.get("swap_off"), found.get("swap_made_up")
        if not off or not worked:
            return []
        return [
            DayDraft(off, EntryKind.SWAP_OFF, str(_("Nghỉ hoán đổi"))),
            DayDraft(
                worked,
                EntryKind.MADE_UP,
                str(_("Làm bù")),
                replaces=off,
                shifts=found.get("swap_hours"),
            ),
        ]


def holiday_choices() -> list[tuple[str, str]]:
    """The holidays of law a day off may belong to; a year is complete by them."""
    names = {holiday.key: holiday.name for holiday in holidays()}
    return [("", "—"), *names.items()]


class DayForm(forms.Form):
    """One further day, or a run of days of one kind."""

    kind = forms.ChoiceField(
        label=_("Loại"), choices=[("", "—"), *EntryKind.choices], required=False
    )
    date = date_field(_("Ngày"))
    last = date_field(_("đến ngày"))
    replaces = date_field(_("bù cho ngày"))
    name = forms.CharField(label=_("Tên"), required=False, max_length=200)
    hours = ShiftsField(label=_("Giờ"))
    holiday = forms.ChoiceField(
        label=_("Thuộc ngày lễ"), choices=holiday_choices, required=False
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("date"), found.get("last")
        if found.get("kind") and not first and "date" not in self.errors:
            self.add_error("date", _("Chưa ghi ngày."))
        if first and not found.get("kind"):
            self.add_error("kind", _("Chưa chọn loại."))
        if first and last and not 0 <= (last - first).days < LONGEST_RUN:
            self.add_error("last", _("Phải sau ngày đầu và không quá 31 ngày."))
        return found

    def days(self) -> list[DayDraft]:
        """Every day of the run."""
        found = self.cleaned_data
        if not found.get("kind"):
            return []
        count = ((found["last"] or found["date"]) - found["date"]).days + 1
        return [
            DayDraft(
                found["date"] + dt.timedelta(days=number),
                found["kind"],
                found["name"],
                replaces=found["replaces"],
                shifts=found["hours"],
                holiday=found["holiday"],
            )
            for number in range(count)
        ]


DayFormSet = forms.formset_factory(
    DayForm, extra=3, max_num=80, absolute_max=80, validate_max=True
)
