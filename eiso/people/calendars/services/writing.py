"""Let a draft count; confirm that a year is complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import F, Q

from eiso.base import moment
from eiso.base.errors import Conflict, InvalidTransition, NotPermitted, NotReady
from eiso.base.trail import services as trail
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.calendars import moves, reference, selectors
from eiso.people.calendars.choices import NoticeStatus, YearStatus
from eiso.people.calendars.models import (
    COUNTRY,
    Calendar,
    Notice,
    Year,
)
from eiso.people.calendars.rules import DayDraft, holes
from eiso.people.calendars.services.drafts import (
    STALE,
    draft_only,
)


@transaction.atomic
def write_notice(*, by: User, notice: Notice, version: int, reason: str = "") -> Notice:
    """Let a draft count from now on; the years it touches need confirming again.

    A change to days already past needs a `reason`: what was late stays counted as it was.
    """
    require(by, Perm.DRAFT_CALENDAR, notice)
    draft_only(notice)
    days = list(notice.days.all())
    hours = list(notice.hours.all())
    today = moment.today()
    past = sorted(
        {d.date for d in days if d.date < today}
        | {h.valid_from for h in hours if h.valid_from < today}
    )
    if past and not reason.strip():
        raise NotReady(
            f"Thay đổi này chạm {len(past)} ngày đã qua, sớm nhất {past[0]:%d/%m/%Y}. "
            "Ghi lý do; hồ sơ đã tính trễ vẫn giữ nguyên.",
            code="past_needs_reason",
            fields={"reason": "Ghi lý do thay đổi ngày đã qua."},
        )
    changed = Notice.objects.filter(
        pk=notice.pk, status=NoticeStatus.DRAFT, version=version
    ).update(status=NoticeStatus.WRITTEN, written_by=by, written_at=moment.now())
    if changed != 1:
        raise Conflict(f"Văn bản {notice.number} {STALE}")
    notice.refresh_from_db()
    years = sorted({d.date.year for d in days} | {h.valid_from.year for h in hours})
    trail.record(
        by=by,
        verb="calendars.notice.written",
        target=notice,
        scope=notice.access_path,
        reason=reason,
        data={"calendar": notice.calendar.code, "years": years, "past": past},
    )
    _reopen_years(by, notice.calendar, years)
    transaction.on_commit(lambda: moves.announce(notice.calendar.code))
    return notice


def _reopen_years(by: User, calendar: Calendar, years: Iterable[int]) -> None:
    """A changed year is provisional again until a second person has looked."""
    for year in years:
        row, created = Year.objects.get_or_create(calendar=calendar, year=year)
        if not created:
            Year.objects.filter(pk=row.pk).update(
                status=YearStatus.PROVISIONAL, version=F("version") + 1
            )
        trail.record(
            by=by,
            verb="calendars.year.reopened",
            target=row,
            scope=calendar.access_path,
            data={"calendar": calendar.code, "year": year},
        )


@transaction.atomic
def confirm_year(*, by: User, calendar: Calendar, year: int, version: int) -> Year:
    """Say that a year is complete. Refused with the holes named, to whoever wrote in it,
    and when the year has changed since `version` was shown."""
    require(by, Perm.CONFIRM_CALENDAR, calendar)
    row = Year.objects.filter(calendar=calendar, year=year).first()
    if row is None:
        raise NotReady(
            f"Năm {year} chưa có văn bản nào. Nhập thông báo nghỉ của năm trước đã."
        )
    if row.status == YearStatus.CONFIRMED:
        raise InvalidTransition(f"Năm {year} đã được xác nhận, không cần xác nhận lại.")
    if missing := year_holes(calendar, year):
        raise NotReady(
            f"Chưa xác nhận được năm {year}, còn thiếu: {'; '.join(missing)}. "
            "Nhập văn bản còn thiếu rồi xác nhận.",
            code="year_has_holes",
        )
    if by.pk in writers(row):
        raise NotPermitted(
            f"Người soạn hoặc ghi lịch năm {year} không tự xác nhận. "
            "Nhờ một người khác có quyền xác nhận lịch."
        )
    changed = Year.objects.filter(
        pk=row.pk, status=YearStatus.PROVISIONAL, version=version
    ).update(
        status=YearStatus.CONFIRMED,
        confirmed_by=by,
        confirmed_at=moment.now(),
        version=F("version") + 1,
    )
    if changed != 1:
        raise Conflict(f"Lịch năm {year} {STALE}")
    row.refresh_from_db()
    trail.record(
        by=by,
        verb="calendars.year.confirmed",
        target=row,
        scope=calendar.access_path,
        data={"calendar": calendar.code, "year": year},
    )
    transaction.on_commit(lambda: moves.announce(calendar.code))
    return row


def unconfirmed(row: Year) -> list[Notice]:
    """What was written for this year since somebody confirmed it, oldest first."""
    notices = Notice.objects.filter(calendar=row.calendar, status=NoticeStatus.WRITTEN)
    if row.confirmed_at:
        notices = notices.filter(written_at__gt=row.confirmed_at)
    about = Q(days__date__year=row.year) | Q(hours__valid_from__year=row.year)
    found = notices.filter(about).select_related("drafted_by", "written_by")
    return list(found.order_by("written_at", "pk").distinct())


def writers(row: Year) -> set[int]:
    """Keys of those who drafted or wrote what nobody has confirmed in this year yet."""
    return writers_of([row])[row.pk]


def writers_of(rows: Sequence[Year]) -> dict[int, set[int]]:
    """The same for many years in one question, by key of the year."""
    people: dict[int, set[int]] = {row.pk: set() for row in rows}
    if not rows:
        return people
    by_place = {(row.calendar_id, row.year): row for row in rows}
    notices = Notice.objects.filter(
        calendar__in={row.calendar_id for row in rows}, status=NoticeStatus.WRITTEN
    )
    touched = notices.values_list(
        "calendar_id",
        "written_at",
        "drafted_by_id",
        "written_by_id",
        "days__date__year",
        "hours__valid_from__year",
    ).distinct()
    for calendar, at, drafter, writer, *years in touched:
        for year in years:
            row = by_place.get((calendar, year))
            if row and (row.confirmed_at is None or at > row.confirmed_at):
                people[row.pk] |= {drafter, writer}
    return people


def year_holes(
    calendar: Calendar, year: int, stack: Sequence[selectors.Layer] = ()
) -> list[str]:
    """What a year still lacks, by name; holidays of law are asked of the country only.

    `stack`: the layers of the calendar's chain where the caller has them already.
    """
    known = stack or selectors.layers(selectors.chain(calendar))
    days = [
        entry
        for near in (year - 1, year, year + 1)
        for entry in selectors.effective_days(known, near).values()
    ]
    drafts: list[DayDraft] = selectors.day_drafts(days)
    if calendar.code == COUNTRY:
        return holes(year, drafts, reference.holidays())
    # What the State has not announced is no hole of an agency's own changes.
    return holes(year, [replace(day, expected=False) for day in drafts], [])
