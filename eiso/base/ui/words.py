"""Dates, times, numbers and percents as an office writes them (domain 1.6, ui 6).

Pure but for the active language. Times come in aware and are shown in the zone they
carry, or in the site's own zone through `local`.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_noop as _

WEEKDAYS = (
    (_("T2"), _("thứ Hai")),
    (_("T3"), _("thứ Ba")),
    (_("T4"), _("thứ Tư")),
    (_("T5"), _("thứ Năm")),
    (_("T6"), _("thứ Sáu")),
    (_("T7"), _("thứ Bảy")),
    (_("CN"), _("Chủ nhật")),
)
HUNDRED = Decimal(100)


def local(moment: dt.datetime) -> dt.datetime:
    """The same instant in the site's zone."""
    return timezone.localtime(moment)


def as_day(value: dt.date | dt.datetime) -> dt.date:
    """The local day of a date or an instant."""
    return local(value).date() if isinstance(value, dt.datetime) else value


def date(value: dt.date | dt.datetime | None) -> str:
    """20/11/2026; "—" when there is none."""
    return as_day(value).strftime("%d/%m/%Y") if value else "—"


def long_date(value: dt.date | dt.datetime) -> str:
    """ngày 20 tháng 11 năm 2026: zero only for day, January, February (Decree 30)."""
    day = as_day(value)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return gettext("ngày %(day)s tháng %(month)s năm %(year)s") % {
        "day": f"{day.day:02d}",
        "month": month,
        "year": day.year,
    }


def time(value: dt.datetime) -> str:
    """09:42, 24 hours."""
    return local(value).strftime("%H:%M")


def near_date(value: dt.date | dt.datetime, today: dt.date) -> str:
    """hôm nay, hôm qua, ngày mai; T4 25/11 within the year; else 25/02/2027."""
    day = as_day(value)
    words = {0: gettext("hôm nay"), -1: gettext("hôm qua"), 1: gettext("ngày mai")}
    if (day - today).days in words:
        return words[(day - today).days]
    return date(day) if day.year != today.year else _short(day)


def near_time(value: dt.datetime, today: dt.date) -> str:
    """10:30 hôm nay, 13:42 T4 25/11."""
    return f"{time(value)} {near_date(value, today)}"


def near_time_from(value: dt.datetime) -> str:
    """14:30 T4 18/11: always with the day."""
    return f"{time(value)} {_short(as_day(value))}"


def _short(day: dt.date) -> str:
    return f"{gettext(WEEKDAYS[day.weekday()][0])} {day:%d/%m}"


def spoken(text: str) -> SafeString | str:
    """The same words with <abbr> around a weekday sign, so that it is read aloud."""
    for short, name in WEEKDAYS:
        sign = gettext(short)
        head, found, tail = text.partition(f"{sign} ")
        if found and (not head or head.endswith(" ")):
            return format_html(
                '{}<abbr title="{}">{}</abbr> {}', head, gettext(name), sign, tail
            )
    return text


def _grouped(whole: str, mark: str) -> str:
    parts: list[str] = []
    while len(whole) > 3:
        whole, part = whole[:-3], whole[-3:]
        parts.insert(0, part)
    return mark.join([whole, *parts])


def number(value: int | float | Decimal | None) -> str:
    """14.206 · 2,5 in Vietnamese, 14,206 · 2.5 in English; "—" for None."""
    if value is None:
        return "—"
    exact = Decimal(str(value))
    text = format(abs(exact), "f")
    whole, _dot, part = text.partition(".")
    part = part.rstrip("0")
    thousand, point = (",", ".") if (get_language() or "vi")[:2] == "en" else (".", ",")
    sign = "−" if exact < 0 else ""
    return sign + _grouped(whole, thousand) + (point + part if part else "")


def share(part: int, whole: int) -> Decimal | None:
    """Percent, 2 decimals half-up, and never 100 while one is missing; None of none."""
    if not whole:
        return None
    exact = Decimal(part) * HUNDRED / Decimal(whole)
    rounded = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if part < whole and rounded >= HUNDRED:
        return Decimal("99.99")
    if part > 0 and rounded == 0:
        return Decimal("0.01")
    return rounded


def percent(part: int, whole: int) -> str:
    """99,91%; zeros dropped; a sentence when there is nothing to count."""
    value = share(part, whole)
    if value is None:
        return pgettext("percent of nothing", "chưa có")
    return f"{number(value)}%"


def counted(value: int) -> str:
    """A count in a printed document: under ten with a leading zero."""
    return f"{value:02d}" if 0 <= value < 10 else number(value)
