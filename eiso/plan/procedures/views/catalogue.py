"""The national catalogue: its register, one entry, a procedure started from it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from eiso.base.errors import BusinessError
from eiso.base.ui.parts import Link
from eiso.people.access.services import require
from eiso.plan.procedures import permissions
from eiso.plan.procedures.forms.catalogue import FromEntryForm
from eiso.plan.procedures.models.catalogue import CatalogueEntry
from eiso.plan.procedures.selectors import catalogue as reads
from eiso.plan.procedures.selectors.catalogue import Counts, Wanted
from eiso.plan.procedures.services.catalogue import draft_from_entry

PAGE = 50
MANY = 10
SHOWS = {
    "": gettext_lazy("Đang công bố"),
    "unread": gettext_lazy("Có thời hạn chưa đọc được"),
    "withdrawn": gettext_lazy("Đã bãi bỏ"),
    "all": gettext_lazy("Tất cả"),
}
UNIT_WORDS = {
    "working_day": "ngày làm việc",
    "day": "ngày",
    "working_hour": "giờ",
    "month": "tháng",
}
CHANNELS = {
    "direct": gettext_lazy("Trực tiếp"),
    "online": gettext_lazy("Trực tuyến"),
    "post": gettext_lazy("Dịch vụ bưu chính"),
}
# What may differ (readers.catalogue.definitions): said by `translate d.what` on the page.
DIFFER = (
    gettext_lazy("Tên thủ tục"),
    gettext_lazy("Thời hạn, trực tiếp"),
    gettext_lazy("Thời hạn, trực tuyến"),
    gettext_lazy("Thời hạn, dịch vụ bưu chính"),
    gettext_lazy("Phí, lệ phí, trực tiếp"),
    gettext_lazy("Phí, lệ phí, trực tuyến"),
    gettext_lazy("Phí, lệ phí, dịch vụ bưu chính"),
    gettext_lazy("Thành phần hồ sơ"),
    gettext_lazy("Căn cứ pháp lý"),
)
UNITS = {
    "working_day": gettext_lazy("ngày làm việc"),
    "day": gettext_lazy("ngày"),
    "working_hour": gettext_lazy("giờ làm việc"),
    "month": gettext_lazy("tháng"),
}


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Search, chips, filters by body and field, fifty rows a page."""
    wanted = _wanted(request)
    counted = reads.counts(wanted)
    page = Paginator(reads.register(wanted), PAGE).get_page(request.GET.get("trang"))
    facts = {
        "wanted": wanted,
        "page": page,
        "chips": _chips(wanted, counted),
        "sides": _sides(wanted, counted),
        "hidden": [(k, v) for k, v in _asked(wanted).items() if k != "q"],
        "counted": counted.shows,
        "before": _page_url(wanted, page, -1),
        "after": _page_url(wanted, page, 1),
        "may_update": permissions.may_update_catalogue(request.user),
    }
    return render(request, _template(request), facts)


def _template(request: HttpRequest) -> str:
    htmx = getattr(request, "htmx", None)
    partial = htmx and not htmx.boosted and not htmx.history_restore_request
    return "procedures/catalogue_register.html" + ("#list" if partial else "")


def _wanted(request: HttpRequest) -> Wanted:
    given = {
        name: request.GET.get(key, "")[:300].replace("\0", "")
        for name, key in _KEYS.items()
    }
    shown = given["show"] if given["show"] in SHOWS else ""
    return Wanted(**(given | {"show": shown}))


_KEYS = {"words": "q", "body": "co-quan", "field": "linh-vuc", "show": "xem"}


def _asked(wanted: Wanted) -> dict[str, str]:
    return {_KEYS[name]: value for name, value in asdict(wanted).items() if value}


def _url(wanted: Wanted, **more: str) -> str:
    query = urlencode(_asked(wanted) | more)
    return reverse("catalogue:register") + (f"?{query}" if query else "")


def _page_url(wanted: Wanted, page: Page[CatalogueEntry], step: int) -> str:
    number = page.number + step
    if not 1 <= number <= page.paginator.num_pages:
        return ""
    return _url(wanted, trang=str(number))


def _chips(wanted: Wanted, counted: Counts) -> list[Link]:
    return [
        Link(
            str(label),
            _url(replace(wanted, show=show)),
            counted.shows[show],
            current=show == wanted.show,
        )
        for show, label in SHOWS.items()
    ]


def _sides(wanted: Wanted, counted: Counts) -> list[dict[str, Any]]:
    return [
        _side(wanted, "body", _("Cơ quan ban hành"), counted.bodies),
        _side(wanted, "field", _("Lĩnh vực"), counted.fields),
    ]


def _side(
    wanted: Wanted, name: str, title: str, values: list[tuple[str, int]]
) -> dict[str, Any]:
    chosen = getattr(wanted, name)
    values = sorted(values, key=lambda value: value[0] != chosen)
    links = [
        {
            "label": value,
            "count": count,
            "chosen": value == chosen,
            "url": _url(replace(wanted, **{name: "" if value == chosen else value})),
        }
        for value, count in values
    ]
    return {"title": title, "links": links[:MANY], "more": links[MANY:]}


@require_GET
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """What the catalogue says, its editions, and which procedures say otherwise."""
    return _entry_page(request, code, FromEntryForm(user=request.user))


def _entry_page(
    request: HttpRequest, code: str, form: FromEntryForm, status: int = 200
) -> HttpResponse:
    row = reads.get_entry(code)
    content = reads.newest_content(row)
    procedures = reads.procedures_of(request.user, [row.code])  # type: ignore[arg-type]
    differing = reads.differences_of(procedures, {row.code: content})
    facts = {
        "entry": row,
        "content": content,
        "channels": [_channel(line) for line in content["channels"]],
        "editions": reads.editions_of(row),
        "procedures": procedures,
        "differing": differing,
        "form": form,
    }
    return render(request, "procedures/catalogue_entry.html", facts, status=status)


def _channel(line: dict[str, Any]) -> dict[str, Any]:
    limit = line["limit"]
    shown = {"word": CHANNELS[line["channel"]], **line}
    if limit is not None:
        shown |= {"value": limit["value"], "unit": UNITS[limit["unit"]]}
        written = f"{limit['value']} {UNIT_WORDS[limit['unit']]}"
        shown["differs"] = line["limit_text"].strip().lower() != written
    return shown


@require_POST
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Start a procedure of an agency from an entry; on to its editor."""
    form = FromEntryForm(request.POST, user=request.user)
    if not form.may:
        require(request.user, permissions.DRAFT)
    if form.is_valid():
        try:
            revision = draft_from_entry(
                by=request.user,  # type: ignore[arg-type]
                org=form.cleaned_data["org"],
                entry=reads.get_entry(code),
            )
        except BusinessError as error:
            form.take(error)
        else:
            return redirect("procedures:revision", code=revision.code)
    return _entry_page(request, code, form, status=422)
