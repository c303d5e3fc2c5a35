"""A year laid out as twelve months, and what a notice says, row by row."""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from eiso.base.clock import Calendar as Compiled
from eiso.base.clock import Facts
from eiso.people.calendars.choices import EntryKind
from eiso.people.calendars.models import Entry, Notice, OwnHours
from eiso.people.calendars.reference import holidays
from eiso.people.calendars.rules import show_shifts


@dataclass(frozen=True)
class Cell:
    """One day: its number, how it is drawn, and the same said in words."""

    day: dt.date
    kind: str
    words: str
    today: bool
    draft: bool

    @property
    def classes(self) -> str:
        marks = ["day", f"day-{self.kind}"] if self.kind else ["day"]
        marks += ["day-today"] if self.today else []
        return " ".join(marks + (["day-draft"] if self.draft else []))


@dataclass(frozen=True)
class Month:
    """One month as weeks of seven cells, None outside it."""

    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]
    changes: bool


def year_drawn(
    year: int,
    facts: Facts,
    today: dt.date,
    entries: Mapping[dt.date, Entry],
    draft: Iterable[Entry] = (),
) -> list[Month]:
    """Twelve months; `draft` days are drawn as not yet written."""
    drafted = {entry.date: entry for entry in draft}
    return [
        _month(year, number, facts, today, entries, drafted) for number in range(1, 13)
    ]


def _month(
    year: int,
    number: int,
    facts: Facts,
    today: dt.date,
    entries: Mapping[dt.date, Entry],
    drafted: Mapping[dt.date, Entry],
) -> Month:
    weeks = tuple(
        tuple(
            _cell(day, facts, today, entries.get(day), drafted.get(day))
            if day.month == number
            else None
            for day in week
        )
        for week in months.Calendar().monthdatescalendar(year, number)
    )
    changes = any(day.month == number and day.year == year for day in drafted)
    return Month(number, weeks, changes)


def _cell(
    day: dt.date,
    facts: Facts,
    today: dt.date,
    entry: Entry | None,
    drafted: Entry | None,
) -> Cell:
    shown = drafted or entry
    kind, words = "", ""
    if shown is not None:
        kind = "expected" if shown.expected else shown.kind
        words = shown.name or shown.get_kind_display()
        if shown.expected:
            words = _("%(name)s, dự kiến") % {"name": words}
    elif not facts.shifts_on(day):
        kind, words = "rest", _("nghỉ hằng tuần")
    if drafted is not None:
        words = _("%(name)s, chưa ghi") % {"name": words}
    return Cell(day, kind, words, day == today, drafted is not None)


@dataclass(frozen=True)
class Row:
    """One line of the list of days: a run of days off, a swap with both days, hours."""

    first: dt.date
    last: dt.date
    other: dt.date | None
    title: str
    entry: Entry
    notice: Notice


def rows_of(entries: Iterable[Entry]) -> list[Row]:
    """Days as people speak of them: a holiday's run of days once, a swap with its pair."""
    ordered = sorted(entries, key=lambda entry: (entry.date, entry.pk or 0))
    made_up = {e.replaces: e for e in ordered if e.kind == EntryKind.MADE_UP}
    days_off = {e.date for e in ordered if e.kind in _OFF}
    rows: list[Row] = []
    for entry in ordered:
        if entry.kind == EntryKind.MADE_UP and entry.replaces in days_off:
            continue  # told with the day it replaces
        pair = made_up.get(entry.date)
        if rows and pair is None and _continues(rows[-1], entry):
            rows[-1] = _longer(rows[-1], entry)
            continue
        rows.append(
            Row(
                entry.date,
                entry.date,
                pair.date if pair else None,
                entry.name or entry.get_kind_display(),
                entry,
                entry.notice,
            )
        )
    return rows


_OFF = (EntryKind.OFF, EntryKind.SWAP_OFF)


def _continues(row: Row, entry: Entry) -> bool:
    return (
        row.other is None
        and bool(entry.holiday)
        and entry.holiday == row.entry.holiday
        and entry.notice == row.notice
        and entry.expected == row.entry.expected
        and (entry.date - row.last).days <= 3
    )


def _longer(row: Row, entry: Entry) -> Row:
    """The run as the law calls it, whatever its single days are called."""
    title = _law_names().get(row.entry.holiday, row.title)
    return Row(row.first, entry.date, None, title, row.entry, row.notice)


def _law_names() -> dict[str, str]:
    return {holiday.key: holiday.name for holiday in holidays()}


@dataclass(frozen=True)
class Hours:
    """The hours of one calendar as said on a page; "" where it follows those above."""

    week: str
    reception: str
    since: dt.date | None
    standard_minutes: int


def hours_said(own: Sequence[OwnHours], standard: int, on: dt.date) -> Hours:
    """What one calendar sets itself (`own`, by day), in words, as in force on a day.

    `standard` is the day inherited where it states none.
    """
    told = [row for row in own if row.valid_from <= on]
    week = next((row.week for row in reversed(told) if row.week), None)
    reception = next((row.reception for row in reversed(told) if row.reception), None)
    stated = [row.standard_minutes for row in told if row.standard_minutes]
    return Hours(
        week=week_said(week) if week else "",
        reception=week_said(reception) if reception else "",
        since=max((row.valid_from for row in told), default=None),
        standard_minutes=stated[-1] if stated else standard,
    )


def week_said(week: Sequence[Sequence[Sequence[int]]]) -> str:
    """ "07:00–11:30 · 13:30–17:00, T2–T6": equal days in a row are said once."""
    names = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))
    said: list[str] = []
    start = 0
    for index in range(1, 8):
        if index < 7 and list(map(tuple, week[index])) == list(map(tuple, week[start])):
            continue
        if week[start]:
            days = names[start]
            if index - start > 1:
                days = f"{days}–{names[index - 1]}"
            said.append(f"{show_shifts(week[start])}, {days}")
        start = index
    return "; ".join(said)


@dataclass(frozen=True)
class DayChange:
    """One day whose hours a draft changes."""

    day: dt.date
    before: str
    after: str
    past: bool


def days_changed(
    before: Compiled, after: Compiled, days: Iterable[dt.date], today: dt.date
) -> list[DayChange]:
    """Which of `days` have other working hours after than before."""
    return [
        DayChange(day, show_shifts(old), show_shifts(new), day < today)
        for day in sorted(set(days))
        if (old := before.facts.shifts_on(day)) != (new := after.facts.shifts_on(day))
    ]
