"""Bring the national catalogue up to date: hand in a file, look, apply."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from eiso.base.errors import BusinessError
from eiso.plan.procedures import permissions
from eiso.plan.procedures.forms.catalogue import CatalogueFileForm
from eiso.plan.procedures.models.catalogue import (
    CatalogueImport,
    CatalogueImportStatus,
)
from eiso.plan.procedures.readers.catalogue import Kind
from eiso.plan.procedures.selectors import catalogue as reads
from eiso.plan.procedures.selectors import catalogue_import as planning
from eiso.plan.procedures.services import catalogue as services
from eiso.plan.procedures.services.catalogue import Incoming

SHOWN = 40
SOURCES = {
    Kind.CRAWL: gettext_lazy("trang thủ tục của Cổng Dịch vụ công (JSON)"),
    Kind.STRUCTURED: gettext_lazy("tệp có cấu trúc của Bộ Quốc phòng"),
    Kind.PORTAL: gettext_lazy("tệp Excel xuất từ Cổng Dịch vụ công"),
    Kind.LINES: gettext_lazy("dòng danh mục của eISO"),
}


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Hand in a file; below it the files brought in before."""
    permissions.require_update_catalogue(request.user)  # type: ignore[arg-type]
    form = CatalogueFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = services.upload_catalogue(
                by=request.user,  # type: ignore[arg-type]
                incoming=Incoming(given["file"].name, given["file"].read()),
                partial=given["partial"],
                body=given["body"].strip(),
            )
        except BusinessError as error:
            form.add_error("file", error.message)
        else:
            return redirect("catalogue:file", code=row.code)
    facts = {"form": form, "rows": reads.imports()}
    status = 422 if request.method == "POST" else 200
    return render(request, "procedures/catalogue_import.html", facts, status=status)


@require_GET
def file(request: HttpRequest, code: str) -> HttpResponse:
    """What applying an uploaded file would do, or what applying it did."""
    permissions.require_update_catalogue(request.user)  # type: ignore[arg-type]
    row = reads.get_import(code)
    facts: dict[str, Any] = {
        "row": row,
        "source": SOURCES.get(Kind(row.source), row.source),
        "refused": row.refused,
        "shown": SHOWN,
    }
    if row.status == CatalogueImportStatus.DRAFTED:
        facts |= _preview(request, row)
    else:
        facts["figures"] = {
            name: getattr(row, name)
            for name in ("read", "created", "updated", "unchanged", "withdrawn")
        }
    return render(request, "procedures/catalogue_file.html", facts)


def _preview(request: HttpRequest, row: CatalogueImport) -> dict[str, Any]:
    plan = services.plan_of(row)
    return {
        "plan": plan,
        "refused": plan.refused,
        "figures": {
            "read": plan.file.read,
            "created": len(plan.created),
            "updated": len(plan.updated),
            "unchanged": len(plan.unchanged),
            "withdrawn": len(plan.withdrawn),
        },
        "updated": planning.changes_of(plan.updated[:SHOWN]),
        "differing": planning.own_differences(request.user, plan),  # type: ignore[arg-type]
    }


@require_POST
def apply(request: HttpRequest, code: str) -> HttpResponse:
    permissions.require_update_catalogue(request.user)  # type: ignore[arg-type]
    row = reads.get_import(code)
    done = services.apply_catalogue(by=request.user, row=row).row  # type: ignore[arg-type]
    said = _("Đã cập nhật danh mục: %(created)s mới, %(updated)s đổi, %(gone)s bãi bỏ.")
    values = {"created": done.created, "updated": done.updated, "gone": done.withdrawn}
    messages.success(request, said % values)
    return redirect("catalogue:file", code=row.code)


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    permissions.require_update_catalogue(request.user)  # type: ignore[arg-type]
    row = reads.get_import(code)
    services.drop_catalogue(by=request.user, row=row)  # type: ignore[arg-type]
    messages.success(
        request, _("Đã bỏ tệp %(name)s; danh mục giữ nguyên.") % {"name": row.name}
    )
    return redirect("catalogue:import")
