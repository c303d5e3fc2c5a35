"""Bring the published lists of administrative units in as agencies (People's Committees).

Two eras, two trees: three levels until 30/06/2025, two levels since 01/07/2025. A code of
the statistics office names an area in one era; the same digits may name another area in
the other, so symbols carry the level: P51-2025 > D522 > W20992 then, P51 > C21025 now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from eiso.base import moment
from eiso.base.trail import services as trail
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.orgs import readers
from eiso.people.orgs.models import OrgImport
from eiso.people.orgs.services.import_lists import (
    import_before,
    import_communes,
    import_provinces,
)
from eiso.people.orgs.services.import_mappings import (
    import_commune_map,
    import_province_map,
)
from eiso.people.orgs.services.import_sheet import Sheet

_READERS = {
    readers.PROVINCES: import_provinces,
    readers.COMMUNES: import_communes,
    readers.BEFORE: import_before,
    readers.PROVINCE_MAP: import_province_map,
    readers.COMMUNE_MAP: import_commune_map,
}


@dataclass
class ImportResult:
    """Counts over all files; `read` = created + updated + unchanged + refused rows."""

    files: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def count(self, what: str) -> int:
        return sum(one[what] for one in self.files)

    def as_json(self) -> dict[str, Any]:
        counts = {w: self.count(w) for w in ("read", "created", "updated", "unchanged")}
        return {
            **counts,
            "refused": self.refused,
            "warnings": self.warnings,
            "agencies": self.count("agencies"),
            "files": self.files,
        }


def import_orgs(*, by: User, paths: Sequence[Path], dry_run: bool) -> ImportResult:
    """Read every file first, then bring each in, in its own transaction.

    A file that cannot be read refuses the whole call before anything is written.
    """
    require(by, Perm.MANAGE_ORGS)
    files = sorted(
        (readers.read_file(path) for path in paths),
        key=lambda file: readers.ORDER.index(file.kind),
    )
    result = ImportResult()
    if not dry_run:
        for file in files:
            _import_one(by, file, result)
        return result
    with transaction.atomic():  # later files see the earlier ones, then all is undone
        for file in files:
            _import_one(by, file, result)
        transaction.set_rollback(True)
    return result


@transaction.atomic
def _import_one(by: User, file: readers.UnitFile, result: ImportResult) -> None:
    sheet = Sheet(file)
    _READERS[file.kind](sheet)
    counts = sheet.counts()
    done = OrgImport.objects.create(
        file_name=file.name,
        sha256=file.sha256,
        kind=file.kind,
        imported_at=moment.now(),
        read=counts["read"],
        created=counts["created"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        refused=len(sheet.refused),
    )
    trail.record(
        by=by,
        verb="orgs.import.done",
        target=done,
        scope="",
        data={
            "file": file.name,
            "sha256": file.sha256,
            "kind": file.kind,
            **counts,
            "refused": len(sheet.refused),
            "changes": sheet.changes,
            "symbols_sha256": sheet.symbols_hash(),
            "warnings": len(sheet.warnings),
        },
    )
    result.files.append({"file": file.name, "kind": file.kind, **counts})
    result.refused += sheet.refused
    result.warnings += sheet.warnings
