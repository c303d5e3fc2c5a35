"""The page of one procedure: what is in force, its faces, its versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from eiso.base import moment
from eiso.people.access.services import require
from eiso.plan.documents import selectors as documents
from eiso.plan.documents.choices import Next, Status
from eiso.plan.documents.models import Revision
from eiso.plan.documents.rules import OPEN, is_in_force
from eiso.plan.procedures import permissions
from eiso.plan.procedures.forms.procedures import NewForm, WithdrawForm
from eiso.plan.procedures.models.procedures import Procedure
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services import editing, procedures, releasing
from eiso.plan.procedures.views.faces import faces_of
from eiso.plan.procedures.views.parts import drawing_of, refused, sums_of


@require_GET
def procedure_page(request: HttpRequest, code: str) -> HttpResponse:
    """What is in force today; `?ban=` shows another revision, read-only."""
    procedure = reads.get_procedure(request.user, code)  # type: ignore[arg-type]
    history = list(documents.history(procedure.document))
    shown = _shown(procedure, history, request.GET.get("ban", ""))
    facts: dict[str, Any] = {
        "procedure": procedure,
        "shown": shown,
        "in_force": reads.in_force(procedure),
        "going": next((row for row in history if row.status in OPEN), None),
        "versions": [_version(row, request) for row in history],
        "may_draft": permissions.may_draft(request.user, procedure),  # type: ignore[arg-type]
        "may_issue": permissions.may_issue(request.user, procedure),  # type: ignore[arg-type]
    }
    if shown is not None:
        definition = reads.definition_of(shown)
        facts |= {
            "definition": definition,
            "faces": faces_of(shown),
            "drawing": drawing_of(definition),
            "sums": sums_of(definition),
        }
    return render(request, "procedures/procedure.html", facts)


def _shown(procedure: Procedure, history: list[Revision], code: str) -> Revision | None:
    asked = next((row for row in history if row.code == code), None)
    if asked is not None:
        return asked
    today = reads.in_force(procedure) or documents.live(procedure.document)
    kept = [row for row in history if row.status != Status.DISCARDED]
    return today or next(iter(kept), None)


def _version(revision: Revision, request: HttpRequest) -> dict[str, Any]:
    """One line of the history; differences in words are opened on demand."""
    opened = request.GET.get("khac", "") == revision.code
    today = moment.today()
    standing = is_in_force(
        revision.status, revision.effective_on, revision.in_force_to, today
    )
    return {
        "revision": revision,
        "is_now": standing,
        "opened": opened,
        "changes": reads.changes_of(revision) if opened else [],
        "compared": reads.compared_with(revision) if opened else None,
    }


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Name a new procedure; the rest is written in the editor."""
    form = NewForm(
        request.POST if request.method == "POST" else None, user=request.user
    )
    if not form.orgs:
        require(request.user, permissions.DRAFT)
    if request.method == "POST" and form.is_valid():
        try:
            revision = procedures.create_draft(
                by=request.user,  # type: ignore[arg-type]
                org=form.cleaned_data["org"],
                definition=form.definition(),
                reason=form.cleaned_data["reason"],
            )
            return redirect("procedures:editor", code=revision.code)
        except refused as error:
            form.take(error)
            return render(
                request, "procedures/new.html", {"form": form}, status=error.status
            )
    status = 422 if form.is_bound else 200
    return render(request, "procedures/new.html", {"form": form}, status=status)


@require_POST
def next_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Start the next revision (or issue) of what is in force."""
    procedure = reads.get_procedure(request.user, code)  # type: ignore[arg-type]
    kind = request.POST.get("kind", "")
    revision = editing.open_next_draft(
        by=request.user,  # type: ignore[arg-type]
        procedure=procedure,
        kind=kind if kind in Next.values else Next.REVISION,
        reason=request.POST.get("reason", "")[:2000],
    )
    return redirect("procedures:editor", code=revision.code)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """End what is in force without a successor; asks first, names the effect."""
    procedure = reads.get_procedure(request.user, code)  # type: ignore[arg-type]
    require(request.user, permissions.ISSUE, procedure)
    live = documents.live(procedure.document)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    facts = {"procedure": procedure, "revision": live, "form": form}
    if request.method == "POST" and live is not None and form.is_valid():
        try:
            releasing.withdraw(
                by=request.user,  # type: ignore[arg-type]
                revision=live,
                from_=form.cleaned_data["from_"],
                reason=form.cleaned_data["reason"],
            )
        except refused as error:
            form.take(error)
            return render(
                request, "procedures/withdraw.html", facts, status=error.status
            )
        messages.success(
            request, _("Đã bãi bỏ %(symbol)s.") % {"symbol": procedure.symbol}
        )
        return redirect("procedures:procedure", code=procedure.code)
    status = 422 if form.is_bound else 200
    return render(request, "procedures/withdraw.html", facts, status=status)
