"""Write what an import plan says into entries and editions, in bulk.

Each row is changed only if it still is what the plan saw; else Conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction

from eiso.base import moment
from eiso.base.errors import Conflict
from eiso.base.text.folding import fold
from eiso.plan.procedures.models.catalogue import (
    CatalogueEdition,
    CatalogueEntry,
    CatalogueImport,
)
from eiso.plan.procedures.readers.catalogue import editions
from eiso.plan.procedures.selectors.catalogue_import import Change

SOMEBODY_WAS_FIRST = (
    "Danh mục TTHC vừa được người khác cập nhật. Không có gì thay đổi; nhập lại tệp."
)
_BATCH = 400


def create_entries(
    row: CatalogueImport, changes: Sequence[Change]
) -> list[CatalogueEntry]:
    entries = [
        CatalogueEntry(code=change.published.key, edition=1, **_facts(row, change))
        for change in changes
    ]
    try:
        with transaction.atomic():
            CatalogueEntry.objects.bulk_create(entries, batch_size=_BATCH)
    except IntegrityError as error:
        raise Conflict(SOMEBODY_WAS_FIRST) from error
    _add_editions(row, zip(entries, changes, strict=True))
    return entries


def update_entries(row: CatalogueImport, changes: Sequence[Change]) -> None:
    pairs = []
    for change in changes:
        entry = change.entry
        if entry is None:
            continue
        seen_edition = entry.edition
        number = seen_edition + 1 if change.differs else seen_edition
        changed = CatalogueEntry.objects.filter(
            pk=entry.pk, edition=seen_edition, sha256=entry.sha256
        ).update(edition=number, withdrawn_on=None, **_facts(row, change))
        if changed != 1:
            raise Conflict(SOMEBODY_WAS_FIRST)
        entry.edition = number
        if change.differs:
            pairs.append((entry, change))
    _add_editions(row, pairs)


def remember_entries(changes: Sequence[Change]) -> None:
    """What this kind of source said, and the publishing body, where these are news."""
    entries = []
    for change in changes:
        entry = change.entry
        if entry and (entry.seen != change.seen or entry.body != change.body):
            entry.seen, entry.body = change.seen, change.body
            entry.search_text = _search_text(change)
            entries.append(entry)
    CatalogueEntry.objects.bulk_update(
        entries, ["seen", "body", "search_text"], batch_size=100
    )


def withdraw_entries(row: CatalogueImport, entries: Sequence[CatalogueEntry]) -> None:
    keys = [entry.pk for entry in entries]
    today, gone = moment.today(), 0
    for begin in range(0, len(keys), _BATCH):
        gone += CatalogueEntry.objects.filter(
            pk__in=keys[begin : begin + _BATCH], withdrawn_on__isnull=True
        ).update(withdrawn_on=today, changed_by=row)
    if gone != len(keys):
        raise Conflict(SOMEBODY_WAS_FIRST)


def _add_editions(
    row: CatalogueImport, pairs: Iterable[tuple[CatalogueEntry, Change]]
) -> None:
    now = moment.now()
    CatalogueEdition.objects.bulk_create(
        (
            CatalogueEdition(
                entry=entry,
                number=entry.edition,
                content=change.text,
                sha256=change.sha256,
                brought_by=row,
                imported_at=now,
            )
            for entry, change in pairs
        ),
        batch_size=_BATCH,
    )


def _facts(row: CatalogueImport, change: Change) -> dict[str, object]:
    content = change.content
    return {
        "printed_code": content["code"],
        "title": content["title"],
        "field": content["field"],
        "level": content["level"],
        "body": change.body,
        "sha256": change.sha256,
        "channel_rows": len(content["channels"]),
        "unread_limits": editions.unreadable(content),
        "changed_by": row,
        "seen": change.seen,
        "search_text": _search_text(change),
    }


def _search_text(change: Change) -> str:
    content = change.content
    words = (content["code"], content["title"], content["field"], change.body)
    return fold(" ".join(words))
