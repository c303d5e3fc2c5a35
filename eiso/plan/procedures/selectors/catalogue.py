"""Reads of the national catalogue: the register, an entry, who differs from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count
from django.http import Http404

from eiso.base.text.folding import fold
from eiso.people.accounts.models import User
from eiso.plan.procedures.definition import Change, Definition, diff_in_words
from eiso.plan.procedures.models.catalogue import (
    CatalogueEdition,
    CatalogueEntry,
    CatalogueEntryQuerySet,
    CatalogueImport,
)
from eiso.plan.procedures.models.procedures import Procedure
from eiso.plan.procedures.readers.catalogue import editions
from eiso.plan.procedures.readers.catalogue.definitions import (
    Difference,
    differences,
    to_definition,
)
from eiso.plan.procedures.readers.catalogue.published import CODE
from eiso.plan.procedures.selectors.procedures import definition_of, in_force

_BATCH = 500


def newest_contents(
    entries: Iterable[CatalogueEntry],
) -> dict[int, editions.Content]:
    """The content of the newest edition of each entry, by the entry's key."""
    numbers = {entry.pk: entry.edition for entry in entries}
    keys, contents = list(numbers), {}
    for begin in range(0, len(keys), _BATCH):
        rows = CatalogueEdition.objects.filter(entry__in=keys[begin : begin + _BATCH])
        for key, number, content in rows.values_list("entry", "number", "content"):
            if numbers[key] == number:
                contents[key] = json.loads(content)
    return contents


@dataclass(frozen=True)
class OwnDifferences:
    """An agency's procedure and what it says differently from the catalogue."""

    procedure: Procedure
    found: list[Difference]


def differences_of(
    procedures: Iterable[Procedure], contents: dict[str, editions.Content]
) -> list[OwnDifferences]:
    """Compare the version in force (else the newest draft) of each procedure with the
    content under its national code. An import only lists these: it changes no procedure.
    """
    found = []
    for procedure in procedures:
        content = contents.get(procedure.national_code[:8])
        definition = _definition(procedure) if content else None
        if content and definition:
            own = differences(definition, content)
            if own:
                found.append(OwnDifferences(procedure, own))
    return found


def _definition(procedure: Procedure) -> Definition | None:
    revision = in_force(procedure) or procedure.document.revisions.order_by("pk").last()
    return definition_of(revision) if revision else None


def procedures_of(user: User, codes: Iterable[str]) -> list[Procedure]:
    """Procedures the user may see, of these national codes, in the order of agencies."""
    rows = (
        Procedure.objects.visible_to(user)
        .exclude(national_code="")
        .select_related("document__org", "org")
    )
    wanted = set(codes)
    return [row for row in rows if row.national_code[:8] in wanted]


def get_entry(code: str) -> CatalogueEntry:
    """The entry whose identity is the first eight characters of `code`; Http404."""
    entry = None
    if CODE.match(code):
        entry = CatalogueEntry.objects.filter(code=code[:8]).first()
    if entry is None:
        raise Http404
    return entry


def newest_content(entry: CatalogueEntry) -> editions.Content:
    return newest_contents([entry])[entry.pk]


@dataclass(frozen=True)
class EditionShown:
    """One edition with what it changed against the one before it."""

    edition: CatalogueEdition
    changes: list[Change]


def editions_of(entry: CatalogueEntry) -> list[EditionShown]:
    """Newest first, each with the import that brought it and what it changed."""
    rows = list(entry.editions.select_related("brought_by__applied_by"))
    older: Sequence[CatalogueEdition | None] = [*rows[1:], None]
    return [
        EditionShown(row, changes_between(before.data, row.data) if before else [])
        for row, before in zip(rows, older, strict=True)
    ]


def changes_between(old: editions.Content, new: editions.Content) -> list[Change]:
    """What two contents of one entry say differently, in words."""
    return diff_in_words(_said_once(old), _said_once(new))


def _said_once(content: editions.Content) -> Definition:
    """Without the printed text of a limit that was read: its number says the same."""
    definition = to_definition(content)
    channels = (
        replace(row, limit_text="") if row.limit else row for row in definition.channels
    )
    return replace(definition, channels=tuple(channels))


@dataclass(frozen=True)
class Wanted:
    """What the register is asked for; every part is optional."""

    words: str = ""
    body: str = ""
    field: str = ""
    show: str = ""  # "" in force · unread · withdrawn · all


def register(wanted: Wanted) -> CatalogueEntryQuerySet:
    """Entries that match; words are searched without marks, a code by its beginning."""
    rows = CatalogueEntry.objects.all()
    if wanted.show == "withdrawn":
        rows = rows.filter(withdrawn_on__isnull=False)
    elif wanted.show != "all":
        rows = rows.in_force()
    if wanted.show == "unread":
        rows = rows.filter(unread_limits__gt=0)
    if wanted.body:
        rows = rows.filter(body=wanted.body)
    if wanted.field:
        rows = rows.filter(field=wanted.field)
    for word in fold(wanted.words).split()[:12]:
        rows = rows.filter(search_text__contains=word)
    return rows


SHOWS = ("", "unread", "withdrawn", "all")


@dataclass(frozen=True)
class Counts:
    """How many rows each filter would show, the others staying as they are."""

    shows: dict[str, int]
    bodies: list[tuple[str, int]]
    fields: list[tuple[str, int]]


def counts(wanted: Wanted) -> Counts:
    return Counts(
        {show: register(replace(wanted, show=show)).count() for show in SHOWS},
        _counted(register(replace(wanted, body="")), "body"),
        _counted(register(replace(wanted, field="")), "field"),
    )


def _counted(rows: CatalogueEntryQuerySet, column: str) -> list[tuple[str, int]]:
    """The values of a column and how often each stands, the most frequent first."""
    found = (
        rows.exclude(**{column: ""})
        .order_by()
        .values_list(column)
        .annotate(n=Count("pk"))
    )
    return sorted(found, key=lambda row: (-row[1], row[0]))


def get_import(code: str) -> CatalogueImport:
    row = (
        CatalogueImport.objects.select_related("file", "uploaded_by", "applied_by")
        .filter(code=code.replace("\0", ""))
        .first()
    )
    if row is None:
        raise Http404
    return row


def imports() -> list[CatalogueImport]:
    """The last files handed in, newest first."""
    rows = CatalogueImport.objects.select_related("uploaded_by", "applied_by")
    return list(rows[:30])
