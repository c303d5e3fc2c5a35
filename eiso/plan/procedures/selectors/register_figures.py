"""Figures of the rows that are shown: these open definitions, so ask only for a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from eiso.plan.documents.models import Revision
from eiso.plan.procedures.definition import (
    Definition,
    longest_path,
    sum_against_limit,
)
from eiso.plan.procedures.models.catalogue import CatalogueEntry
from eiso.plan.procedures.readers.catalogue.definitions import differences
from eiso.plan.procedures.selectors.catalogue import newest_contents
from eiso.plan.procedures.selectors.procedures import read
from eiso.plan.procedures.selectors.register import Row


@dataclass(frozen=True)
class Figures:
    """Working minutes of the longest way, and of the shortest limit; None: no such."""

    used: int | None
    limit: int | None
    limit_text: str

    @property
    def is_over(self) -> bool:
        """Longer inside than the law allows."""
        if self.used is None or self.limit is None:
            return False
        return self.used > self.limit


def figures(rows: Iterable[Row]) -> dict[str, Figures]:
    """By procedure code; opens the definitions, so ask only for the rows shown."""
    shown = {row.shown.pk: row.code for row in rows if row.shown}
    contents = Revision.objects.filter(pk__in=shown).values_list("pk", "content")
    return {shown[pk]: _figures(read(bytes(content))) for pk, content in contents}


def _figures(definition: Definition) -> Figures:
    against = sum_against_limit(definition)
    known = [row.limit_minutes for row in against if row.limit_minutes is not None]
    used = longest_path(definition).minutes if definition.steps else None
    texts = [channel.limit_text for channel in definition.channels]
    return Figures(used, min(known, default=None), next(iter(texts), ""))


def departures(rows: Iterable[Row]) -> dict[str, int]:
    """By procedure code: in how many places what is in force differs from the national
    catalogue. Opens definitions, so ask only for the rows shown.
    """
    kept = {row.live.pk: row for row in rows if row.live and row.national_code}
    asked = {row.national_code[:8] for row in kept.values()}
    entries = list(CatalogueEntry.objects.filter(code__in=asked))
    newest = newest_contents(entries)
    published = {entry.code: newest[entry.pk] for entry in entries}
    contents = Revision.objects.filter(pk__in=kept).values_list("pk", "content")
    found = {}
    for pk, content in contents:
        row = kept[pk]
        entry = published.get(row.national_code[:8])
        count = len(differences(read(bytes(content)), entry)) if entry else 0
        if count:
            found[row.code] = count
    return found
