"""Which calendar holds for whom, compiled for the clock or laid out for a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import (
    Q,
)

from eiso.base import clock
from eiso.base.clock.facts import OFFICE_WEEK, Facts, Kind, Shifts, SpecialDay, Week
from eiso.base.errors import NotReady
from eiso.people.calendars.choices import EntryKind, NoticeStatus, YearStatus
from eiso.people.calendars.models import (
    Calendar,
    Entry,
    Notice,
    OwnHours,
    Year,
)
from eiso.people.calendars.rules import DayDraft
from eiso.people.calendars.selectors.chains import (
    chain,
    owner_of,
    stamp_of,
)
from eiso.people.orgs.models import Org

_CLOCK_KINDS = {kind.value for kind in Kind}


@dataclass(frozen=True)
class Layer:
    """One calendar of a chain with what it has written (and perhaps one draft)."""

    calendar: Calendar
    entries: tuple[Entry, ...]
    hours: tuple[OwnHours, ...]
    years: dict[int, Year]


def compiled(code_or_org: str | Org | Calendar | None = None) -> clock.Calendar:
    """The calendar in force for a code ("VN", an agency's symbol) or an agency.

    Compiled once per process and change; CalendarUnknown for a code nobody has.
    """
    if isinstance(code_or_org, str):
        code_or_org = owner_of(code_or_org)
    return compiled_chain(chain(code_or_org))


def compiled_chain(calendars: Sequence[Calendar]) -> clock.Calendar:
    """The same where the caller has the chain already."""
    if not calendars:
        raise NotReady("Chưa nạp lịch làm việc. Chạy: eiso setup")
    return _compiled(tuple(c.pk for c in calendars), stamp_of(calendars))


@lru_cache(maxsize=128)
def _compiled(keys: tuple[int, ...], stamp: str) -> clock.Calendar:
    by_key = Calendar.objects.select_related("org").in_bulk(keys)
    return clock.Calendar(facts_of([by_key[key] for key in keys]))


# ---- facts ---------------------------------------------------------------------------


def layers(calendars: Sequence[Calendar], draft: Notice | None = None) -> list[Layer]:
    """What each calendar of a chain has written; `draft` as if it were written last."""
    shown = Q(notice__status=NoticeStatus.WRITTEN)
    if draft is not None:
        shown |= Q(notice=draft)
    about = shown & Q(notice__calendar__in=calendars)
    entries = list(Entry.objects.filter(about).select_related("notice"))
    hours = list(OwnHours.objects.filter(about).select_related("notice"))
    years = list(Year.objects.filter(calendar__in=calendars))
    return [
        Layer(
            calendar=calendar,
            entries=tuple(
                sorted(
                    (e for e in entries if e.notice.calendar_id == calendar.pk),
                    key=_order,
                )
            ),
            hours=tuple(
                sorted(
                    (h for h in hours if h.notice.calendar_id == calendar.pk),
                    key=lambda row: (row.valid_from, *_order(row)),
                )
            ),
            years={y.year: y for y in years if y.calendar_id == calendar.pk},
        )
        for calendar in calendars
    ]


def _order(row: Entry | OwnHours) -> tuple[bool, str, int]:
    """Written first, in the order of writing; the draft last."""
    written = row.notice.written_at
    return (written is None, written.isoformat() if written else "", row.pk or 0)


def facts_of(calendars: Sequence[Calendar], draft: Notice | None = None) -> Facts:
    """The clock's facts of a chain, lower calendars over higher ones."""
    stack = layers(calendars, draft)
    special: dict[dt.date, SpecialDay] = {}
    for layer in stack:
        for entry in layer.entries:
            _apply(special, entry)
    return Facts(
        code=calendars[-1].code,
        weeks=tuple(_weeks(stack)),
        standards=_dated(stack, "standard_minutes"),
        cut_offs=_dated(stack, "same_day_until"),
        special=special,
        confirmed=confirmed_years(stack),
    )


def _apply(special: dict[dt.date, SpecialDay], entry: Entry) -> None:
    if entry.kind in _CLOCK_KINDS:
        special[entry.date] = SpecialDay(
            date=entry.date,
            kind=Kind(entry.kind),
            name=entry.name or entry.get_kind_display(),
            notice=entry.notice.number,
            replaces=entry.replaces,
            shifts=shifts_of(entry.shifts) if entry.shifts is not None else None,
        )
    elif entry.kind == EntryKind.ORDINARY:
        special.pop(entry.date, None)


def shifts_of(rows: Iterable[Sequence[int]] | None) -> Shifts:
    """Shifts as the clock holds them, from their JSON."""
    return tuple((int(opening), int(closing)) for opening, closing in rows or ())


def week_of(rows: Sequence[Iterable[Sequence[int]]]) -> Week:
    """Seven days of shifts from their JSON."""
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = map(
        shifts_of, rows
    )
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def _weeks(stack: Iterable[Layer]) -> list[tuple[dt.date, Week]]:
    weeks: list[tuple[dt.date, Week]] = [(dt.date(1, 1, 1), OFFICE_WEEK)]
    for layer in stack:
        own = [(row.valid_from, week_of(row.week)) for row in layer.hours if row.week]
        if own:
            weeks = [(start, week) for start, week in weeks if start < own[0][0]] + own
    return weeks


def _dated(stack: Iterable[Layer], name: str) -> tuple[tuple[dt.date, int], ...]:
    """One number of the own hours by its first day, lower calendars over higher ones."""
    dated: list[tuple[dt.date, int]] = []
    for layer in stack:
        own = [
            (row.valid_from, getattr(row, name))
            for row in layer.hours
            if getattr(row, name) is not None
        ]
        if own:
            dated = [
                (start, value) for start, value in dated if start < own[0][0]
            ] + own
    return tuple(dated)


def confirmed_years(stack: Sequence[Layer]) -> frozenset[int]:
    """Years every calendar of the chain has confirmed; a child without own changes in a
    year follows its parent."""
    confirmed = {
        year
        for year, row in stack[0].years.items()
        if row.status == YearStatus.CONFIRMED
    }
    for layer in stack[1:]:
        confirmed -= {
            year
            for year, row in layer.years.items()
            if row.status != YearStatus.CONFIRMED
        }
    return frozenset(confirmed)


def effective_days(stack: Sequence[Layer], year: int) -> dict[dt.date, Entry]:
    """The entry in force on each special day of a year, receptions apart."""
    found: dict[dt.date, Entry] = {}
    for layer in stack:
        for entry in layer.entries:
            if entry.date.year != year or entry.kind == EntryKind.RECEPTION:
                continue
            if entry.kind == EntryKind.ORDINARY:
                found.pop(entry.date, None)
            else:
                found[entry.date] = entry
    return found


def day_drafts(days: Iterable[Entry]) -> list[DayDraft]:
    """Rows as the rules read them."""
    return [
        DayDraft(
            date=entry.date,
            kind=entry.kind,
            name=entry.name,
            replaces=entry.replaces,
            shifts=shifts_of(entry.shifts) if entry.shifts is not None else None,
            holiday=entry.holiday,
            expected=entry.expected,
        )
        for entry in days
    ]


def compiled_with(draft: Notice, org: Org | None = None) -> clock.Calendar:
    """The calendar as it will be once `draft` is written; for previews, not cached."""
    return clock.Calendar(facts_of(chain(org or draft.calendar), draft))
