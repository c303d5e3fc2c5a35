"""The faces of a revision: files to take away, the flowchart, the dry run."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, localtime, make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from eiso.base import clock, moment
from eiso.base.errors import BusinessError, NotReady
from eiso.base.text.folding import fold
from eiso.people.calendars.selectors import compiling as calendars
from eiso.people.orgs.models import Org
from eiso.plan.documents.models import Revision
from eiso.plan.procedures import workflow
from eiso.plan.procedures.reports.files import KINDS, make_file
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.views.parts import DAY

MAX_MOVES = 200


@dataclass(frozen=True)
class Face:
    """One face: what it is, where it is looked at, as which files it is taken."""

    title: str
    note: str
    icon: str
    files: list[tuple[str, str]]
    url: str = ""


def _files(revision: Revision, *kinds: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (label, reverse("procedures:file", args=[revision.code, kind]))
        for kind, label in kinds
        if kind in KINDS
    ]


def faces_of(revision: Revision) -> list[Face]:
    """Three faces and the data; nobody edits a face."""
    run = reverse("procedures:run", args=[revision.code])
    data = _files(revision, ("json", "JSON"), ("yaml", "YAML"))
    iso = _files(revision, ("docx", _("Tải Word")), ("pdf", _("Tải PDF")))
    annex = _files(revision, ("annex.docx", _("Tải Word")), ("annex.pdf", _("Tải PDF")))
    return [
        Face(
            _("Tài liệu ISO"),
            _("quy trình bảy mục, bảng ký, lưu đồ"),
            "file-type-docx",
            iso,
        ),
        Face(
            _("Phụ lục quyết định"),
            _("bảng bước kèm quyết định phê duyệt"),
            "file-text",
            annex,
        ),
        Face(
            _("Luồng chạy"),
            _("đi thử từng bước: ai giữ, bao lâu"),
            "player-play",
            _files(revision, ("svg", _("Tải lưu đồ SVG"))) + data,
            run,
        ),
    ]


@require_GET
def revision_page(request: HttpRequest, code: str) -> HttpResponse:
    """The address of one revision: its procedure's page, opened at it."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    page = reverse("procedures:procedure", args=[reads.procedure_of(revision).code])
    return redirect(f"{page}?ban={revision.code}")


@require_GET
def file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """One face as a file."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    if kind not in KINDS:
        raise Http404
    answer = HttpResponse(
        make_file(revision, kind), content_type=KINDS[kind].media_type
    )
    name = f"{file_stem(revision)}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def file_stem(revision: Revision) -> str:
    """ASCII: "qt-dd-07-bh02-sd01"."""
    symbol = re.sub(r"[^a-z0-9]+", "-", fold(revision.document.symbol)).strip("-")
    return f"{symbol}-bh{revision.issue_no:02d}-sd{revision.revision_no:02d}"


@require_GET
def run(request: HttpRequest, code: str) -> HttpResponse:
    """Walk the running face dry: choose the way at each step; nothing is written."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    definition = reads.definition_of(revision)
    facts: dict[str, Any] = {
        "revision": revision,
        "procedure": reads.procedure_of(revision),
        "definition": definition,
    }
    try:
        compiled = workflow.compile_run(definition)
        moves = _moves(request.GET.get("di", ""))
        state = workflow.replay(compiled, moves)
    except NotReady as error:
        return render(
            request, "procedures/run.html", facts | {"refusal": error}, status=422
        )
    start = _start(request.GET.get("tu", ""))
    facts |= _run_facts(compiled, state, moves) | {"start": start}
    answer = due_by(revision.document.org, compiled, start)
    for item in facts["now"]:
        item["due"] = answer(item["token"].minutes)
    return render(request, "procedures/run.html", facts)


def _start(text: str) -> dt.datetime:
    """When the dossier is received, of the page's box; now where it says nothing."""
    try:
        asked = parse_datetime(text)
    except ValueError:
        asked = None
    if asked is None:
        return localtime(moment.now()).replace(second=0, microsecond=0)
    return asked if is_aware(asked) else make_aware(asked)


def due_by(
    org: Org, compiled: workflow.RunDefinition, start: dt.datetime
) -> Callable[[int], clock.Answer | None]:
    """When so many working minutes after `start` are over, by the agency's calendar."""
    try:
        calendar = calendars.compiled(org)
    except BusinessError:
        return lambda minutes: None
    rule = clock.Rule(compiled.rule)

    def answer(minutes: int) -> clock.Answer | None:
        days = clock.Limit(Decimal(minutes) / DAY, clock.Unit.WORKING_DAY, "")
        try:
            return clock.due(start, days, calendar, rule) if minutes else None
        except clock.OutOfRange:
            return None

    return answer


def _moves(text: str) -> list[tuple[str, int]]:
    """ "1.0~2.1": step key, dot, number of the way."""
    made = []
    for part in text.split("~")[:MAX_MOVES] if text else []:
        key, _dot, way = part.rpartition(".")
        if not key or not (way.isascii() and way.isdigit()):
            raise NotReady(_("Đường đi không đọc được. Chạy thử lại từ đầu."))
        made.append((key, int(way)))
    return made


def _run_facts(
    compiled: workflow.RunDefinition,
    state: workflow.Run,
    moves: list[tuple[str, int]],
) -> dict[str, Any]:
    path = "~".join(f"{key}.{way}" for key, way in moves)
    now = workflow.active(compiled, state)
    return {
        "state": state,
        "path": path,
        "done": [(item, compiled.step(item.key)) for item in state.done],
        "now": [_now(compiled, token, path) for token in now],
        "waiting": [
            (compiled.step(token.key), _names(compiled, state, token))
            for token in state.tokens
            if token not in now
        ],
        "undo": "~".join(path.split("~")[:-1]) if path else None,
    }


def _names(
    compiled: workflow.RunDefinition, state: workflow.Run, token: workflow.Token
) -> str:
    others = workflow.waits_for(compiled, state, token)
    return ", ".join(compiled.step(other.key).number for other in others)


def _now(
    compiled: workflow.RunDefinition, token: workflow.Token, path: str
) -> dict[str, Any]:
    step = compiled.step(token.key)
    before = f"{path}~" if path else ""
    ways = [
        (label, f"{before}{step.key}.{number}")
        for number, label in enumerate(workflow.ways(step))
    ]
    return {"step": step, "token": token, "ways": ways}
