"""Bring an approved decision in: keep the file, ask what was unclear, make the drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from eiso.base import moment
from eiso.base.errors import BusinessError, Conflict, NotReady
from eiso.base.files import services as files
from eiso.base.trail import services as trail
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org
from eiso.plan.documents.models import Revision
from eiso.plan.procedures import permissions
from eiso.plan.procedures.definition import Definition
from eiso.plan.procedures.models.imports import (
    ImportedFile,
    ImportedProcedure,
    ImportPoint,
    ImportStatus,
    PointKind,
)
from eiso.plan.procedures.readers.process import read_process
from eiso.plan.procedures.readers.process.shapes import Reading
from eiso.plan.procedures.selectors import imports as reads
from eiso.plan.procedures.services.import_answers import check_open
from eiso.plan.procedures.services.procedures import Unclear, create_draft

ALLOWED = frozenset({"docx", "xlsx", "text", "csv"})


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its drafts, and the procedures that were refused."""

    revisions: list[Revision]
    refused: list[tuple[str, str]]


@transaction.atomic
def start_import(*, by: User, org: Org, data: bytes, name: str) -> ImportedFile:
    """Keep the decision and list what was not understood. Raises RefusedFile: then
    nothing is kept."""
    require(by, permissions.DRAFT, org)
    reading = read_process(data, name)
    stored = files.store(data, name, allowed=ALLOWED, scope=org.path)
    imported = ImportedFile.objects.create(
        org=org,
        file=stored,
        reading_sha256=reads.digest_of(reading),
        procedures=len(reading.procedures),
        steps=sum(len(one.steps) for one in reading.procedures),
        uploaded_at=moment.now(),
        uploaded_by=by,
    )
    points = _points(imported, reading)
    ImportPoint.objects.bulk_create(points)
    trail.record(
        by=by,
        verb="procedures.import.started",
        target=imported,
        scope=org.path,
        data={
            "file": stored.name,
            "sha256": stored.sha256,
            "procedures": imported.procedures,
            "unclear": len(points),
        },
    )
    return imported


def _points(imported: ImportedFile, reading: Reading) -> list[ImportPoint]:
    made = [
        ImportPoint(
            file=imported,
            position=position,
            kind=one.kind,
            procedure=one.procedure,
            steps=list(one.steps),
            table=one.place.table,
            row=one.place.row,
            where=one.place.words()[:200],
            text=one.text,
            sentence=one.sentence,
        )
        for position, one in enumerate(reading.unclear)
    ]
    titles = reads.unknown_titles(reading, imported.org, moment.today())
    for title, where in titles.items():
        sentence = f"Chức danh “{title}” chưa có trong cơ cấu của {imported.org.name}."
        made.append(
            ImportPoint(
                file=imported,
                position=len(made),
                kind=PointKind.POST,
                procedure=where[0],
                text=title,
                sentence=sentence,
            )
        )
    return made


@transaction.atomic
def create_drafts(*, by: User, imported: ImportedFile, reason: str = "") -> Outcome:
    """A draft of every procedure of the file; open points travel along and hold the
    review. One that cannot be made is listed with its reason; none at all refuses."""
    require(by, permissions.DRAFT, imported)
    definitions = reads.definitions_of(imported)
    points = reads.points_of(imported)
    _close(imported, ImportStatus.DRAFTED)
    outcome = Outcome([], [])
    errors: list[BusinessError] = []
    for index, (definition, taken) in enumerate(definitions):
        try:
            with transaction.atomic():
                revision = create_draft(
                    by=by,
                    org=imported.org,
                    definition=definition,
                    reason=reason,
                    source=_source(imported),
                    unclear=_travelling(points, index, definition, taken),
                )
        except BusinessError as error:
            errors.append(error)
            outcome.refused.append((definition.title, error.message))
            _result(imported, index, definition, None, error.message)
            continue
        outcome.revisions.append(revision)
        _result(imported, index, definition, revision, "")
    if not outcome.revisions:
        raise errors[0] if errors else NotReady("Tệp không có quy trình nào.")
    trail.record(
        by=by,
        verb="procedures.import.drafted",
        target=imported,
        scope=imported.access_path,
        data={
            "drafts": [revision.code for revision in outcome.revisions],
            "refused": [title for title, _ in outcome.refused],
        },
    )
    return outcome


def _source(imported: ImportedFile) -> str:
    return f"tệp {imported.file.name}"[:300]


def _result(
    imported: ImportedFile,
    index: int,
    definition: Definition,
    revision: Revision | None,
    refused: str,
) -> None:
    ImportedProcedure.objects.create(
        file=imported,
        position=index,
        title=definition.title,
        revision=revision,
        refused=refused,
    )


def _travelling(
    points: Sequence[ImportPoint], index: int, definition: Definition, taken: str
) -> list[Unclear]:
    """Points of this procedure that nobody decided; unknown titles as one of them."""
    found = [
        Unclear(point.where, point.sentence)
        for point in points
        if point.procedure == index
        and not point.answer
        and point.kind != PointKind.POST
    ]
    posts = {step.post for step in definition.steps}
    titles = [
        point.text
        for point in points
        if point.kind == PointKind.POST and not point.answer and point.text in posts
    ]
    if taken:
        found.append(
            Unclear(
                "",
                f"Văn bản có nhiều trường hợp của {taken}; dự thảo này là một trường hợp "
                "nên chưa gắn mã. Gộp vào dự thảo kia, hoặc giữ thành quy trình riêng.",
            )
        )
    if titles:
        told = ", ".join(f"“{title}”" for title in titles)
        found.append(Unclear("", f"Chức danh chưa có trong cơ cấu: {told}."))
    return found


@transaction.atomic
def drop_import(*, by: User, imported: ImportedFile) -> ImportedFile:
    """Put a file aside without drafts; the kept bytes and the trail stay."""
    require(by, permissions.DRAFT, imported)
    _close(imported, ImportStatus.DROPPED)
    trail.record(
        by=by,
        verb="procedures.import.dropped",
        target=imported,
        scope=imported.access_path,
        data={"file": imported.file.name},
    )
    return imported


def _close(imported: ImportedFile, status: ImportStatus) -> None:
    check_open(imported)
    now = moment.now()
    changed = ImportedFile.objects.filter(
        pk=imported.pk, status=ImportStatus.OPEN
    ).update(status=status, closed_at=now)
    if changed != 1:
        raise Conflict("Tệp vừa được người khác xử lý. Mở lại trang để xem.")
    imported.status, imported.closed_at = status, now
