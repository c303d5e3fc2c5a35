"""Page 18: one agency's posts on one day, and who has them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from eiso.people.orgs import rules
from eiso.people.orgs.models import Appointment, Committee, Delegation, Org, Post, Unit
from eiso.people.orgs.selectors.books import OrgBook, Responsible


@dataclass(frozen=True)
class HolderLine:
    """One holder on the day; who stands in for them now or soon; for whom they do."""

    appointment: Appointment
    away: list[Delegation]
    acts_for: list[Delegation]


@dataclass(frozen=True)
class PostLine:
    """One post: its holders, how many seats are empty, who answers if nobody holds it."""

    post: Post
    holders: list[HolderLine]
    empty: int
    answers: list[Responsible]
    last: Appointment | None

    @property
    def vacant_from(self) -> dt.date:
        """The first day nobody held it."""
        if self.last is None or self.last.valid_to is None:
            return self.post.valid_from
        return self.last.valid_to + dt.timedelta(days=1)


@dataclass(frozen=True)
class UnitLines:
    unit: Unit
    lines: list[PostLine]


@dataclass
class Desk:
    """One agency on one day."""

    org: Org
    day: dt.date
    units: list[UnitLines] = field(default_factory=list)
    committees: list[Committee] = field(default_factory=list)

    @property
    def lines(self) -> list[PostLine]:
        return [line for unit in self.units for line in unit.lines]

    @property
    def seats(self) -> int:
        return sum(line.post.seats for line in self.lines)

    @property
    def empty(self) -> int:
        return sum(line.empty for line in self.lines)

    @property
    def filled(self) -> int:
        return self.seats - self.empty

    @property
    def delegations(self) -> int:
        """Running and coming."""
        return sum(len(held.away) for line in self.lines for held in line.holders)


def desk(org: Org, day: dt.date) -> Desk:
    """Six queries whatever the size of the agency."""
    book = OrgBook(org)
    view = book.on(day)
    by_unit: dict[int, list[PostLine]] = {}
    for key in view.places:
        by_unit.setdefault(book.posts[key].unit_id, []).append(
            _line(book, view, book.posts[key], day)
        )
    running = [unit for unit in book.units.values() if unit.pk in view.parents]
    running.sort(key=lambda unit: (not unit.is_leading, unit.position, unit.pk))
    committees = Committee.objects.filter(org=org).in_force(day)
    return Desk(
        org,
        day,
        [UnitLines(unit, by_unit.get(unit.pk, [])) for unit in running],
        list(committees.prefetch_related("members__user")),
    )


def post_line(post: Post, day: dt.date) -> PostLine:
    """One post alone, as on the page; also when it does not exist on the day."""
    book = OrgBook(post.unit.org)
    return _line(book, book.on(day), book.posts[post.pk], day)


def history(post: Post) -> list[Appointment]:
    """Everybody who held the post, the latest first."""
    held = Appointment.objects.filter(post=post).standing().select_related("user")
    return list(held.order_by("-valid_from", "-pk"))


def _line(book: OrgBook, view: rules.Book, post: Post, day: dt.date) -> PostLine:
    held = [book.appointments[one.key] for one in rules.holders(view, post.pk, day)]
    exists = post.pk in view.places
    answers = rules.responsible(view, post.pk, day) if exists and not held else []
    past = [
        one
        for one in book.appointments.values()
        if one.post_id == post.pk and one.valid_to is not None and one.valid_to < day
    ]
    last = max(
        past, key=lambda one: (one.valid_to or dt.date.min, one.pk), default=None
    )
    return PostLine(
        post=post,
        holders=[_holder(book, one, day) for one in held],
        empty=max(post.seats - len(held), 0) if exists else 0,
        answers=book.name(answers),
        last=last,
    )


def _holder(book: OrgBook, held: Appointment, day: dt.date) -> HolderLine:
    coming = [one for one in book.delegations.values() if one.valid_to >= day]
    coming.sort(key=lambda one: (one.valid_from, one.pk))
    return HolderLine(
        appointment=held,
        away=[one for one in coming if one.appointment_id == held.pk],
        acts_for=[one for one in coming if one.user_id == held.user_id],
    )
