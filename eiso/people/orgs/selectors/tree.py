"""The tree of agencies on a day, what ended, and what came after it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.http import Http404

from eiso.base.text.fields import subtree
from eiso.people.access.models import scopes_of
from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from eiso.people.orgs import rules
from eiso.people.orgs.choices import AliasKind
from eiso.people.orgs.models import Org, OrgAlias, OrgSuccession
from eiso.people.orgs.models.orgs import OrgQuerySet


@dataclass(frozen=True)
class TreeRow:
    """One line of the tree: how deep, how many stand below it, open or not.

    `more` above zero: not an agency but a gap, so many siblings left out here.
    """

    org: Org
    depth: int
    below: int = 0
    is_open: bool = False
    is_here: bool = False
    more: int = 0


WINDOW = 4  # siblings kept on each side of the open one
LONG = 14  # a level up to this long is shown whole


def reachable(user: User) -> OrgQuerySet:
    """What the user may see, with the agencies those took over from: who inherits the
    work inherits the sight of it."""
    visible = Org.objects.visible_to(user)
    if "" in scopes_of(user, Perm.READ):
        return visible
    inherited = rules.topmost(
        OrgSuccession.objects.filter(successor__in=visible).values_list(
            "former__path", flat=True
        )
    )
    reach = Q(pk__in=visible.values("pk"))
    for path in inherited:
        reach |= subtree("path", path)
    return Org.objects.filter(reach) if inherited else visible


def get_org(user: User, code: str) -> Org:
    """An agency the user may see, by its public code; else 404."""
    org = Org.objects.visible_to(user).filter(code=code).first()
    org = org or reachable(user).filter(code=code).first()
    if org is None:
        raise Http404
    return org


def first_org(user: User, on: dt.date) -> Org | None:
    """Where a person's page begins: the topmost agency in their reach."""
    visible = Org.objects.visible_to(user)
    return visible.in_force(on).order_by("path").first() or visible.first()


def tree(
    on: dt.date, user: User, at: Org | None = None, *, whole: bool = False
) -> list[TreeRow]:
    """Lines of the tree of the day: the tops of the user's reach, opened down to `at`
    and one level below it. Of a long level only the neighbours of the open line are
    there, unless `whole`; what lies below `at` is always all there."""
    running = reachable(user).in_force(on)
    tops = _tops(running)
    open_paths = _prefixes(at.path) if at else {row.path for row in tops[:1]}
    rows: list[TreeRow] = []
    _grow(rows, tops, running, open_paths, 0)
    return rows if whole else _narrow(rows, at)


def _grow(
    rows: list[TreeRow],
    level: list[Org],
    running: OrgQuerySet,
    open_paths: set[str],
    depth: int,
) -> None:
    here = max(open_paths, key=len, default="")
    counts = Counter(
        dict(
            running.filter(parent__in=[org.pk for org in level])
            .order_by()
            .values_list("parent")
            .annotate(Count("pk"))
        )
    )
    for org in level:
        below, is_open = counts[org.pk], org.path in open_paths
        rows.append(TreeRow(org, depth, below, is_open, org.path == here))
        if is_open and below:
            inner = list(running.filter(parent=org).order_by("name", "path"))
            _grow(rows, inner, running, open_paths, depth + 1)


def _narrow(rows: list[TreeRow], at: Org | None) -> list[TreeRow]:
    """Leave out the far siblings of every open line; a gap says how many."""
    if at is None:
        return rows
    kept = list(rows)
    for depth in range(max((row.depth for row in rows), default=0) + 1):
        level = [row for row in rows if row.depth == depth]
        middle = next((i for i, row in enumerate(level) if row.is_open), None)
        if middle is None or len(level) <= LONG:
            continue
        near = range(middle - WINDOW, middle + WINDOW + 1)
        for far in (level[: max(near.start, 0)], level[near.stop :]):
            if far:
                kept[kept.index(far[0])] = TreeRow(far[0].org, depth, more=len(far))
                kept = [row for row in kept if row not in far[1:]]
    return kept


def _tops(running: OrgQuerySet) -> list[Org]:
    inner = running.filter(parent__in=running.values("pk"))
    return list(running.exclude(pk__in=inner.values("pk")).order_by("path"))


def _prefixes(path: str) -> set[str]:
    parts = path.rstrip("/").split("/")
    return {"/".join(parts[: n + 1]) + "/" for n in range(len(parts))}


@dataclass(frozen=True)
class Former:
    """An agency that ended and where its work went; `heirs` begins with the main one."""

    org: Org
    heirs: list[OrgSuccession]
    scattered: int = 0


def formers(org: Org) -> list[Former]:
    """Agencies this one took over from, each with all its heirs."""
    came = OrgSuccession.objects.filter(successor=org).select_related("former")
    return [
        Former(one.former, heirs(one.former)) for one in came.order_by("former__path")
    ]


def heirs(org: Org) -> list[OrgSuccession]:
    """What came after an agency, the main part first."""
    rows = OrgSuccession.objects.filter(former=org).select_related("successor")
    return list(rows.order_by("-is_main", "successor__path"))


def branch_on(
    org: Org, on: dt.date, before: list[Former], after: list[OrgSuccession]
) -> Org | None:
    """Where the tree of a day stands open: at the agency, or at who was there then."""
    there = [org, *(one.org for one in before), *(one.successor for one in after)]
    return next((one for one in there if one.is_in_force(on)), None)


def heirs_below(org: Org) -> int:
    """How many agencies took over from those below one that has no heir of its own (a
    district): the source names heirs for communes only."""
    inside = Org.objects.filter(subtree("path", org.path))
    rows = OrgSuccession.objects.filter(former__in=inside).order_by()
    return rows.values("successor").distinct().count()


def ended_children(org: Org, on: dt.date) -> list[Former]:
    """Direct children that had ended by the day."""
    gone = Org.objects.filter(parent=org, valid_to__lt=on).order_by("name")
    return [Former(one, heirs(one), heirs_below(one)) for one in gone]


def find_by_symbol(text: str, on: dt.date) -> Org | None:
    """The agency a code names on a day: its own symbol, or an alias of that day."""
    own = Org.objects.filter(symbol=text).first()
    if own is not None:
        return own
    alias = (
        OrgAlias.objects.filter(kind=AliasKind.SYMBOL, text=text)
        .in_force(on)
        .select_related("org")
        .first()
    )
    return alias.org if alias else None


def name_on(org: Org, on: dt.date) -> str:
    """What the agency was called on a day."""
    old = (
        OrgAlias.objects.filter(org=org, kind=AliasKind.NAME, valid_to__gte=on)
        .order_by("valid_to")
        .first()
    )
    return old.text if old else org.name


def search_orgs(user: User, text: str, limit: int = 30) -> list[Org]:
    """Agencies by name, old name or code, without marks; running ones first."""
    found = reachable(user).search(text)
    return list(found.order_by(F("valid_to").desc(nulls_first=True), "path")[:limit])
