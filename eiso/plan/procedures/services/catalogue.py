"""Bring the national catalogue up to date from a file; never touch an agency's procedure.

One act, one transaction, one event of the trail that names every entry made, changed and
withdrawn; 1,778 procedures are written in bulk.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.conf import settings
from django.db import transaction

from eiso.base import moment
from eiso.base.errors import Conflict, InvalidTransition, NotReady, RefusedFile
from eiso.base.files import services as files
from eiso.base.files.choices import TABLES
from eiso.base.files.models import StoredFile
from eiso.base.trail import services as trail
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.definition import Definition
from eiso.plan.procedures.models.catalogue import (
    CatalogueEdition,
    CatalogueEntry,
    CatalogueImport,
    CatalogueImportStatus,
)
from eiso.plan.procedures.models.procedures import Procedure
from eiso.plan.procedures.permissions import require_update_catalogue
from eiso.plan.procedures.readers.catalogue import (
    CatalogueFile,
    Kind,
    read_catalogue,
)
from eiso.plan.procedures.readers.catalogue.definitions import to_definition
from eiso.plan.procedures.selectors.catalogue import newest_content
from eiso.plan.procedures.selectors.catalogue_import import (
    ImportPlan,
    plan_import,
)
from eiso.plan.procedures.selectors.procedures import definition_of, in_force
from eiso.plan.procedures.services import catalogue_writing
from eiso.plan.procedures.services.catalogue_writing import SOMEBODY_WAS_FIRST
from eiso.plan.procedures.services.procedures import create_draft

VERB_IMPORTED = "procedures.catalogue.imported"
_LARGEST = 200 * 2**20


@dataclass(frozen=True)
class Incoming:
    """A file as handed in: its name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Outcome:
    """What one file did."""

    row: CatalogueImport
    plan: ImportPlan


@transaction.atomic
def import_catalogue(
    *, by: User, incoming: Sequence[Incoming], partial: bool = False, body: str = ""
) -> list[Outcome]:
    """Bring files in at once, in their order; all of them or nothing.

    Files given together are one list: an entry that any of them names is not withdrawn.
    Raises RefusedFile for the first file that is no catalogue.
    """
    require_update_catalogue(by)
    read = [read_catalogue(each.data, each.name) for each in incoming]
    listed = {published.key for file in read for published in file.procedures}
    outcomes = []
    for each, file in zip(incoming, read, strict=True):
        row = _draft(by, each, file, partial=partial, body=body)
        plan = plan_import(file, also_listed=listed, partial=partial, body=row.body)
        outcomes.append(Outcome(_bring_in(by, row, plan), plan))
    return outcomes


@transaction.atomic
def upload_catalogue(
    *, by: User, incoming: Incoming, partial: bool = False, body: str = ""
) -> CatalogueImport:
    """Keep a file to look at before it is applied. Raises RefusedFile."""
    require_update_catalogue(by)
    file = read_catalogue(incoming.data, incoming.name)
    row = _draft(by, incoming, file, partial=partial, body=body)
    if row.file is None:
        raise RefusedFile(
            f"Từ chối tệp {incoming.name}: trong tệp có ký tự hỏng nên không lưu lại "
            "được. Lưu lại với bảng mã UTF-8 rồi tải lên."
        )
    trail.record(
        by=by,
        verb="procedures.catalogue.uploaded",
        target=row,
        scope="",
        data={"name": row.name, "sha256": row.sha256, "read": file.read},
    )
    return row


@transaction.atomic
def apply_catalogue(*, by: User, row: CatalogueImport) -> Outcome:
    """Apply an uploaded file; what it changes is judged now, not when it was uploaded."""
    require_update_catalogue(by)
    _check_drafted(row)
    plan = plan_of(row)
    return Outcome(_bring_in(by, row, plan), plan)


@transaction.atomic
def drop_catalogue(*, by: User, row: CatalogueImport) -> CatalogueImport:
    """Leave an uploaded file unapplied for good; the file itself is kept."""
    require_update_catalogue(by)
    _check_drafted(row)
    _move(row, CatalogueImportStatus.DROPPED)
    trail.record(
        by=by,
        verb="procedures.catalogue.dropped",
        target=row,
        scope="",
        data={"name": row.name},
    )
    return row


def plan_of(row: CatalogueImport) -> ImportPlan:
    """What applying an uploaded file would do today."""
    if row.file is None:
        raise NotReady("Tệp gốc không còn lưu nên không xem trước được. Tải lại tệp.")
    file = read_catalogue(files.read(row.file), row.name)
    if row.source == Kind.PORTAL and file.source != Kind.PORTAL:
        raise NotReady("Tệp gốc đã khác lúc tải lên. Tải lại tệp.")
    return plan_import(file, partial=row.partial, body=row.body)


def _check_drafted(row: CatalogueImport) -> None:
    if row.status != CatalogueImportStatus.DRAFTED:
        raise InvalidTransition(
            f"Tệp {row.name} {row.get_status_display()}. Tải lên tệp mới nếu cần."
        )


def _draft(
    by: User, each: Incoming, file: CatalogueFile, *, partial: bool, body: str
) -> CatalogueImport:
    return CatalogueImport.objects.create(
        status=CatalogueImportStatus.DRAFTED,
        name=PurePath(each.name).name[:255],
        source=file.source,
        body=(body or file.body)[:300],
        sha256=hashlib.sha256(each.data).hexdigest(),
        size=len(each.data),
        file=_kept(each, file.source),
        partial=partial,
        uploaded_at=moment.now(),
        uploaded_by=by,
    )


def _kept(each: Incoming, source: Kind) -> StoredFile | None:
    """The raw file in the store, under a name whose ending fits its content.

    A file with a broken line is kept packed, for the gate wants whole JSON; one with
    bytes that are no text is not kept: its hash is, and the page says so.
    """
    stem = PurePath(each.name).name.split(".")[0] or "danh-muc"
    if source is Kind.PORTAL:
        forms = [(f"{stem}.xlsx", each.data)]
    elif each.data.startswith(b"\x1f\x8b"):
        forms = [(f"{stem}.jsonl.gz", each.data)]
    else:
        packed = gzip.compress(each.data, mtime=0)
        forms = [(f"{stem}.jsonl", each.data), (f"{stem}.jsonl.gz", packed)]
    largest = max(_LARGEST, settings.MAX_UPLOAD_BYTES)
    for name, data in forms:
        try:
            return files.store(data, name, allowed=TABLES, max_bytes=largest)
        except RefusedFile:
            continue
    return None


def _bring_in(by: User, row: CatalogueImport, plan: ImportPlan) -> CatalogueImport:
    made = catalogue_writing.create_entries(row, plan.created)
    catalogue_writing.update_entries(row, plan.updated)
    catalogue_writing.remember_entries(plan.unchanged)
    catalogue_writing.withdraw_entries(row, plan.withdrawn)
    row.read = plan.file.read
    row.created, row.updated = len(made), len(plan.updated)
    row.unchanged, row.withdrawn = len(plan.unchanged), len(plan.withdrawn)
    row.refused = [{"where": r.where, "reason": r.reason} for r in plan.refused]
    row.refused_count, row.warnings = len(plan.refused), len(plan.warnings)
    _move(row, CatalogueImportStatus.APPLIED, by=by)
    trail.record(
        by=by,
        verb=VERB_IMPORTED,
        target=row,
        scope="",
        data={
            "name": row.name,
            "sha256": row.sha256,
            "body": row.body,
            "source": row.source,
            "read": row.read,
            "unchanged": row.unchanged,
            "refused": row.refused_count,
            "created": [entry.code for entry in made],
            "updated": [change.published.key for change in plan.updated],
            "withdrawn": [entry.code for entry in plan.withdrawn],
            "editions": editions_digest(row),
        },
    )
    return row


def editions_digest(row: CatalogueImport) -> str:
    """SHA-256 over "code number hash" of every edition an import brought, by code."""
    facts = CatalogueEdition.objects.filter(brought_by=row).order_by("entry__code")
    digest = hashlib.sha256()
    for code, number, sha256 in facts.values_list("entry__code", "number", "sha256"):
        digest.update(f"{code} {number} {sha256}\n".encode())
    return digest.hexdigest()


def _move(
    row: CatalogueImport, to: CatalogueImportStatus, by: User | None = None
) -> None:
    row.status = to
    row.applied_by = by
    row.applied_at = moment.now() if by else None
    names = [
        *("status", "applied_by", "applied_at", "read", "created", "updated"),
        *("unchanged", "withdrawn", "refused", "refused_count", "warnings"),
    ]
    changed = CatalogueImport.objects.filter(
        pk=row.pk, status=CatalogueImportStatus.DRAFTED
    ).update(**{name: getattr(row, name) for name in names})
    if changed != 1:
        raise Conflict(SOMEBODY_WAS_FIRST)


def draft_from_entry(*, by: User, org: Org, entry: CatalogueEntry) -> Revision:
    """A draft of `org`'s procedure with all the catalogue says, and no steps yet.

    Where the agency already has that procedure it is its next draft, with the steps,
    forms and texts it has; only what the catalogue states is replaced.
    """
    published = to_definition(newest_content(entry))
    own = _own_definition(org, entry)
    if own is not None:
        published = replace(
            own,
            title=published.title,
            field=published.field or own.field,
            level=published.level or own.level,
            channels=published.channels or own.channels,
            components=published.components or own.components,
            legal_bases=published.legal_bases or own.legal_bases,
            results=published.results or own.results,
        )
    return create_draft(
        by=by,
        org=org,
        definition=published,
        source=f"Danh mục TTHC quốc gia, {entry.printed_code}, lần {entry.edition}",
    )


def _own_definition(org: Org, entry: CatalogueEntry) -> Definition | None:
    for procedure in Procedure.objects.filter(
        org=org, national_code__startswith=entry.code
    ):
        revision = in_force(procedure)
        if revision is not None:
            return definition_of(revision)
    return None
