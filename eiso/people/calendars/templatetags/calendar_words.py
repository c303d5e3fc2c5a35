"""Days, hours and reasons as the calendar's pages say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django import template
from django.utils.translation import gettext as _

from eiso.base.clock import ZONE, DayLine
from eiso.people.calendars import words
from eiso.people.calendars.rules import show_shifts
from eiso.people.calendars.selectors.drawing import week_said
from eiso.people.calendars.selectors.samples import Sample

register = template.Library()


@register.filter
def weekday(day: dt.date) -> str:
    """T2 … T7, CN."""
    return words.weekday(day)


@register.filter
def short_day(day: dt.date) -> str:
    """T2 23/11."""
    return f"{words.weekday(day)} {day:%d/%m}"


@register.filter
def short(moment: dt.datetime, today: dt.date) -> str:
    """09:42 T6 20/11; with the year when it is not that of `today`."""
    local = moment.astimezone(ZONE)
    year = "" if local.year == today.year else f"/{local.year}"
    return f"{local:%H:%M} {words.weekday(local.date())} {local:%d/%m}{year}"


@register.filter
def shifts(rows: Iterable[Sequence[int]] | None) -> str:
    """07:00–11:30 · 13:30–17:00."""
    return show_shifts(rows or ())


@register.filter
def clock(minute: int) -> str:
    """15:00."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@register.filter
def hours_of(minutes: int) -> str:
    """7 giờ 30; 8 giờ."""
    hours, rest = divmod(minutes, 60)
    if rest:
        return _("%(hours)s giờ %(minutes)02d") % {"hours": hours, "minutes": rest}
    return _("%(hours)s giờ") % {"hours": hours}


@register.filter
def week(rows: Sequence[Sequence[Sequence[int]]]) -> str:
    """07:00–11:30 · 13:30–17:00, T2–T6."""
    return week_said(rows)


@register.filter
def explained(sample: Sample) -> list[tuple[DayLine, str]]:
    """Each day of a sample's answer with its reason in words."""
    return [(line, words.reason(line, sample.before)) for line in sample.lines]
