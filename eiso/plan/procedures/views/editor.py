"""Screen 05: change one thing lawfully; every button is a plain form button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from eiso.base.errors import BusinessError, Conflict, InvalidTransition
from eiso.people.access.services import require
from eiso.plan.documents.models import Revision
from eiso.plan.documents.rules import edit_fault
from eiso.plan.procedures import permissions
from eiso.plan.procedures.edits import merge
from eiso.plan.procedures.forms.editor import Editing, read_post
from eiso.plan.procedures.forms.procedures import DiscardForm
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services import editing, releasing
from eiso.plan.procedures.views.editor_page import page_facts


@require_http_methods(["GET", "POST"])
def editor(request: HttpRequest, code: str) -> HttpResponse:
    """The draft, in place; a post saves what was typed and does what its button says."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    require(request.user, permissions.DRAFT, revision)
    fault = edit_fault(revision.status)
    if request.method == "GET":
        if fault:
            return redirect("procedures:revision", code=revision.code)
        work = Editing.of(reads.definition_of(revision))
        work.opened = request.GET.get("mo", "")[:60]
        return _page(request, revision, work)
    if fault:
        raise InvalidTransition(fault)
    if request.POST.get("do") == "undo":
        return _undo(request, revision)
    work = _read(request, revision)
    if work.errors:
        return _page(request, revision, work, status=422)
    return _save(request, revision, work)


def _read(request: HttpRequest, revision: Revision) -> Editing:
    """What was typed; over a version saved meanwhile, only the cells that were changed."""
    now = reads.definition_of(revision)
    if request.POST.get("version") == str(revision.version):
        return read_post(request.POST, now)
    base = reads.earlier_definition(revision, request.POST.get("base", ""))
    work = read_post(request.POST, base or now)
    if base is not None:
        work.definition = merge(base, work.definition, now)
    return work


def _save(request: HttpRequest, revision: Revision, work: Editing) -> HttpResponse:
    try:
        if request.POST.get("version") != str(revision.version):
            raise _conflict(revision)
        editing.save_draft(
            by=request.user,  # type: ignore[arg-type]
            revision=revision,
            definition=work.definition,
            version=revision.version,
            reasons=work.reasons(revision.reasons),
        )
    except Conflict as error:
        revision.refresh_from_db()
        return _page(request, revision, work, status=409, refusal=error)
    except BusinessError as error:
        work.errors |= error.fields
        return _page(request, revision, work, status=error.status, refusal=error)
    if _is_partial(request):
        return _page(request, revision, work)
    return redirect(_address(request, revision, work))


def _conflict(revision: Revision) -> Conflict:
    when = localtime(revision.edited_at)
    return Conflict(
        _(
            "Dự thảo đã được lưu ở nơi khác lúc %(when)s, sau khi bạn mở trang. Phần bạn "
            "gõ vẫn ở đây, chưa ghi. Bấm Lưu để ghi phần này lên bản mới, hoặc mở bản mới."
        )
        % {"when": f"{when:%H:%M:%S %d/%m/%Y}"}
    )


def _undo(request: HttpRequest, revision: Revision) -> HttpResponse:
    asked = request.POST.get("version", "")
    version = int(asked) if asked.isascii() and asked.isdigit() else 0
    editing.undo(by=request.user, revision=revision, version=version)  # type: ignore[arg-type]
    messages.info(request, _("Đã hoàn tác lần sửa gần nhất."))
    return redirect(_address(request, revision, None))


def _address(request: HttpRequest, revision: Revision, work: Editing | None) -> str:
    asked = {"muc": request.POST.get("tab", ""), "mo": work.opened if work else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    place = f"#{work.focus}" if work and work.focus else ""
    return f"{request.path}{'?' + query if query else ''}{place}"


def _is_partial(request: HttpRequest) -> bool:
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted)


def _page(
    request: HttpRequest,
    revision: Revision,
    work: Editing,
    status: int = 200,
    refusal: BusinessError | None = None,
) -> HttpResponse:
    facts = page_facts(request, revision, work) | {"refusal": refusal}
    template = "procedures/editor.html"
    if _is_partial(request):
        template += "#live"
    answer = render(request, template, facts, status=status)
    answer["Vary"] = "HX-Request"
    return answer


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw a draft away; what is in force stays."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    require(request.user, permissions.DRAFT, revision)
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        releasing.withdraw_draft(
            by=request.user,  # type: ignore[arg-type]
            revision=revision,
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("Đã bỏ dự thảo."))
        return redirect("procedures:procedure", code=reads.procedure_of(revision).code)
    facts = {
        "revision": revision,
        "form": form,
        "procedure": reads.procedure_of(revision),
    }
    return render(request, "procedures/discard.html", facts)


@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Take a sent or approved revision back into drafting."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    releasing.take_back(by=request.user, revision=revision)  # type: ignore[arg-type]
    messages.info(request, _("Đã rút lại. Bản này là dự thảo của bạn."))
    return redirect("procedures:editor", code=revision.code)


@require_POST
def settle_point(request: HttpRequest, code: str) -> HttpResponse:
    """Say how a place the import did not understand was settled."""
    point = reads.get_point(request.user, code)  # type: ignore[arg-type]
    require(request.user, permissions.DRAFT, point)
    editing.settle_point(
        by=request.user,  # type: ignore[arg-type]
        point=point,
        answer=request.POST.get("answer", "")[:4000],
    )
    return redirect("procedures:editor", code=point.revision.code)
