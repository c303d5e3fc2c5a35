"""What the frame asks about one person: rights, posts, agency, the hour."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from eiso.base.ui.shell import Post
from eiso.people.access.models import Grant
from eiso.people.access.roles import ROLES, Perm
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Appointment, Delegation, Org

Person = User | AnonymousUser


def permissions_of(user: Person) -> frozenset[Perm]:
    """Every right the person holds anywhere today; one query."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    if user.is_machine:
        return frozenset(Perm)
    roles = (
        Grant.objects.filter(user=user)
        .in_force(timezone.localdate())
        .values_list("role", flat=True)
        .distinct()
    )
    held = [ROLES[role].permissions for role in roles if role in ROLES]
    return frozenset().union(*held)


def posts_of(user: Person, on: dt.date | None = None) -> list[Post]:
    """The capacities the person may act in today: own posts, then those stood in for.

    Without any post, the roles granted directly (an administrator, a test person).
    """
    if not isinstance(user, User):
        return []
    day = on or timezone.localdate()
    own = Appointment.objects.filter(user=user).in_force(day)
    posts = [
        Post(f"a:{row.code}", row.post.title, row.post.unit.org.name)
        for row in own.select_related("post__unit__org").order_by("is_concurrent", "id")
    ]
    standing = Delegation.objects.filter(user=user).in_force(day)
    for row in standing.select_related("appointment__post__unit__org"):
        post = row.appointment.post
        posts.append(Post(f"d:{row.code}", f"thay {post.title}", post.unit.org.name))
    return posts or _granted(user, day)


def _granted(user: User, day: dt.date) -> list[Post]:
    grants = list(Grant.objects.filter(user=user).in_force(day))
    names = dict(
        Org.objects.filter(path__in={grant.scope for grant in grants}).values_list(
            "path", "name"
        )
    )
    return [
        Post(f"g:{grant.code}", ROLES[grant.role].title, names.get(grant.scope, ""))
        for grant in grants
        if grant.role in ROLES
    ]


def chosen(posts: list[Post], key: str) -> Post | None:
    """The post chosen in this session when it still holds, else the first."""
    return next((p for p in posts if p.key == key), posts[0] if posts else None)


def agency_of(user: Person, key: str) -> Org | None:
    """The agency of the post one acts in; the agency of the first grant without one."""
    if not isinstance(user, User):
        return None
    kind, _sep, code = key.partition(":")
    if kind == "a":
        return Org.objects.filter(units__posts__holdings__code=code).first()
    if kind == "d":
        return Org.objects.filter(
            units__posts__holdings__delegations__code=code
        ).first()
    scopes = Grant.objects.filter(user=user).in_force(timezone.localdate())
    if kind == "g":
        scopes = scopes.filter(code=code)
    for scope in scopes.values_list("scope", flat=True):
        org = Org.objects.filter(path=scope).first()
        if org:
            return org
    return Org.objects.filter(parent__isnull=True, level="province").first()


DEMO_ROLES = (
    "one_stop_officer",
    "specialist",
    "head_of_unit",
    "leader",
    "qms_secretary",
    "internal_auditor",
    "province_officer",
    "administrator",
)


def demo_people() -> list[dict[str, str]]:
    """One active person a role for the sign-in page of the demo."""
    people = []
    day = timezone.localdate()
    for role in DEMO_ROLES:
        grant = (
            Grant.objects.filter(role=role, user__is_active=True)
            .filter(user__is_machine=False)
            .in_force(day)
            .select_related("user")
            .order_by("user_id")
            .first()
        )
        if grant is None:
            continue
        posts = posts_of(grant.user, day)
        people.append(
            {
                "username": grant.user.username,
                "name": grant.user.full_name,
                "title": posts[0].title if posts else ROLES[role].title,
                "agency": posts[0].agency if posts else "",
                "what": ROLES[role].description,
                "icon": ROLE_ICONS.get(role, "user"),
            }
        )
    return people


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
