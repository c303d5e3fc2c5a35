"""Who holds what, who answers meanwhile: one agency read once, then decided by rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from eiso.people.accounts.models import User
from eiso.people.orgs import rules
from eiso.people.orgs.models import Appointment, Delegation, Org, Post, Unit
from eiso.people.orgs.rules import Holding, Place, StandIn, Term


@dataclass(frozen=True)
class Responsible:
    """One person who answers for a post: `how` is holder, delegate or superior."""

    user: User
    how: str
    post: Post
    appointment: Appointment
    delegation: Delegation | None


class OrgBook:
    """The units, posts, appointments and delegations of one agency, any day."""

    def __init__(self, org: Org) -> None:
        self.org = org
        self.units = {u.pk: u for u in Unit.objects.filter(org=org)}
        posts = Post.objects.filter(unit__org=org).order_by(
            "-unit__is_leading",
            "unit__position",
            "unit_id",
            "-is_head",
            "position",
            "pk",
        )
        self.posts = {p.pk: p for p in posts}
        for post in self.posts.values():
            post.unit = self.units[post.unit_id]
            post.unit.org = org
        holdings = Appointment.objects.filter(post__unit__org=org).standing()
        self.appointments = {a.pk: a for a in holdings.select_related("user")}
        for held in self.appointments.values():
            held.post = self.posts[held.post_id]
        stand_ins = Delegation.objects.filter(appointment__in=self.appointments)
        self.delegations = {
            d.pk: d for d in stand_ins.standing().select_related("user")
        }
        for one in self.delegations.values():
            one.appointment = self.appointments[one.appointment_id]

    def on(self, day: dt.date) -> rules.Book:
        """The rules' view; only units and posts that exist on the day may answer."""
        units = [u for u in self.units.values() if _runs(u, day)]
        return rules.Book(
            places={
                p.pk: Place(p.pk, p.unit_id, p.is_head)
                for p in self.posts.values()
                if _runs(p, day)
            },
            parents={u.pk: u.parent_id for u in units},
            leading=next((u.pk for u in units if u.is_leading), None),
            holdings=[
                Holding(a.pk, a.post_id, a.user_id, _term(a), a.user.is_active)
                for a in self.appointments.values()
            ],
            stand_ins=[
                StandIn(d.pk, d.appointment_id, d.user_id, _term(d), d.user.is_active)
                for d in self.delegations.values()
            ],
        )

    def holders(self, post: Post, day: dt.date) -> list[Appointment]:
        found = rules.holders(self.on(day), post.pk, day)
        return [self.appointments[one.key] for one in found]

    def responsible(self, post: Post, day: dt.date) -> list[Responsible]:
        book = self.on(day)
        if post.pk not in book.places:
            return []
        return self.name(rules.responsible(book, post.pk, day))

    def name(self, answers: Iterable[rules.Answer]) -> list[Responsible]:
        """Keys back to rows."""
        return [
            Responsible(
                user=self._person(answer),
                how=answer.how,
                post=self.posts[answer.post],
                appointment=self.appointments[answer.holding],
                delegation=self.delegations.get(answer.stand_in or 0),
            )
            for answer in answers
        ]

    def _person(self, answer: rules.Answer) -> User:
        if answer.stand_in is not None:
            return self.delegations[answer.stand_in].user
        return self.appointments[answer.holding].user


def holders(post: Post, on: dt.date) -> list[Appointment]:
    """Appointments to the post that run on the day. For a whole agency use OrgBook."""
    running = Appointment.objects.filter(post=post).in_force(on)
    return list(running.select_related("user").order_by("valid_from", "pk"))


def responsible(post: Post, on: dt.date) -> list[Responsible]:
    """Who answers for the post on the day: holder, delegate when the holder is away,
    the nearest head above when nobody is there; [] only if no head above is there."""
    return OrgBook(post.unit.org).responsible(post, on)


@dataclass(frozen=True)
class ActingPost:
    """A post one may act in: one's own, or another's by delegation."""

    post: Post
    appointment: Appointment
    delegation: Delegation | None = None

    @property
    def code(self) -> str:
        return self.delegation.code if self.delegation else self.appointment.code

    @property
    def label(self) -> str:
        """What the trail writes: "Trưởng phòng, Phòng Kinh tế, UBND phường Cẩm Thành"."""
        place = f"{self.post.title}, {self.post.unit.name}, {self.post.unit.org.name}"
        return f"{place} (thay {self.appointment.user})" if self.delegation else place


def posts_of(user: User, on: dt.date) -> list[ActingPost]:
    """Every post the user may act in on the day: main ones, concurrent ones, delegated."""
    if not user.is_active or user.is_machine:
        return []
    own = (
        Appointment.objects.filter(user=user)
        .in_force(on)
        .select_related("user", "post__unit__org")
        .order_by("is_concurrent", "valid_from", "pk")
    )
    lent = (
        Delegation.objects.filter(user=user, appointment__is_withdrawn=False)
        .in_force(on)
        .select_related("appointment__user", "appointment__post__unit__org")
        .order_by("valid_from", "pk")
    )
    return [ActingPost(one.post, one) for one in own] + [
        ActingPost(one.appointment.post, one.appointment, one) for one in lent
    ]


def _runs(row: Unit | Post, day: dt.date) -> bool:
    return _term(row).covers(day)


def _term(row: Unit | Post | Appointment | Delegation) -> Term:
    return Term(row.valid_from, row.valid_to)
