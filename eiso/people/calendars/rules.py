"""Shifts as people write them, faults of a drafted notice, holes of a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from eiso.base.clock.facts import Shifts

_SHIFT = re.compile(
    r"(\d{1,2})[:hg](\d{2})?\s*(?:-|–|—|đến)\s*(\d{1,2})[:hg](\d{2})?", re.IGNORECASE
)
_BETWEEN = re.compile(r"[\s,;·+&]*(?:và)?[\s,;·+&]*")
FIRST_YEAR, LAST_YEAR = 2000, 2100


class ShiftsNotUnderstood(ValueError):
    """Hours that cannot be read; the message is a Vietnamese sentence."""


def parse_shifts(text: str) -> Shifts:
    """ "07:00-11:30, 13:30-17:00" in minutes of the day; "" or "nghỉ" is no hours."""
    rest = text.strip().lower()
    if rest in ("", "nghỉ", "-", "–", "—"):
        return ()
    shifts: list[tuple[int, int]] = []
    at = 0
    while at < len(rest):
        found = _SHIFT.match(rest, at)
        if found is None:
            raise ShiftsNotUnderstood(
                f"Không hiểu giờ “{text[:80]}”. Ghi như “07:00-11:30, 13:30-17:00”."
            )
        hours = [int(part or 0) for part in found.groups()]
        shifts.append((hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]))
        at = found.end()
        between = _BETWEEN.match(rest, at)
        at = between.end() if between else at
    _check_shifts(shifts, text)
    return tuple(shifts)


def _check_shifts(shifts: Sequence[tuple[int, int]], text: str) -> None:
    ends = [minute for shift in shifts for minute in shift]
    if ends != sorted(set(ends)) or ends[-1] > 23 * 60 + 59:
        raise ShiftsNotUnderstood(
            f"Giờ “{text[:80]}” không theo thứ tự trong ngày. Ghi buổi sớm trước, "
            "mỗi buổi từ giờ mở đến giờ đóng, muộn nhất 23:59."
        )


def show_shifts(shifts: Iterable[Sequence[int]]) -> str:
    """ "07:00–11:30 · 13:30–17:00"; "" for no hours."""
    return " · ".join(f"{_clock(a)}–{_clock(b)}" for a, b in shifts)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


@dataclass(frozen=True)
class DayDraft:
    """One day of a notice as entered, before it is a row."""

    date: dt.date
    kind: str
    name: str = ""
    replaces: dt.date | None = None
    shifts: Shifts | None = None
    holiday: str = ""
    expected: bool = False


@dataclass(frozen=True)
class HoursDraft:
    """Own hours from a day: shifts of Monday … Sunday, None what is inherited.

    `same_day_until` is the minute of the day after which a same-day request waits.
    """

    valid_from: dt.date
    week: tuple[Shifts, ...] | None = None
    reception: tuple[Shifts, ...] | None = None
    standard_minutes: int | None = None
    same_day_until: int | None = None


@dataclass(frozen=True)
class NoticeDraft:
    """A change to a calendar with the document that orders it."""

    number: str
    issued_on: dt.date | None = None
    text: str = ""
    days: tuple[DayDraft, ...] = ()
    hours: tuple[HoursDraft, ...] = field(default=())


def notice_faults(draft: NoticeDraft) -> list[str]:
    """Sentences for what makes a draft impossible; [] when it can be kept."""
    faults = []
    if not draft.number.strip():
        faults.append("Chưa ghi số ký hiệu văn bản: mỗi thay đổi phải có văn bản.")
    if not draft.days and not draft.hours:
        faults.append("Chưa có ngày hoặc giờ làm việc nào. Thêm ít nhất một mục.")
    seen: set[tuple[dt.date, bool]] = set()
    for day in draft.days:
        key = (day.date, day.kind == "reception")
        if key in seen:
            faults.append(f"Ngày {_day(day.date)} ghi hai lần trong văn bản này.")
        seen.add(key)
        faults += _day_faults(day)
    for hours in draft.hours:
        faults += _hours_faults(hours)
    return faults


def _day_faults(day: DayDraft) -> list[str]:
    shown = _day(day.date)
    if not FIRST_YEAR <= day.date.year <= LAST_YEAR:
        return [f"Ngày {shown} nằm ngoài các năm {FIRST_YEAR}–{LAST_YEAR}."]
    faults = []
    if day.kind == "made_up":
        if day.replaces is None:
            faults.append(f"Ngày làm bù {shown} chưa ghi bù cho ngày nghỉ nào.")
        elif day.replaces == day.date:
            faults.append(f"Ngày làm bù {shown} không thể bù cho chính nó.")
    if day.kind in ("own_hours", "reception") and not day.shifts:
        faults.append(f"Ngày {shown} chưa ghi giờ.")
    if day.kind in ("off", "swap_off") and day.shifts:
        faults.append(f"Ngày {shown} là ngày nghỉ nên không có giờ làm việc.")
    return faults


def _hours_faults(hours: HoursDraft) -> list[str]:
    faults = []
    if not FIRST_YEAR <= hours.valid_from.year <= LAST_YEAR:
        faults.append(
            f"Ngày áp dụng giờ riêng nằm ngoài các năm {FIRST_YEAR}–{LAST_YEAR}."
        )
    if hours.week is not None and not any(hours.week):
        faults.append("Tuần làm việc phải có ít nhất một buổi.")
    standard = hours.standard_minutes
    if standard is not None and not 60 <= standard <= 24 * 60:
        faults.append("Ngày làm việc chuẩn phải từ 1 đến 24 giờ.")
    if {hours.week, hours.reception, standard, hours.same_day_until} == {None}:
        faults.append("Giờ riêng chưa ghi mục nào khác cấp trên.")
    return faults


def standard_of(week: Iterable[Shifts]) -> int:
    """Minutes of the commonest working day of a week; the longer one on a tie."""
    lengths = [sum(b - a for a, b in shifts) for shifts in week if shifts]
    return max(lengths, key=lambda length: (lengths.count(length), length))


@dataclass(frozen=True)
class Holiday:
    """One holiday the law gives every year, `days` of them on working weekdays."""

    key: str
    name: str
    days: int
    since: int
    until: int = 9999
    weekdays_only: bool = True


def holes(
    year: int, days: Iterable[DayDraft], holidays: Iterable[Holiday]
) -> list[str]:
    """What keeps a year from being confirmed, by name; [] when nothing is missing.

    `days` also hold the neighbouring years: a swap may reach across New Year.
    """
    known = list(days)
    missing = []
    for holiday in holidays:
        if holiday.since <= year <= holiday.until:
            found = _days_of(holiday, year, known)
            if found < holiday.days:
                missing.append(
                    f"{holiday.name}: có {found}/{holiday.days} ngày nghỉ có văn bản"
                )
    by_date = {day.date: day for day in known}
    return missing + _guessed(known, year) + _unpaired(by_date, year)


def _days_of(holiday: Holiday, year: int, known: list[DayDraft]) -> int:
    return len(
        {
            day.date
            for day in known
            if day.holiday == holiday.key
            and day.date.year == year
            and not day.expected
            and day.kind in ("off", "swap_off")
            and (day.date.weekday() < 5 or not holiday.weekdays_only)
        }
    )


def _guessed(known: list[DayDraft], year: int) -> list[str]:
    """Days nobody has announced yet: written as off or as ordinary before confirming."""
    days = sorted(day.date for day in known if day.expected and day.date.year == year)
    if not days:
        return []
    shown = ", ".join(f"{day:%d/%m}" for day in days)
    return [f"{len(days)} ngày mới là dự kiến, chưa có văn bản: {shown}"]


def _unpaired(by_date: Mapping[dt.date, DayDraft], year: int) -> list[str]:
    """Swaps with one half only."""
    made_up = {d.replaces for d in by_date.values() if d.kind == "made_up"}
    found = []
    for day in sorted(by_date):
        entry = by_date[day]
        if day.year != year:
            continue
        if entry.kind == "swap_off" and day not in made_up:
            found.append(f"Ngày nghỉ hoán đổi {_day(day)} chưa có ngày làm bù")
        if entry.kind == "made_up" and entry.replaces is not None:
            other = by_date.get(entry.replaces)
            if other is None or other.kind not in ("off", "swap_off"):
                found.append(
                    f"Ngày làm bù {_day(day)} bù cho {_day(entry.replaces)}, "
                    "ngày này không phải ngày nghỉ"
                )
    return found


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
