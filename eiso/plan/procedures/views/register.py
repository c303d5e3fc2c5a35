"""Screen 17: which procedures are in force, and which ask for something?"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from eiso.base.ui.parts import Link
from eiso.people.access.models import scopes_of
from eiso.plan.procedures import permissions
from eiso.plan.procedures.choices import Happening, InForce
from eiso.plan.procedures.reports.register import register_xlsx
from eiso.plan.procedures.selectors.register import (
    PAGE,
    Filters,
    Register,
    Row,
    group_of,
    register,
)
from eiso.plan.procedures.selectors.register_figures import Figures, departures, figures
from eiso.plan.procedures.views.words import KINDS, next_of, states_of

STATES = {
    "": gettext_lazy("Tất cả"),
    "mine": gettext_lazy("Cần bạn làm"),
    "draft": gettext_lazy("Dự thảo"),
    "review": gettext_lazy("Chờ soát xét"),
    "approve": gettext_lazy("Chờ phê duyệt"),
    "issue": gettext_lazy("Chờ ban hành"),
    "withdrawn": gettext_lazy("Bãi bỏ"),
}
MANY_FIELDS = 12


def _filters(request: HttpRequest) -> Filters:
    given = {name: request.GET.get(name, "")[:300] for name in asdict(Filters())}
    state = given["state"] if given["state"] in STATES else ""
    return Filters(**(given | {"state": state}))


@require_GET
def register_page(request: HttpRequest) -> HttpResponse:
    """The list, its chips and its filters."""
    filters = _filters(request)
    found = register(request.user, filters)  # type: ignore[arg-type]
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("trang"))
    facts = {
        "filters": filters,
        "found": found,
        "page": page,
        "groups": grouped(request, page.object_list, found.rows),
        "chips": _chips(found, filters),
        "sides": _sides(found, filters),
        "sentence": _sentence(found),
        "query": _query(filters),
        "hidden": [(n, v) for n, v in asdict(filters).items() if v and n != "q"],
        "may_draft": bool(scopes_of(request.user, permissions.DRAFT)),
        "many_orgs": len(found.counts["org"]) > 1 or bool(filters.org),
    }
    return render(request, _template(request), facts | _paging(page, filters))


def _template(request: HttpRequest) -> str:
    htmx = getattr(request, "htmx", None)
    partial = htmx and not htmx.boosted and not htmx.history_restore_request
    return "procedures/register.html" + ("#list" if partial else "")


@require_GET
def register_print(request: HttpRequest) -> HttpResponse:
    """The whole list on one page, to be printed as the master list (danh mục)."""
    filters = _filters(request)
    found = register(request.user, filters)  # type: ignore[arg-type]
    facts = {
        "groups": grouped(request, found.rows, found.rows),
        "found": found,
        "words": _filter_words(filters),
        "sentence": _sentence(found),
        "query": _query(filters),
    }
    return render(request, "procedures/register_print.html", facts)


@require_GET
def register_file(request: HttpRequest) -> HttpResponse:
    """XLSX of exactly the rows the filters show."""
    found = register(request.user, _filters(request))  # type: ignore[arg-type]
    content = register_xlsx(found.rows, figures(found.rows))
    answer = HttpResponse(
        content,
        content_type="application/vnd.openxmlformats-officedocument"
        ".spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = 'attachment; filename="danh-muc-quy-trinh.xlsx"'
    return answer


def grouped(request: HttpRequest, shown: Any, rows: list[Row]) -> list[dict[str, Any]]:
    """Rows of one page under their headings; a heading counts the rows of all pages."""
    names = (
        _("Cần bạn làm"),
        _("Chưa ban hành lần nào"),
        _("Còn lại, theo lĩnh vực"),
        _("Bãi bỏ"),
    )
    counted, apart = figures(shown), departures(shown)
    groups: list[dict[str, Any]] = []
    for number, name in enumerate(names):
        here = [_shown(row, counted, apart) for row in shown if group_of(row) == number]
        if here:
            total = sum(1 for row in rows if group_of(row) == number)
            groups.append({"name": name, "rows": here, "count": total})
    return groups


def _shown(
    row: Row, counted: dict[str, Figures], apart: dict[str, int]
) -> dict[str, Any]:
    numbers, places = counted.get(row.code), apart.get(row.code, 0)
    return {
        "row": row,
        "figures": numbers,
        "states": states_of(row, numbers, places),
        "next": next_of(row, places),
        "kind": KINDS.get(row.kind, ""),
        "url": reverse("procedures:procedure", args=[row.code]),
    }


def _sentence(found: Register) -> dict[str, Any]:
    rows = found.rows
    live = sum(1 for row in rows if row.in_force == InForce.LIVE)
    never = sum(1 for row in rows if row.in_force == InForce.NEVER)
    going = sum(1 for row in rows if row.happening != Happening.NOTHING)
    return {"all": len(rows), "live": live, "never": never, "going": going}


def _query(filters: Filters, **other: str) -> str:
    asked = {key: value for key, value in (asdict(filters) | other).items() if value}
    return urlencode(asked)


def _url(filters: Filters, **other: str) -> str:
    query = _query(replace(filters, **other))
    return reverse("procedures:register") + (f"?{query}" if query else "")


def _chips(found: Register, filters: Filters) -> list[Link]:
    return [
        Link(
            str(label),
            _url(filters, state=state),
            found.counts["state"][state],
            current=filters.state == state,
        )
        for state, label in STATES.items()
        if found.counts["state"][state] or state in {"", filters.state}
    ]


def _sides(found: Register, filters: Filters) -> list[dict[str, Any]]:
    """The filters at the left; the count beside one is the rows one will see."""
    orgs = {row.org_code: row.org_name for row in found.rows}
    named: list[tuple[str, str, dict[str, str]]] = [
        ("kind", _("Loại"), {key: str(label) for key, label in KINDS.items()}),
        ("field", _("Lĩnh vực"), {}),
        ("writer", _("Người soạn"), {"me": _("Tôi"), "others": _("Người khác")}),
        ("org", _("Cơ quan"), orgs),
    ]
    sides = []
    for name, title, labels in named:
        counts = sorted(found.counts[name].items(), key=lambda item: -item[1])
        links = [
            _side_link(filters, name, value, labels.get(value, value), count)
            for value, count in counts
            if value
        ]
        if len(links) > 1 or getattr(filters, name):
            few, more = links[:MANY_FIELDS], links[MANY_FIELDS:]
            sides.append({"title": title, "links": few, "more": more})
    return sides


def _side_link(
    filters: Filters, name: str, value: str, label: str, count: int
) -> dict[str, Any]:
    chosen = getattr(filters, name) == value
    url = _url(filters, **{name: "" if chosen else value})
    return {"label": label, "url": url, "count": count, "chosen": chosen}


def _filter_words(filters: Filters) -> str:
    said = [str(STATES[filters.state])] if filters.state else []
    said += [f"“{filters.q}”"] if filters.q else []
    said += [str(KINDS.get(filters.kind, ""))] if filters.kind else []
    return " · ".join([*said, *([filters.field] if filters.field else [])])


def _paging(page: Page[Row], filters: Filters) -> dict[str, str]:
    query = _query(filters)
    base = reverse("procedures:register") + "?" + (f"{query}&" if query else "")
    return {
        "before": f"{base}trang={page.number - 1}" if page.has_previous() else "",
        "after": f"{base}trang={page.number + 1}" if page.has_next() else "",
        "shown": _("Đang hiện %(n)s trong %(all)s")
        % {"n": len(page.object_list), "all": page.paginator.count},
    }
