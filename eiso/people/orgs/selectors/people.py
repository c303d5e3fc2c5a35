"""People seen from an agency: who may be named in a form, and whose account one keeps."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import Http404

from eiso.base.errors import NotReady
from eiso.base.text.fields import subtree
from eiso.base.text.folding import fold, squash
from eiso.people.access.models import Grant, scopes_of
from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Appointment, Delegation, Org, Post, Unit

_PICKED = re.compile(r".*\(([^()\s]+)\)")


def get_post(user: User, code: str) -> Post:
    """A post of an agency the user may see; else 404."""
    return _one(Post.objects.select_related("unit__org").visible_to(user), code)


def get_unit(user: User, code: str) -> Unit:
    return _one(Unit.objects.select_related("org").visible_to(user), code)


def get_appointment(user: User, code: str) -> Appointment:
    related = Appointment.objects.select_related("user", "post__unit__org", "grant")
    return _one(related.visible_to(user), code)


def get_delegation(user: User, code: str) -> Delegation:
    related = Delegation.objects.select_related(
        "user", "grant", "appointment__post__unit__org", "appointment__user"
    )
    return _one(related.visible_to(user), code)


def post_titles(org: Org) -> list[str]:
    """What posts of an agency are called, for a box to offer; `org` was asked for."""
    standing = Post.objects.filter(unit__org=org, valid_to__isnull=True)
    return list(dict.fromkeys(standing.values_list("title", flat=True)))


def people_within(user: User, perm: Perm = Perm.READ) -> QuerySet[User]:
    """People who hold or held something over an agency in the user's reach."""
    scopes = scopes_of(user, perm)
    if not scopes:
        return User.objects.none()
    if "" in scopes:
        return User.objects.filter(is_machine=False)
    by_grant, by_post = Q(), Q()
    for scope in scopes:
        by_grant |= subtree("scope", scope)
        by_post |= subtree("post__unit__org__path", scope)
    granted = Grant.objects.filter(by_grant).values("user")
    posted = Appointment.objects.filter(by_post).values("user")
    return User.objects.filter(Q(pk__in=granted) | Q(pk__in=posted), is_machine=False)


def find_person(user: User, text: str) -> User | None:
    """The person a form names: "Mai Thị Lan (lan)", a sign-in name of anybody, or a full
    name if just one person in reach has it."""
    words = squash(text)
    picked = _PICKED.fullmatch(words)
    name = (picked.group(1) if picked else words).lower()
    exact = User.objects.filter(username=name, is_machine=False).first()
    if exact is not None or picked:
        return exact
    wanted = fold(words)
    same = [one for one in people_within(user) if fold(one.full_name) == wanted]
    return same[0] if len(same) == 1 else None


def get_person(user: User, code: str) -> User:
    """A person whose access the user manages; else 404."""
    return _one(people_within(user, Perm.MANAGE_ACCESS), code)


def get_grant(user: User, code: str) -> Grant:
    """A right over an agency the user may see; else 404."""
    scopes = scopes_of(user, Perm.READ)
    reach = Q(pk__in=[])
    for scope in scopes:
        reach |= subtree("scope", scope) if scope else Q(pk__gte=0)
    return _one(Grant.objects.filter(reach).select_related("user"), code)


def require_given_by_hand(grant: Grant) -> None:
    """A right that came with a post ends with the post, never alone."""
    held = Appointment.objects.filter(grant=grant).exists()
    if held or Delegation.objects.filter(grant=grant).exists():
        raise NotReady(
            "Chưa kết thúc được. Quyền này đi kèm một vị trí hoặc một ủy quyền. "
            "Ghi thôi giữ vị trí, hoặc kết thúc ủy quyền."
        )


def grants_of(user: User, person: User, on: dt.date) -> list[Grant]:
    """The person's rights that run or will, over agencies the user manages."""
    managed = people_within(user, Perm.MANAGE_ACCESS).filter(pk=person.pk)
    rows = Grant.objects.filter(user__in=managed, is_withdrawn=False)
    grants = list(rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on)))
    _add_sources(grants)
    return grants


def grants_over(user: User, org: Org, on: dt.date) -> list[Grant]:
    """Rights over the agency or below it that run on the day or will; for who manages
    them. Each carries `came_with`: its appointment or delegation, if any."""
    if not Org.objects.visible_to(user, Perm.MANAGE_ACCESS).filter(pk=org.pk).exists():
        return []
    rows = Grant.objects.filter(subtree("scope", org.path), is_withdrawn=False)
    grants = list(
        rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
        .select_related("user")
        .order_by("scope", "user__full_name", "role", "pk")
    )
    _add_sources(grants)
    return grants


def _add_sources(grants: Iterable[Grant]) -> None:
    keys = [grant.pk for grant in grants]
    held = Appointment.objects.filter(grant__in=keys).select_related("post__unit__org")
    lent = Delegation.objects.filter(grant__in=keys).select_related(
        "appointment__post__unit__org"
    )
    posts: dict[int | None, Post] = {one.grant_id: one.post for one in held}
    posts |= {one.grant_id: one.appointment.post for one in lent}
    names = dict(
        Org.objects.filter(path__in={g.scope for g in grants}).values_list(
            "path", "name"
        )
    )
    for grant in grants:
        vars(grant)["came_with"] = posts.get(grant.pk)
        vars(grant)["place"] = names.get(grant.scope, "")


def _one(rows: QuerySet, code: str):  # type: ignore[no-untyped-def]
    row = rows.filter(code=code).first()
    if row is None:
        raise Http404
    return row
