"""Acts on calendars: own calendar, draft, edit, discard, write, confirm a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from eiso.base.clock import Shifts
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
    Entry,
    Notice,
    OwnHours,
    Year,
)
from eiso.people.calendars.rules import DayDraft, NoticeDraft, holes, notice_faults
from eiso.people.orgs.models import Org

STALE = "vừa được người khác sửa. Mở lại trang để xem bản mới rồi làm lại."


@transaction.atomic
def open_calendar(*, by: User, org: Org) -> Calendar:
    """Give an agency a calendar of its own; until it sets something it changes nothing."""
    require(by, Perm.DRAFT_CALENDAR, org)
    try:
        with transaction.atomic():
            calendar = Calendar.objects.create(
                code=org.symbol, title=f"Lịch làm việc {org.name}", org=org
            )
    except IntegrityError:
        raise Conflict(f"{org.name} đã có lịch riêng. Mở lại trang.") from None
    trail.record(
        by=by, verb="calendars.calendar.opened", target=calendar, scope=org.path
    )
    return calendar


@transaction.atomic
def draft_notice(*, by: User, calendar: Calendar, draft: NoticeDraft) -> Notice:
    """Keep a change as a draft: nothing counts with it until it is written."""
    require(by, Perm.DRAFT_CALENDAR, calendar)
    _check(draft)
    notice = Notice.objects.create(
        calendar=calendar,
        number=draft.number.strip(),
        issued_on=draft.issued_on,
        text=draft.text,
        drafted_by=by,
        drafted_at=timezone.now(),
    )
    _insert_rows(notice, draft)
    _record(by, "calendars.notice.drafted", notice, draft)
    return notice


@transaction.atomic
def edit_notice(
    *, by: User, notice: Notice, draft: NoticeDraft, version: int
) -> Notice:
    """Replace a draft's content. `version` is the one the editor saw."""
    require(by, Perm.DRAFT_CALENDAR, notice)
    _check(draft)
    _draft_only(notice)
    changed = Notice.objects.filter(
        pk=notice.pk, status=NoticeStatus.DRAFT, version=version
    ).update(
        number=draft.number.strip(),
        issued_on=draft.issued_on,
        text=draft.text,
        drafted_by=by,
        drafted_at=timezone.now(),
        version=F("version") + 1,
    )
    if changed != 1:
        raise Conflict(f"Văn bản {notice.number} {STALE}")
    notice.days.all().delete()
    notice.hours.all().delete()
    notice.refresh_from_db()
    _insert_rows(notice, draft)
    _record(by, "calendars.notice.edited", notice, draft)
    return notice


@transaction.atomic
def discard_notice(*, by: User, notice: Notice) -> Notice:
    """Throw a draft away; its rows stay readable."""
    require(by, Perm.DRAFT_CALENDAR, notice)
    _draft_only(notice)
    changed = Notice.objects.filter(pk=notice.pk, status=NoticeStatus.DRAFT).update(
        status=NoticeStatus.DISCARDED
    )
    if changed != 1:
        raise Conflict(f"Văn bản {notice.number} {STALE}")
    notice.refresh_from_db()
    trail.record(
        by=by,
        verb="calendars.notice.discarded",
        target=notice,
        scope=notice.access_path,
    )
    return notice


@transaction.atomic
def write_notice(*, by: User, notice: Notice, version: int, reason: str = "") -> Notice:
    """Let a draft count from now on; the years it touches need confirming again.

    A change to days already past needs a `reason`: what was late stays counted as it was.
    """
    require(by, Perm.DRAFT_CALENDAR, notice)
    _draft_only(notice)
    days = list(notice.days.all())
    hours = list(notice.hours.all())
    today = timezone.localdate()
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
    ).update(status=NoticeStatus.WRITTEN, written_by=by, written_at=timezone.now())
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
        confirmed_at=timezone.now(),
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


def writers(row: Year) -> set[int]:
    """Keys of those who drafted or wrote what nobody has confirmed in this year yet."""
    notices = Notice.objects.filter(calendar=row.calendar, status=NoticeStatus.WRITTEN)
    if row.confirmed_at:
        notices = notices.filter(written_at__gt=row.confirmed_at)
    touched = notices.filter(days__date__year=row.year) | notices.filter(
        hours__valid_from__year=row.year
    )
    people: set[int] = set()
    for drafter, writer in touched.values_list("drafted_by_id", "written_by_id"):
        people |= {drafter, writer}
    return people


def year_holes(calendar: Calendar, year: int) -> list[str]:
    """What a year still lacks, by name; holidays of law are asked of the country only."""
    stack = selectors.layers(selectors.chain(calendar))
    days = [
        *selectors.effective_days(stack, year - 1).values(),
        *selectors.effective_days(stack, year).values(),
        *selectors.effective_days(stack, year + 1).values(),
    ]
    drafts: list[DayDraft] = selectors.day_drafts(days)
    law = reference.holidays() if calendar.code == COUNTRY else []
    return holes(year, drafts, law)


def _draft_only(notice: Notice) -> None:
    if notice.status != NoticeStatus.DRAFT:
        raise InvalidTransition(
            f"Văn bản {notice.number} {notice.get_status_display()} rồi. "
            "Muốn sửa lịch, nhập một văn bản mới."
        )


def _check(draft: NoticeDraft) -> None:
    if faults := notice_faults(draft):
        raise NotReady(" ".join(faults), code="notice_faulty")


def _insert_rows(notice: Notice, draft: NoticeDraft) -> None:
    Entry.objects.bulk_create(
        Entry(
            notice=notice,
            date=day.date,
            kind=day.kind,
            name=day.name,
            replaces=day.replaces,
            shifts=day.shifts,
            holiday=day.holiday,
            expected=day.expected,
        )
        for day in draft.days
    )
    OwnHours.objects.bulk_create(
        OwnHours(
            notice=notice,
            valid_from=own.valid_from,
            week=own.week,
            reception=own.reception,
            standard_minutes=own.standard_minutes,
        )
        for own in draft.hours
    )


def _record(by: User, verb: str, notice: Notice, draft: NoticeDraft) -> None:
    trail.record(
        by=by,
        verb=verb,
        target=notice,
        scope=notice.access_path,
        data={
            "calendar": notice.calendar.code,
            "number": notice.number,
            "days": [_plain(day) for day in draft.days],
            "hours": [own.valid_from for own in draft.hours],
        },
    )


def _plain(day: DayDraft) -> dict[str, str | dt.date | None]:
    return {"date": day.date, "kind": day.kind, "replaces": day.replaces}


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
    calendar = _calendar_for(by, org)
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


def _calendar_for(by: User, org: Org | None) -> Calendar:
    if org is None:
        return selectors.country()
    found = Calendar.objects.filter(org=org).first()
    return found or open_calendar(by=by, org=org)


def _is_written(calendar: Calendar, draft: NoticeDraft) -> bool:
    for notice in calendar.notices.filter(
        number=draft.number, status=NoticeStatus.WRITTEN
    ):
        days = {_identity(day) for day in selectors.day_drafts(notice.days.all())}
        hours = {
            (row.valid_from, str(row.week), str(row.reception), row.standard_minutes)
            for row in notice.hours.all()
        }
        if days == {_identity(day) for day in draft.days} and hours == {
            (
                own.valid_from,
                str(_json(own.week)),
                str(_json(own.reception)),
                own.standard_minutes,
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
