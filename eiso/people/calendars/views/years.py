"""The year drawn, and its confirmation by a second person."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from eiso.base import moment
from eiso.base.errors import NotUnderstood
from eiso.people.access.roles import Perm
from eiso.people.access.services import can, require
from eiso.people.accounts.models import User
from eiso.people.calendars import services
from eiso.people.calendars.forms import SampleForm
from eiso.people.calendars.models import COUNTRY, Calendar, Notice
from eiso.people.calendars.rules import FIRST_YEAR, LAST_YEAR
from eiso.people.calendars.selectors import country, samples
from eiso.people.calendars.selectors.page import (
    YearPage,
    drafts_of,
    followers,
    home_of,
)
from eiso.people.orgs.models import Org


def person(request: HttpRequest) -> User:
    """The signed-in person; the login middleware lets nobody else through."""
    return cast(User, request.user)


def org_of(request: HttpRequest, code: str) -> Org | None:
    """The agency an address names, None for the country; 404 for a stranger's."""
    if code == COUNTRY:
        return None
    found: Org = get_object_or_404(Org.objects.visible_to(request.user), code=code)
    return found


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """To the calendar of one's own agency, this year."""
    org = home_of(person(request))
    year = moment.today().year
    return redirect("calendars:year", code=org.code if org else COUNTRY, year=year)


@require_GET
def year(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The year of one agency: drawn, listed, and what a draft would move."""
    page = _page(request, code, year)
    drafts = drafts_of(page.own)
    if page.own:
        wanted = request.GET.get("thay-doi", "")
        matching = [draft for draft in drafts if draft.code == wanted]
        page.draft = next(iter(matching or drafts), None)
    form, own_sample, refusal = _own_sample(request, page)
    facts = {
        "page": page,
        "drafts": drafts,
        "followers": followers(person(request), page),
        "holes": services.year_holes(page.calendars[-1], year, page.stack),
        "next_holes": services.year_holes(page.calendars[0], year + 1, page.stack[:1]),
        "may_draft": can(person(request), Perm.DRAFT_CALENDAR, page.org),
        "may_confirm": can(person(request), Perm.CONFIRM_CALENDAR, page.org),
        "form": form,
        "own_sample": own_sample,
        "refusal": refusal,
    }
    return render(request, "calendars/year.html", facts)


def _page(request: HttpRequest, code: str, year: int) -> YearPage:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return YearPage(org_of(request, code), year, moment.today())


def _own_sample(
    request: HttpRequest, page: YearPage
) -> tuple[SampleForm, samples.Sample | None, str]:
    """The sample of one's own, when one was asked."""
    if "limit" not in request.GET:
        return SampleForm(), None, ""
    form = SampleForm(request.GET)
    if not form.is_valid():
        return form, None, ""
    found = form.cleaned_data
    rule = samples.Rule(found["rule"] or samples.Rule.CLOCK)
    try:
        return (
            form,
            samples.sample(
                found["start"], found["limit"], rule, page.before, page.after
            ),
            "",
        )
    except NotUnderstood as wrong:
        return form, None, wrong.message


@require_POST
def open_own(request: HttpRequest, code: str) -> HttpResponse:
    """Give an agency a calendar of its own."""
    org = org_of(request, code)
    if org is None:
        raise Http404
    services.open_calendar(by=person(request), org=org)
    messages.success(request, _("Đã mở lịch riêng; chưa có gì khác cấp trên."))
    return redirect("calendars:year", code=code, year=moment.today().year)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Look at what is new in a year, then say it is complete."""
    page = _page(request, code, year)
    calendar = page.own
    if calendar is None:
        raise Http404
    require(person(request), Perm.CONFIRM_CALENDAR, calendar)
    if request.method == "POST":
        version = request.POST.get("version", "")
        services.confirm_year(
            by=person(request),
            calendar=calendar,
            year=year,
            version=int(version) if version.isdecimal() else 0,
        )
        messages.success(request, _("Đã xác nhận lịch năm %(year)s.") % {"year": year})
        return redirect("calendars:year", code=code, year=year)
    row = page.own_year
    facts = {
        "page": page,
        "row": row,
        "holes": services.year_holes(calendar, year),
        "wrote_it": row is not None and person(request).pk in services.writers(row),
        "notices": _unconfirmed(calendar, page),
    }
    return render(request, "calendars/confirm.html", facts)


def _unconfirmed(calendar: Calendar, page: YearPage) -> list[Notice]:
    row = page.own_year
    return services.unconfirmed(row) if row else []


__all__ = ["confirm", "country", "index", "open_own", "org_of", "person", "year"]
