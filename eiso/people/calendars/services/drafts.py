"""Own calendars and drafts: open, draft, edit, discard."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import F

from eiso.base import moment
from eiso.base.errors import Conflict, InvalidTransition, NotReady
from eiso.base.trail import services as trail
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.calendars import selectors
from eiso.people.calendars.choices import NoticeStatus
from eiso.people.calendars.models import (
    Calendar,
    Entry,
    Notice,
    OwnHours,
)
from eiso.people.calendars.rules import DayDraft, NoticeDraft, notice_faults
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
        drafted_at=moment.now(),
    )
    _insert_rows(notice, draft)
    _record(by, "calendars.notice.drafted", notice, draft)
    return notice


@transaction.atomic
def draft_for(*, by: User, org: Org | None, draft: NoticeDraft) -> Notice:
    """Draft a change for an agency (None: the country), opening its calendar if new."""
    calendar = calendar_for(by=by, org=org)
    return draft_notice(by=by, calendar=calendar, draft=draft)


def calendar_for(*, by: User, org: Org | None) -> Calendar:
    """The own calendar of an agency, opened now if it had none."""
    if org is None:
        return selectors.country()
    found = Calendar.objects.filter(org=org).first()
    return found or open_calendar(by=by, org=org)


@transaction.atomic
def edit_notice(
    *, by: User, notice: Notice, draft: NoticeDraft, version: int
) -> Notice:
    """Replace a draft's content. `version` is the one the editor saw."""
    require(by, Perm.DRAFT_CALENDAR, notice)
    _check(draft)
    draft_only(notice)
    changed = Notice.objects.filter(
        pk=notice.pk, status=NoticeStatus.DRAFT, version=version
    ).update(
        number=draft.number.strip(),
        issued_on=draft.issued_on,
        text=draft.text,
        drafted_by=by,
        drafted_at=moment.now(),
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
    draft_only(notice)
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


def draft_only(notice: Notice) -> None:
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
            same_day_until=own.same_day_until,
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
