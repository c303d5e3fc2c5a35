"""Reads of the national catalogue: the register, an entry, what an import would do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import Http404

from eiso.base.text.folding import fold
from eiso.people.accounts.models import User
from eiso.plan.procedures.definition import Definition
from eiso.plan.procedures.models.catalogue import (
    CatalogueEdition,
    CatalogueEntry,
    CatalogueEntryQuerySet,
    CatalogueImport,
)
from eiso.plan.procedures.models.procedures import Procedure
from eiso.plan.procedures.readers.catalogue import (
    CatalogueFile,
    ChannelRow,
    Published,
    Refused,
    editions,
)
from eiso.plan.procedures.readers.catalogue.bodies import body_of
from eiso.plan.procedures.readers.catalogue.definitions import (
    CHANNEL_WORDS,
    Difference,
    differences,
)
from eiso.plan.procedures.selectors.procedures import definition_of, in_force

_BATCH = 500


@dataclass(frozen=True)
class Remark:
    """Something worth a look, and where it stands."""

    where: str
    reason: str


@dataclass(frozen=True)
class Change:
    """One entry to make or to bring up to date. `entry` is None for a new one;
    `differs` says whether a new edition is due, `returns` that it was withdrawn."""

    published: Published
    content: editions.Content
    seen: editions.Seen
    body: str
    entry: CatalogueEntry | None = None
    differs: bool = True
    returns: bool = False

    @property
    def text(self) -> str:
        return editions.canonical(self.content)

    @property
    def sha256(self) -> str:
        return editions.sha256(self.content)


@dataclass
class ImportPlan:
    """What bringing a file in does; `read` = created + updated + unchanged + refused."""

    file: CatalogueFile
    created: list[Change] = field(default_factory=list)
    updated: list[Change] = field(default_factory=list)
    unchanged: list[Change] = field(default_factory=list)
    withdrawn: list[CatalogueEntry] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    bodies: set[str] = field(default_factory=set)

    @property
    def refused(self) -> list[Refused]:
        return self.file.refused


def plan_import(
    file: CatalogueFile,
    *,
    also_listed: Iterable[str] = (),
    partial: bool = False,
    body: str = "",
) -> ImportPlan:
    """Compare a file with the catalogue; writes nothing.

    Withdrawn is judged only among the entries of the body (or bodies) that published
    this file: an entry the file no longer lists. `also_listed`: codes of other files
    brought in together with it; `partial`: the file is a part of a list, judge nothing.
    """
    plan = ImportPlan(file)
    known = _known(published.key for published in file.procedures)
    stated_body = body or file.body
    for published in file.procedures:
        own = stated_body or published.body or body_of(published.decision)
        _sort(plan, _change(published, file, known.get(published.key), own))
        plan.warnings.extend(_remarks(published))
        if own:
            plan.bodies.add(own)
    if not partial:
        listed = {published.key for published in file.procedures} | set(also_listed)
        listed |= {refused.code[:8] for refused in file.refused if refused.code}
        plan.withdrawn = _missing(plan.bodies, listed)
    plan.warnings.extend(_about_withdrawing(plan, partial=partial))
    return plan


def _known(codes: Iterable[str]) -> dict[str, CatalogueEntry]:
    found: dict[str, CatalogueEntry] = {}
    codes = list(codes)
    for begin in range(0, len(codes), _BATCH):
        batch = codes[begin : begin + _BATCH]
        found |= {
            entry.code: entry for entry in CatalogueEntry.objects.filter(code__in=batch)
        }
    newest = _newest_contents(found.values())
    for entry in found.values():
        entry.newest = newest[entry.pk]  # type: ignore[attr-defined]
    return found


def _newest_contents(
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


def _change(
    published: Published, file: CatalogueFile, entry: CatalogueEntry | None, body: str
) -> Change:
    stated = editions.statement(published)
    if entry is None:
        content, seen = editions.merge({}, {}, file.source, stated)
        return Change(published, content, seen, body)
    current: editions.Content = entry.newest  # type: ignore[attr-defined]
    content, seen = editions.merge(current, entry.seen, file.source, stated)
    return Change(
        published,
        content,
        seen,
        body or entry.body,
        entry,
        differs=editions.sha256(content) != entry.sha256,
        returns=entry.withdrawn_on is not None,
    )


def _sort(plan: ImportPlan, change: Change) -> None:
    if change.entry is None:
        plan.created.append(change)
    elif change.differs or change.returns:
        plan.updated.append(change)
    else:
        plan.unchanged.append(change)


def _missing(bodies: set[str], listed: set[str]) -> list[CatalogueEntry]:
    entries = CatalogueEntry.objects.in_force().filter(body__in=bodies)
    return [entry for entry in entries if entry.code not in listed]


def _remarks(published: Published) -> Iterator[Remark]:
    for number, row in enumerate(published.channels, 1):
        if row.limit is None:
            where = f"{published.where}, {published.code}, cách nộp {number}"
            yield Remark(where, _unread_limit(row))
    for text in published.unread:
        yield Remark(f"{published.where}, {published.code}", text)


def _unread_limit(row: ChannelRow) -> str:
    word = CHANNEL_WORDS[row.channel]
    text = row.limit_text.strip()
    if not text:
        return f"{word}: không ghi thời hạn"
    if text.isdecimal():
        return f"{word}: thời hạn “{text}” không có đơn vị"
    return f"{word}: không đọc thời hạn “{text[:120]}”"


def _about_withdrawing(plan: ImportPlan, *, partial: bool) -> Iterator[Remark]:
    if partial or not plan.file.procedures:
        return
    if not plan.bodies:
        yield Remark(
            plan.file.name,
            "Không rõ cơ quan ban hành nên không xét bãi bỏ; ghi rõ bằng --body",
        )
    kept = len(plan.updated) + len(plan.unchanged)
    if len(plan.withdrawn) > max(5, kept):
        yield Remark(
            plan.file.name,
            f"{len(plan.withdrawn)} thủ tục đang có không thấy trong tệp và coi như bãi "
            "bỏ; nếu tệp chỉ là một phần của danh mục, nhập lại với --partial",
        )


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


def own_differences(user: User, plan: ImportPlan) -> list[OwnDifferences]:
    """What the agencies' procedures would say differently after this import."""
    changes = (*plan.created, *plan.updated, *plan.unchanged)
    contents = {change.published.key: change.content for change in changes}
    return differences_of(procedures_of(user, contents), contents)


def get_entry(code: str) -> CatalogueEntry:
    """The entry whose identity is the first eight characters of `code`; Http404."""
    entry = CatalogueEntry.objects.filter(code=code[:8]).first()
    if entry is None:
        raise Http404
    return entry


def newest_content(entry: CatalogueEntry) -> editions.Content:
    return _newest_contents([entry])[entry.pk]


def editions_of(entry: CatalogueEntry) -> Sequence[CatalogueEdition]:
    """Newest first, each with the import that brought it."""
    return list(entry.editions.select_related("brought_by__applied_by"))


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
        rows = rows.filter(Q(search_text__contains=word))
    return rows


def choices(column: str) -> list[str]:
    """The different values of `body` or `field`, without the empty one."""
    rows = CatalogueEntry.objects.exclude(**{column: ""}).order_by(column)
    return list(rows.values_list(column, flat=True).distinct())


def get_import(code: str) -> CatalogueImport:
    row = (
        CatalogueImport.objects.select_related("file", "uploaded_by", "applied_by")
        .filter(code=code)
        .first()
    )
    if row is None:
        raise Http404
    return row
