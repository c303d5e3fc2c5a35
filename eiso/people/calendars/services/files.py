"""Write the notices of a file, as the machine or a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from eiso.base.clock import Shifts
from eiso.people.accounts.models import User
from eiso.people.calendars import selectors
from eiso.people.calendars.choices import NoticeStatus
from eiso.people.calendars.models import (
    Calendar,
)
from eiso.people.calendars.rules import DayDraft, NoticeDraft
from eiso.people.calendars.services.drafts import (
    calendar_for,
    draft_notice,
)
from eiso.people.calendars.services.writing import write_notice
from eiso.people.orgs.models import Org


@dataclass(frozen=True)
class Imported:
    """What an import did: `read` = `created` + `unchanged`, by number of the notice."""

    created: list[str]
    unchanged: list[str]
    years: list[int]

    @property
    def read(self) -> int:
        return len(self.created) + len(self.unchanged)


@transaction.atomic
def import_notices(
    *, by: User, org: Org | None, drafts: Sequence[NoticeDraft], source: str
) -> Imported:
    """Write the notices of a file to the calendar of `org` (None: the country's).

    A notice already written with the same content is left alone. All or nothing.
    """
    calendar = calendar_for(by=by, org=org)
    created, unchanged, years = [], [], set()
    for draft in drafts:
        if _is_written(calendar, draft):
            unchanged.append(draft.number)
            continue
        notice = draft_notice(by=by, calendar=calendar, draft=draft)
        write_notice(by=by, notice=notice, version=1, reason=f"Nhập từ tệp {source}")
        created.append(draft.number)
        years |= {day.date.year for day in draft.days}
        years |= {own.valid_from.year for own in draft.hours}
    return Imported(created, unchanged, sorted(years))


def _is_written(calendar: Calendar, draft: NoticeDraft) -> bool:
    for notice in calendar.notices.filter(
        number=draft.number, status=NoticeStatus.WRITTEN
    ):
        days = {_identity(day) for day in selectors.day_drafts(notice.days.all())}
        hours = {
            (
                row.valid_from,
                str(row.week),
                str(row.reception),
                row.standard_minutes,
                row.same_day_until,
            )
            for row in notice.hours.all()
        }
        if days == {_identity(day) for day in draft.days} and hours == {
            (
                own.valid_from,
                str(_json(own.week)),
                str(_json(own.reception)),
                own.standard_minutes,
                own.same_day_until,
            )
            for own in draft.hours
        }:
            return True
    return False


def _identity(day: DayDraft) -> tuple[object, ...]:
    return (day.date, day.kind, day.name, day.replaces, day.shifts, day.expected)


def _json(week: Sequence[Shifts] | None) -> list[list[list[int]]] | None:
    """A week the way a JSON column gives it back."""
    if week is None:
        return None
    return [[list(shift) for shift in shifts] for shifts in week]
