"""One box for everything one may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from eiso.base.text.folding import squash
from eiso.base.ui import search
from eiso.base.ui.parts import Link

SHORTEST = 2
LIMIT = 50


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Groups by kind; a whole code that is the only hit opens at once."""
    text = squash(request.GET.get("q", ""))[:200]
    only = request.GET.get("kind", "")
    groups = search.find(request.user, text) if len(text) >= SHORTEST else []
    single = _single(groups, text)
    if single:
        return redirect(single)
    shown = search.find(request.user, text, only, LIMIT) if only and groups else groups
    facts = {
        "search_words": text,
        "groups": shown,
        "total": sum(group.found.count for group in groups),
        "chips": _chips(groups, text, only),
        "too_short": bool(text) and len(text) < SHORTEST,
    }
    return render(request, "web/search.html", facts)


def _single(groups: list[search.Group], text: str) -> str:
    hits = [hit for group in groups for hit in group.found.hits]
    alone = len(hits) == 1 and sum(group.found.count for group in groups) == 1
    return hits[0].url if alone and hits[0].code.lower() == text.lower() else ""


def _chips(groups: list[search.Group], text: str, only: str) -> list[Link]:
    def url(key: str) -> str:
        query = {"q": text} | ({"kind": key} if key else {})
        return f"{reverse('web:search')}?{urlencode(query)}"

    total = sum(group.found.count for group in groups)
    everything = Link(_("Tất cả"), url(""), total, current=not only)
    return [
        everything,
        *(
            Link(
                str(group.kind.label),
                url(group.kind.key),
                group.found.count,
                current=only == group.kind.key,
                icon=group.kind.icon,
            )
            for group in groups
        ),
    ]
