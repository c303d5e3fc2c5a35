"""Calendars, the notices that change them, and the years somebody confirmed."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from eiso.base.text.codes import new_code
from eiso.people.access.models import ScopedQuerySet
from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from eiso.people.calendars.choices import EntryKind, NoticeStatus, YearStatus
from eiso.people.orgs.models import Org

COUNTRY = "VN"


class CalendarQuerySet(ScopedQuerySet):
    """The country's calendar is everybody's to read, nobody's agency to own."""

    def visible_to(self, user: User | AnonymousUser, perm: Perm = Perm.READ) -> Self:
        owned = super().visible_to(user, perm)
        if perm is Perm.READ and user.is_authenticated:
            return self.filter(Q(pk__in=owned.values("pk")) | Q(org__isnull=True))
        return owned


class Calendar(models.Model):
    """The country's calendar (`org` empty, code "VN") or what one agency sets of its own.

    What an agency does not set comes from the nearest agency above, at last the country.
    `code` is the agency's symbol.
    """

    code = models.CharField("mã lịch", max_length=40, unique=True)
    title = models.CharField("tên", max_length=300)
    org = models.OneToOneField(
        Org, on_delete=models.PROTECT, null=True, blank=True, related_name="calendar"
    )

    objects = CalendarQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="calendars_calendar_only_country_has_no_org",
                condition=Q(org__isnull=False) | Q(code=COUNTRY),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def access_path(self) -> str:
        return self.org.path if self.org else ""


class OwnedQuerySet(CalendarQuerySet):
    """Rows of a calendar are read by whoever may read the calendar."""

    scope_lookup = "calendar__org__path"

    def visible_to(self, user: User | AnonymousUser, perm: Perm = Perm.READ) -> Self:
        owned = ScopedQuerySet.visible_to(self, user, perm)
        if perm is Perm.READ and user.is_authenticated:
            country = Q(calendar__org__isnull=True)
            return self.filter(Q(pk__in=owned.values("pk")) | country)
        return owned


class Notice(models.Model):
    """One document that changes a calendar: drafted, then written or discarded.

    `version` counts edits of the draft, so that what was previewed is what is written.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    calendar = models.ForeignKey(
        Calendar, on_delete=models.PROTECT, related_name="notices"
    )
    number = models.CharField("số ký hiệu văn bản", max_length=200)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    text = models.TextField("nội dung", blank=True)
    status = models.CharField(
        max_length=10, choices=NoticeStatus.choices, default=NoticeStatus.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["calendar_id", "id"]
        indexes = [models.Index(fields=["calendar", "status"])]

    def __str__(self) -> str:
        return f"{self.number} · {self.calendar.title}"

    @property
    def access_path(self) -> str:
        return self.calendar.access_path


class Entry(models.Model):
    """What a notice says of one day. `shifts` are [opening, closing] in minutes of the day.

    `holiday` is the key of the holiday of law it belongs to; `expected` marks a day the
    State has not announced yet.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="days")
    date = models.DateField("ngày")
    kind = models.CharField("loại", max_length=12, choices=EntryKind.choices)
    name = models.CharField("tên", max_length=200, blank=True)
    replaces = models.DateField("bù cho ngày", null=True, blank=True)
    shifts: models.JSONField[Any, Any] = models.JSONField("giờ", null=True, blank=True)
    holiday = models.CharField(max_length=40, blank=True)
    expected = models.BooleanField("dự kiến", default=False)

    class Meta:
        ordering = ["date", "id"]
        indexes = [models.Index(fields=["date"])]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.get_kind_display()}"


class OwnHours(models.Model):
    """Hours a calendar sets of its own from a day; what is empty is inherited.

    `week` and `reception` are seven lists of shifts, Monday first.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="hours")
    valid_from = models.DateField("từ ngày")
    week: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    reception: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    standard_minutes = models.PositiveSmallIntegerField(
        "ngày làm việc chuẩn (phút)", null=True, blank=True
    )
    same_day_until = models.PositiveSmallIntegerField(
        "mốc trả trong ngày (phút của ngày)", null=True, blank=True
    )

    class Meta:
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return f"Giờ riêng từ {self.valid_from:%d/%m/%Y}"


class Year(models.Model):
    """One year of one calendar: provisional until a second person confirms it.

    A notice written later makes it provisional again; `confirmed_at` then still says up
    to when it had been checked. `version` counts changes of the row.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    calendar = models.ForeignKey(
        Calendar, on_delete=models.PROTECT, related_name="years"
    )
    year = models.PositiveSmallIntegerField("năm")
    status = models.CharField(
        max_length=12, choices=YearStatus.choices, default=YearStatus.PROVISIONAL
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["calendar_id", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "year"], name="calendars_year_once"
            ),
            models.CheckConstraint(
                name="calendars_year_confirmed_by_someone",
                condition=~Q(status="confirmed") | Q(confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Năm {self.year} · {self.calendar.title}"

    @property
    def access_path(self) -> str:
        return self.calendar.access_path
