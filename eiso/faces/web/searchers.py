"""What the one box finds: each searcher starts from what the person may see.

They stand here, above every room, because a hit is an address; the rooms' own selectors
do the asking.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F, OrderBy, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from eiso.base.text.folding import fold
from eiso.base.ui import search
from eiso.base.ui.search import Found, Hit
from eiso.people.orgs.models import Org
from eiso.people.orgs.selectors.tree import reachable
from eiso.plan.procedures.models.catalogue import CatalogueEntry
from eiso.plan.procedures.models.procedures import Procedure

MOST_WORDS = 12


def _running_first(column: str) -> OrderBy:
    """What has not ended before what has, the same on both databases."""
    return F(column).asc(nulls_first=True)


def _with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Every word, without marks, in any order."""
    for word in fold(text).split()[:MOST_WORDS]:
        rows = rows.filter(search_text__contains=word)
    return rows


def procedures(user: Any, text: str, limit: int) -> Found:
    """Procedures of the agencies one may see, withdrawn ones too."""
    rows = _with_words(Procedure.objects.visible_to(user), text)
    shown = rows.select_related("document", "org").order_by("document__symbol")[:limit]
    hits = [
        Hit(
            row.document.title,
            reverse("procedures:procedure", kwargs={"code": row.code}),
            row.document.symbol,
            row.org.name,
        )
        for row in shown
    ]
    return Found(rows.count(), hits)


def catalogue(user: Any, text: str, limit: int) -> Found:
    """The national catalogue, read by everyone signed in."""
    rows = _with_words(CatalogueEntry.objects.all(), text)
    hits = [
        Hit(
            row.title,
            reverse("catalogue:entry", kwargs={"code": row.code}),
            row.code,
            row.body,
            ended=row.withdrawn_on is not None,
        )
        for row in rows.order_by(_running_first("withdrawn_on"), "code")[:limit]
    ]
    return Found(rows.count(), hits)


def agencies(user: Any, text: str, limit: int) -> Found:
    """Agencies by name, old name or code; those that ended say so."""
    rows: QuerySet[Org] = _with_words(reachable(user), text)
    hits = [
        Hit(
            row.name,
            reverse("orgs:desk", kwargs={"code": row.code}),
            row.symbol,
            row.parent.name if row.parent else "",
            ended=row.valid_to is not None,
        )
        for row in rows.select_related("parent").order_by(
            _running_first("valid_to"), "path"
        )[:limit]
    ]
    return Found(rows.count(), hits)


def register_all() -> None:
    """Called once in ready()."""
    search.register("procedure", _("Quy trình"), "book", procedures, order=10)
    search.register(
        "catalogue", _("Thủ tục quốc gia"), "list-search", catalogue, order=20
    )
    search.register("agency", _("Cơ quan"), "building-community", agencies, order=50)
