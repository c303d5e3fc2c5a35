"""A notice: entered, looked at before it is written, written or thrown away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from eiso.base import moment
from eiso.base.errors import NotReady
from eiso.people.access.roles import Perm
from eiso.people.access.services import can, require
from eiso.people.calendars import services
from eiso.people.calendars.choices import NoticeStatus
from eiso.people.calendars.forms import NoticeForms
from eiso.people.calendars.models import Notice
from eiso.people.calendars.selectors.page import YearPage
from eiso.people.calendars.views.years import org_of, person


def _notice(request: HttpRequest, code: str) -> Notice:
    rows = Notice.objects.visible_to(request.user).select_related("calendar__org")
    found: Notice = get_object_or_404(rows, code=code)
    return found


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Enter a notice for an agency; its own calendar is opened with the first one."""
    org = org_of(request, code)
    require(person(request), Perm.DRAFT_CALENDAR, org)
    forms = NoticeForms(request.POST if request.method == "POST" else None)
    if request.method == "POST" and forms.is_valid():
        try:
            notice = services.draft_for(
                by=person(request), org=org, draft=forms.draft()
            )
        except NotReady as wrong:
            forms.notice.add_error(None, wrong.message)
        else:
            return redirect("calendars:notice", code=notice.code)
    status = 422 if request.method == "POST" else 200
    facts = {"forms": forms, "org": org, "place": code}
    return render(request, "calendars/notice_form.html", facts, status=status)


@require_GET
def notice(request: HttpRequest, code: str) -> HttpResponse:
    """What a draft moves before it is written; afterwards, what was written."""
    found = _notice(request, code)
    org = found.calendar.org
    first = found.days.order_by("date").first()
    year = first.date.year if first else moment.today().year
    draft = found if found.status == NoticeStatus.DRAFT else None
    page = YearPage(org, year, moment.today(), draft)
    changes = page.changes()
    facts = {
        "page": page,
        "notice": found,
        "changes": changes,
        "past": [change for change in changes if change.past],
        "may_draft": can(person(request), Perm.DRAFT_CALENDAR, found),
    }
    return render(request, "calendars/notice.html", facts)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a draft; a stale edit is told so and loses nothing."""
    found = _notice(request, code)
    require(person(request), Perm.DRAFT_CALENDAR, found)
    forms = NoticeForms(request.POST if request.method == "POST" else None, found)
    if request.method == "POST" and forms.is_valid():
        try:
            services.edit_notice(
                by=person(request),
                notice=found,
                draft=forms.draft(),
                version=_version(request),
            )
        except NotReady as wrong:
            forms.notice.add_error(None, wrong.message)
        else:
            return redirect("calendars:notice", code=found.code)
    status = 422 if request.method == "POST" else 200
    org = found.calendar.org
    facts = {
        "forms": forms,
        "org": org,
        "notice": found,
        "place": org.code if org else found.calendar.code,
    }
    return render(request, "calendars/notice_form.html", facts, status=status)


@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Let a draft count."""
    found = services.write_notice(
        by=person(request),
        notice=_notice(request, code),
        version=_version(request),
        reason=request.POST.get("reason", ""),
    )
    messages.success(
        request,
        _("Đã ghi %(number)s vào lịch. Năm cần một người khác xác nhận lại.")
        % {"number": found.number},
    )
    return _back(found)


@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw a draft away."""
    found = services.discard_notice(by=person(request), notice=_notice(request, code))
    messages.success(
        request, _("Đã bỏ bản soạn %(number)s.") % {"number": found.number}
    )
    return _back(found)


def _back(found: Notice) -> HttpResponse:
    org = found.calendar.org
    first = found.days.order_by("date").first()
    year = first.date.year if first else moment.today().year
    code = org.code if org else found.calendar.code
    return redirect("calendars:year", code=code, year=year)


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 9 else 0
