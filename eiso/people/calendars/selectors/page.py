"""Everything the page of one year of one agency shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from eiso.base.clock import Calendar as Compiled
from eiso.base.text.fields import subtree
from eiso.people.access.models import scopes_of
from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from eiso.people.calendars import moves
from eiso.people.calendars.choices import EntryKind, NoticeStatus, YearStatus
from eiso.people.calendars.models import (
    COUNTRY,
    Calendar,
    Entry,
    Notice,
    OwnHours,
    Year,
)
from eiso.people.calendars.selectors import drawing, samples
from eiso.people.calendars.selectors.compiling import (
    Layer,
    chain,
    compiled_chain,
    compiled_with,
    effective_days,
    layers,
)
from eiso.people.orgs.models import Org


@dataclass(frozen=True)
class YearState:
    """One year as its tab says it: confirmed when every calendar above and this one are."""

    year: int
    confirmed: bool
    row: Year | None
    entered: bool

    @property
    def words(self) -> str:
        """ "đã xác nhận", or what is still open."""
        if self.confirmed:
            return _("đã xác nhận")
        if self.row is not None and self.row.confirmed_at:
            return _("đã sửa, chờ xác nhận lại")
        if self.entered:
            return _("tạm tính, chưa xác nhận")
        return _("tạm tính, chưa có thông báo")


@dataclass
class YearPage:
    """One agency's year (`org` None: the country's), with one draft if there is one."""

    org: Org | None
    year: int
    today: dt.date
    draft: Notice | None = None
    calendars: list[Calendar] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.calendars = chain(self.org)

    @property
    def place(self) -> str:
        """How addresses name it: the agency's code, or VN."""
        return self.org.code if self.org else COUNTRY

    @property
    def own(self) -> Calendar | None:
        """The calendar of this very agency, if it has one."""
        last = self.calendars[-1]
        return last if last.org == self.org else None

    @property
    def above(self) -> Calendar | None:
        """The calendar it follows where it sets nothing itself."""
        others = [c for c in self.calendars if c.org != self.org]
        return others[-1] if others else None

    @cached_property
    def stack(self) -> list[Layer]:
        return layers(self.calendars)

    @cached_property
    def before(self) -> Compiled:
        return compiled_chain(self.calendars)

    @cached_property
    def after(self) -> Compiled | None:
        return compiled_with(self.draft, self.org) if self.draft else None

    @cached_property
    def entries(self) -> dict[dt.date, Entry]:
        return effective_days(self.stack, self.year)

    @cached_property
    def draft_days(self) -> list[Entry]:
        return list(self.draft.days.all()) if self.draft else []

    @cached_property
    def receptions(self) -> dict[dt.date, Entry]:
        """Days open only for handing in papers."""
        return {
            entry.date: entry
            for layer in self.stack
            for entry in layer.entries
            if entry.kind == EntryKind.RECEPTION and entry.date.year == self.year
        }

    def months(self) -> list[drawing.Month]:
        in_year = [day for day in self.draft_days if day.date.year == self.year]
        return drawing.year_drawn(
            self.year,
            self.before.facts,
            self.today,
            self.receptions | self.entries,
            in_year,
        )

    def rows(self) -> list[drawing.Row]:
        """What is written for this year, latest day first."""
        return drawing.rows_of([*self.entries.values(), *self.receptions.values()])[
            ::-1
        ]

    def draft_rows(self) -> list[drawing.Row]:
        return drawing.rows_of(self.draft_days)

    def states(self) -> list[YearState]:
        """Last year, this one, the next: the years people ask about."""
        return [self.state(year) for year in (self.year - 1, self.year, self.year + 1)]

    def state(self, year: int) -> YearState:
        rows = [layer.years[year] for layer in self.stack if year in layer.years]
        open_rows = [row for row in rows if row.status != YearStatus.CONFIRMED]
        return YearState(
            year=year,
            confirmed=year in self.before.facts.confirmed,
            row=next(reversed(open_rows or rows), None),
            entered=bool(rows),
        )

    @property
    def confirmed_now(self) -> bool:
        return self.year in self.before.facts.confirmed

    @property
    def next_year(self) -> int:
        return self.year + 1

    @property
    def next_confirmed(self) -> bool:
        return self.next_year in self.before.facts.confirmed

    def week_words(self) -> str:
        """The hours in force today, or on the first day of a later year."""
        return drawing.week_said(self.before.facts.week_on(self.shown_day()))

    @property
    def standard(self) -> int:
        """Minutes of the standard day, on the day shown."""
        return self.before.facts.standard_on(self.shown_day())

    def own_hours(self) -> drawing.Hours | None:
        """What this agency sets of its own, in words."""
        if self.own is None:
            return None
        standard = self.standard
        own = self.stack[-1].hours
        return drawing.hours_said(own, standard, self.shown_day())

    def shown_day(self) -> dt.date:
        """The day whose hours the page tells: today, or one in the year shown."""
        if self.year == self.today.year:
            return self.today
        return dt.date(self.year, 1 if self.year > self.today.year else 12, 28)

    @property
    def own_year(self) -> Year | None:
        """The row this agency itself confirms."""
        return self.stack[-1].years.get(self.year) if self.own else None

    # ---- what moves --------------------------------------------------------------

    @property
    def around(self) -> dt.date:
        """The day samples are received before: the draft's first, else today."""
        days = [entry.date for entry in self.draft_days]
        days += [own.valid_from for own in self.draft.hours.all()] if self.draft else []
        return min(days, default=self.today)

    def samples(self) -> list[samples.Sample]:
        return samples.chosen(self.around, self.before, self.after)

    def changes(self) -> list[drawing.DayChange]:
        """Days the draft gives other hours: its own days, and a year of an own week."""
        if self.draft is None or self.after is None:
            return []
        days = [entry.date for entry in self.draft_days]
        for own in self.draft.hours.all():
            days += [own.valid_from + dt.timedelta(days=n) for n in range(7)]
        return drawing.days_changed(self.before, self.after, days, self.today)

    def moves(self) -> list[moves.Moves]:
        if self.after is None or self.draft is None:
            return []
        return moves.preview(self.draft.access_path, self.before, self.after)


@dataclass(frozen=True)
class Followers:
    """Agencies below: those with something of their own, and how many just follow."""

    own: list[tuple[Calendar, drawing.Hours, int]]
    following: int


def followers(user: User, page: YearPage) -> Followers:
    """Calendars at or below this one that the person may see."""
    path = page.org.path if page.org else ""
    below = Calendar.objects.visible_to(user).filter(
        subtree("org__path", path), org__isnull=False
    )
    calendars = list(below.exclude(org=page.org).select_related("org")[:200])
    hours = written_hours(calendars)
    counts = dict(
        Entry.objects.filter(
            notice__calendar__in=calendars, notice__status=NoticeStatus.WRITTEN
        )
        .values_list("notice__calendar")
        .annotate(count=Count("pk"))
    )
    standard = page.before.facts.standard_on(page.shown_day())
    own = [
        (
            calendar,
            drawing.hours_said(hours[calendar.pk], standard, page.shown_day()),
            counts.get(calendar.pk, 0) + len(hours[calendar.pk]),
        )
        for calendar in calendars
    ]
    orgs = Org.objects.visible_to(user).in_force(page.today)
    reached = orgs.filter(subtree("path", path), calendar__isnull=True)
    return Followers(own, reached.exclude(pk=page.org.pk if page.org else None).count())


def written_hours(calendars: Sequence[Calendar]) -> dict[int, list[OwnHours]]:
    """The own hours each calendar has written, by the day they begin."""
    found: dict[int, list[OwnHours]] = {calendar.pk: [] for calendar in calendars}
    rows = OwnHours.objects.filter(
        notice__calendar__in=calendars, notice__status=NoticeStatus.WRITTEN
    ).select_related("notice")
    for row in rows.order_by("valid_from", "notice__written_at", "pk"):
        found[row.notice.calendar_id].append(row)
    return found


def drafts_of(calendar: Calendar | None) -> Sequence[Notice]:
    """Changes being written for one calendar, the newest first."""
    if calendar is None:
        return []
    return list(
        calendar.notices.filter(status=NoticeStatus.DRAFT)
        .select_related("calendar__org", "drafted_by")
        .order_by("-drafted_at")
    )


def home_of(user: User) -> Org | None:
    """The agency whose calendar a person opens first: the highest one they read."""
    scopes = scopes_of(user, Perm.READ)
    if not scopes or "" in scopes:
        return None
    nearest = Q()
    for scope in scopes:
        nearest |= Q(path=scope)
    return Org.objects.filter(nearest).order_by("path").first()
