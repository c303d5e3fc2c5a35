"""`eiso verify`: the catalogue is what its imports wrote, word for word.

An edition must hash to what it says, the newest one must be what its entry shows, and the
editions of an import must be those its sealed event speaks of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from django.db.models import F

from eiso.base.trail.models import Event
from eiso.base.trail.verify import Problem, Progress, Report
from eiso.plan.procedures.models.catalogue import (
    CatalogueEdition,
    CatalogueEntry,
    CatalogueImport,
    CatalogueImportStatus,
)
from eiso.plan.procedures.services.catalogue import VERB_IMPORTED, editions_digest

STAGE = "danh mục TTHC"


def check_catalogue(report: Report, progress: Progress) -> Iterator[Problem]:
    total = CatalogueEdition.objects.count()
    yield from _contents(total, progress)
    yield from _entries()
    yield from _imports()


def _contents(total: int, progress: Progress) -> Iterator[Problem]:
    rows = CatalogueEdition.objects.order_by("pk").values_list(
        "entry__code", "number", "content", "sha256"
    )
    for done, (code, number, content, sha256) in enumerate(rows.iterator(500), 1):
        if hashlib.sha256(content.encode()).hexdigest() != sha256:
            yield _problem(code, f"nội dung lần {number} không khớp mã băm đã ghi")
        if done % 500 == 0:
            progress(done, total, STAGE)


def _entries() -> Iterator[Problem]:
    newest = CatalogueEdition.objects.filter(
        number=F("entry__edition"), sha256=F("entry__sha256")
    )
    lost = CatalogueEntry.objects.exclude(pk__in=newest.values("entry"))
    for entry in lost:
        yield _problem(entry.code, "không có lần đổi khớp với điều đang hiện")


def _imports() -> Iterator[Problem]:
    for row in CatalogueImport.objects.filter(status=CatalogueImportStatus.APPLIED):
        event = Event.objects.filter(target_code=row.code, verb=VERB_IMPORTED).first()
        written = json.loads(event.data).get("editions") if event else None
        if written != editions_digest(row):
            yield _problem(row.name, "các lần đổi của lượt nhập khác với nhật ký")


def _problem(where: str, sentence: str) -> Problem:
    return Problem("catalogue", where, f"Danh mục TTHC, {where}: {sentence}.")
