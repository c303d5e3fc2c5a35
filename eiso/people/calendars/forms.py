"""A notice as an officer enters it: a swap in two dates, further days, own hours."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eiso.base import clock
from eiso.base.errors import NotUnderstood
from eiso.people.calendars.choices import EntryKind
from eiso.people.calendars.models import Entry, Notice
from eiso.people.calendars.rules import (
    DayDraft,
    HoursDraft,
    NoticeDraft,
    Shifts,
    ShiftsNotUnderstood,
    parse_shifts,
    show_shifts,
    standard_of,
)
from eiso.people.calendars.selectors import shifts_of

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


def _date(label: Any, *, required: bool = False, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DayInput(), **kwargs)


class NoticeForm(forms.Form):
    """The document, and the commonest change: one day off swapped for one worked."""

    number = forms.CharField(
        label=_("Số ký hiệu văn bản"),
        max_length=200,
        help_text=_("Mỗi thay đổi phải có văn bản."),
    )
    issued_on = _date(_("Ngày văn bản"))
    text = forms.CharField(
        label=_("Nội dung"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    swap_off = _date(_("Nghỉ hoán đổi"))
    swap_made_up = _date(_("Làm bù"))
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


class DayForm(forms.Form):
    """One further day, or a run of days of one kind."""

    kind = forms.ChoiceField(
        label=_("Loại"), choices=[("", "—"), *EntryKind.choices], required=False
    )
    date = _date(_("Ngày"))
    last = _date(_("đến ngày"))
    replaces = _date(_("bù cho ngày"))
    name = forms.CharField(label=_("Tên"), required=False, max_length=200)
    hours = ShiftsField(label=_("Giờ"))
    holiday = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

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


class HoursForm(forms.Form):
    """Own hours from a day; an empty week is inherited, a filled one holds whole."""

    valid_from = _date(_("Áp dụng từ ngày"))
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


class SampleForm(forms.Form):
    """A term of one's own: what is it before and after?"""

    limit = forms.CharField(label=_("Thời hạn"), max_length=200)
    start = forms.DateTimeField(
        label=_("Nhận lúc"),
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
        ),
    )
    rule = forms.ChoiceField(
        label=_("Cách tính"),
        choices=[
            (clock.Rule.CLOCK.value, _("giữ giờ nhận")),
            (clock.Rule.END_OF_DAY.value, _("hết giờ ngày cuối")),
        ],
        required=False,
    )

    def clean_limit(self) -> clock.Limit:
        try:
            return clock.parse_limit(self.cleaned_data["limit"])
        except NotUnderstood as wrong:
            raise forms.ValidationError(wrong.message) from None
