"""Bring an approved decision in: upload, look, decide, make drafts (page 15)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from eiso.base import moment
from eiso.base.errors import BusinessError
from eiso.base.files import services as files
from eiso.people.access.models import scopes_of
from eiso.people.access.services import can
from eiso.plan.procedures import permissions
from eiso.plan.procedures.forms.imports import DecisionForm
from eiso.plan.procedures.models.imports import ImportedFile, ImportPoint, ImportStatus
from eiso.plan.procedures.readers.process.letterhead import (
    Letterhead,
    letterhead_of,
)
from eiso.plan.procedures.selectors import imports as reads
from eiso.plan.procedures.services import import_answers as answers
from eiso.plan.procedures.services import imports as services
from eiso.plan.procedures.views import import_parts as parts

SHOWN = 30


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Hand in a decision; below it those handed in before."""
    if not scopes_of(request.user, permissions.DRAFT):
        raise PermissionDenied(_("Việc này dành cho người được soạn quy trình."))
    form = DecisionForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.start_import(
                by=request.user,  # type: ignore[arg-type]
                org=given["org"],
                data=given["file"].read(),
                name=given["file"].name,
            )
        except BusinessError as error:
            form.add_error("file", error.message)
        else:
            return redirect("imports:desk", code=made.code)
    rows = reads.imports_of(request.user)[:SHOWN]  # type: ignore[arg-type]
    status = 422 if request.method == "POST" else 200
    facts = {"form": form, "rows": rows}
    return render(request, "procedures/import_upload.html", facts, status=status)


@require_GET
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """The decision beside what was read from it."""
    imported = reads.get_import(request.user, code)  # type: ignore[arg-type]
    return _desk(request, imported)


def _desk(
    request: HttpRequest,
    imported: ImportedFile,
    refused: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    facts: dict[str, Any] = {
        "file": imported,
        "is_open": imported.status == ImportStatus.OPEN,
        "may_draft": can(request.user, permissions.DRAFT, imported),
        "results": imported.results.select_related("revision__document"),
        "refused": refused or {},
        "letterhead": Letterhead(),
    }
    try:
        blocks, reading = reads.source_of(imported)
    except BusinessError as error:
        facts["unreadable"] = error.message
    else:
        facts["letterhead"] = letterhead_of(blocks)
        points = reads.points_of(imported)
        index = _index(request, len(reading.procedures), refused)
        facts |= _read_facts(imported, blocks, reading, points, index, refused)
    return render(request, "procedures/import_desk.html", facts, status=status)


def _read_facts(
    imported: ImportedFile,
    blocks: Any,
    reading: Any,
    points: list[ImportPoint],
    index: int,
    refused: dict[str, str] | None,
) -> dict[str, Any]:
    procedure = reading.procedures[index]
    doubts = parts.numbered(points, index)
    titles = parts.titles_of(points, procedure, len(doubts) + 1)
    rows = parts.draft_rows(procedure, doubts, titles)
    waiting = [point for point in points if not point.answer]
    return {
        "procedure": procedure,
        "index": index,
        "links": parts.procedure_links(imported, reading.procedures, points, index),
        "doubts": doubts,
        "titles": titles,
        "titles_refused": refused.get("titles", "") if refused else "",
        "titles_open": sum(not one.point.answer for one in titles),
        "posts": reads.posts_of(imported.org, moment.today()),
        "source": parts.source_parts(blocks, procedure, [*doubts, *titles]),
        "rows": rows,
        "segments": parts.segments(procedure, rows),
        "stated": (procedure.stated_minutes or 0) / parts.DAY or None,
        "sum_words": " ".join(parts.sum_words(procedure)),
        "waiting": len(waiting),
        "open_here": sum(not one.point.answer for one in doubts),
    }


def _index(request: HttpRequest, count: int, refused: dict[str, str] | None) -> int:
    given = request.POST.get("qt") if refused else request.GET.get("qt")
    text = given or "1"
    index = int(text) - 1 if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return index if 0 <= index < count else 0


@require_POST
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Decide one doubt; then back to the next one that is still open."""
    point = reads.get_point(request.user, code)  # type: ignore[arg-type]
    choice = request.POST.get("cach", "")[:20]
    values = {key: request.POST.get(f"ghi-{key}", "")[:4000] for key in _VALUES}
    try:
        answers.answer_point(
            by=request.user,  # type: ignore[arg-type]
            point=point,
            answer=choice,
            value=values.get(choice, ""),
        )
    except BusinessError as error:
        if error.status == 409:
            raise
        imported = reads.get_import(request.user, point.file.code)  # type: ignore[arg-type]
        told = {point.code: error.message}
        return _desk(request, imported, told, status=error.status)
    return redirect(_next(request, point))


_VALUES = ("limit", "split")


def _next(request: HttpRequest, point: ImportPoint) -> str:
    text = request.POST.get("qt", "1")
    shown = text if text.isascii() and text.isdigit() else "1"
    later = (
        ImportPoint.objects.visible_to(request.user)
        .filter(
            file=point.file,
            answer="",
            position__gt=point.position,
            procedure__in=(int(shown[:4]) - 1, -1),
        )
        .exclude(kind="post")
        .first()
    )
    anchor = f"diem-{later.code if later else point.code}"
    return f"{reverse('imports:desk', args=[point.file.code])}?qt={shown[:4]}#{anchor}"


@require_POST
def titles(request: HttpRequest, code: str) -> HttpResponse:
    """Posts for printed titles, all of the form at once."""
    imported = reads.get_import(request.user, code)  # type: ignore[arg-type]
    chosen = {
        name.removeprefix("vi-tri-"): str(value)[:300]
        for name, value in request.POST.items()
        if name.startswith("vi-tri-")
    }
    try:
        count = answers.answer_titles(
            by=request.user,  # type: ignore[arg-type]
            imported=imported,
            chosen=chosen,
            keep_rest="giu" in request.POST,
        )
    except BusinessError as error:
        if error.status == 409:
            raise
        return _desk(request, imported, {"titles": error.message}, status=error.status)
    messages.success(request, _("Đã ghi %(n)s chức danh.") % {"n": count})
    shown = f"{_index(request, imported.procedures, {'': ''}) + 1}"
    return redirect(f"{reverse('imports:desk', args=[code])}?qt={shown}#titles")


@require_POST
def create(request: HttpRequest, code: str) -> HttpResponse:
    """Make the drafts; what is open travels along."""
    imported = reads.get_import(request.user, code)  # type: ignore[arg-type]
    outcome = services.create_drafts(
        by=request.user,  # type: ignore[arg-type]
        imported=imported,
        reason=_("Nhập quyết định đã phê duyệt"),
    )
    said = _("Đã tạo %(n)s dự thảo.") % {"n": len(outcome.revisions)}
    messages.success(request, said)
    return redirect("imports:desk", code=imported.code)


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    imported = reads.get_import(request.user, code)  # type: ignore[arg-type]
    services.drop_import(by=request.user, imported=imported)  # type: ignore[arg-type]
    messages.success(request, _("Đã bỏ tệp; không có dự thảo nào được tạo."))
    return redirect("imports:upload")


@require_GET
def file(request: HttpRequest, code: str) -> HttpResponse:
    """The decision as it was handed in."""
    stored = reads.get_import(request.user, code).file  # type: ignore[arg-type]
    response = HttpResponse(files.read(stored), content_type=stored.kind.content_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=stored.name)
        or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
