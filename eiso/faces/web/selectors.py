"""What the frame asks about one person: rights, posts, agency, the hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from eiso.base import moment
from eiso.base.ui.shell import Post
from eiso.faces.web import demo_door
from eiso.people.access.models import Grant
from eiso.people.access.roles import ROLES, Perm
from eiso.people.accounts.models import User
from eiso.people.calendars import selectors as calendars
from eiso.people.orgs.models import Org
from eiso.people.orgs.selectors import books

Person = User | AnonymousUser


def permissions_of(user: Person) -> frozenset[Perm]:
    """Every right the person holds anywhere today; one query."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    if user.is_machine:
        return frozenset(Perm)
    roles = (
        Grant.objects.filter(user=user)
        .in_force(moment.today())
        .values_list("role", flat=True)
        .distinct()
    )
    held = [ROLES[role].permissions for role in roles if role in ROLES]
    return frozenset().union(*held)


@dataclass(frozen=True)
class Capacity:
    """One way the person may act today: a post of their own, one stood in for, or (with
    no post at all) a right granted directly. `label` is what the trail writes."""

    key: str
    title: str
    label: str
    org: Org | None

    def as_post(self, *, current: bool) -> Post:
        """As the switch in the top band draws it."""
        return Post(self.key, self.title, self.org.name if self.org else "", current)


def capacities(user: Person) -> list[Capacity]:
    """Every capacity of the person today, the main one first."""
    if not isinstance(user, User):
        return []
    found = [
        Capacity(one.code, _title(one), one.label, one.post.unit.org)
        for one in books.posts_of(user, moment.today())
    ]
    return found or _granted(user)


def _title(one: books.ActingPost) -> str:
    if one.delegation is None:
        return one.post.title
    return _("%(post)s (thay)") % {"post": one.post.title}


def _granted(user: User) -> list[Capacity]:
    grants = list(Grant.objects.filter(user=user).in_force(moment.today()))
    orgs = Org.objects.select_related("parent").in_bulk(
        {grant.scope for grant in grants}, field_name="path"
    )
    return [
        Capacity(
            grant.code,
            _(ROLES[grant.role].title),
            ROLES[grant.role].title,
            orgs.get(grant.scope),
        )
        for grant in grants
        if grant.role in ROLES
    ]


def chosen(found: list[Capacity], key: str) -> Capacity | None:
    """The one chosen in this session when it still holds, else the first."""
    return next((c for c in found if c.key == key), found[0] if found else None)


def sessions_of(user: User) -> list[tuple[str, dict[str, Any]]]:
    """Key and content of each live session of one person. Reads them all: they are
    sealed text, and nobody is listed by a column."""
    live = Session.objects.filter(expire_date__gt=moment.now())
    found = [(session.pk, session.get_decoded()) for session in live]
    return [one for one in found if one[1].get("_auth_user_id") == str(user.pk)]


def demo_people() -> list[dict[str, str]]:
    """Who the sign-in page of the demo offers: those the demo lists, when they exist."""
    listed = {row["username"]: row.get("shows", "") for row in demo_door.listed()}
    users = User.objects.filter(username__in=listed, is_active=True, is_machine=False)
    people = {user.username: user for user in users}
    return [
        _offered(people[name], shows)
        for name, shows in listed.items()
        if name in people
    ]


def _offered(user: User, shows: str) -> dict[str, str]:
    main = chosen(capacities(user), "")
    role = (
        Grant.objects.filter(user=user)
        .in_force(moment.today())
        .values_list("role", flat=True)
        .first()
    )
    return {
        "username": user.username,
        "name": user.full_name,
        "title": main.title if main else "",
        "agency": (main.org.short_name or main.org.name) if main and main.org else "",
        "what": shows,
        "icon": ROLE_ICONS.get(role or "", "user"),
    }


ROLE_ICONS = {
    "one_stop_officer": "user-plus",
    "specialist": "inbox",
    "head_of_unit": "users",
    "leader": "cards",
    "qms_secretary": "book",
    "internal_auditor": "clipboard-check",
    "province_officer": "building-estate",
    "administrator": "settings",
}


def demo_person(username: str) -> User:
    """A person one may enter as; 404 outside the demo and for anyone not listed."""
    listed = {row["username"] for row in demo_people()} if settings.DEMO else set()
    if username not in listed:
        raise Http404
    return User.objects.get(username=username)


def work_line(org: Org | None) -> str:
    """Whether the agency works now, and until when: read from its own calendar."""
    known = calendars.chain(org)
    if not known:
        return ""  # no calendar loaded yet: say nothing rather than guess
    now = timezone.localtime(moment.now())
    calendar = calendars.compiled_chain(known)
    shifts = calendar.facts.shifts_on(now.date())
    minute = now.hour * 60 + now.minute
    for opens, closes in shifts:
        if minute < opens:
            return _("Ngoài giờ · mở cửa %(time)s") % {"time": _clock(opens)}
        if minute < closes:
            last = closes == shifts[-1][1]
            words = (
                _("Giờ làm việc · hết giờ %(time)s")
                if last
                else _("Giờ làm việc · nghỉ trưa %(time)s")
            )
            return words % {"time": _clock(closes)}
    special = calendar.facts.special.get(now.date())
    if not shifts and special and special.name:
        return _("Ngày nghỉ: %(name)s") % {"name": special.name}
    return _("Ngày nghỉ") if not shifts else _("Hết giờ làm việc")


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
