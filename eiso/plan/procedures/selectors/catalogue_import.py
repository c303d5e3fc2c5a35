"""What bringing a catalogue file in would do: read, compared, nothing written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from eiso.people.accounts.models import User
from eiso.plan.procedures.definition import Change as WordsChange
from eiso.plan.procedures.models.catalogue import CatalogueEntry
from eiso.plan.procedures.readers.catalogue import (
    CatalogueFile,
    ChannelRow,
    Published,
    Refused,
    editions,
)
from eiso.plan.procedures.readers.catalogue.bodies import body_of
from eiso.plan.procedures.readers.catalogue.definitions import CHANNEL_WORDS
from eiso.plan.procedures.selectors.catalogue import (
    OwnDifferences,
    changes_between,
    differences_of,
    newest_contents,
    procedures_of,
)

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
    stated = body or file.body or _learned_body(file, known)
    for published in file.procedures:
        own = stated or published.body or body_of(published.decision)
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


def _learned_body(file: CatalogueFile, known: dict[str, CatalogueEntry]) -> str:
    """The body of a file that names neither a body nor a decision anywhere: the one
    that four in five of its procedures have in the catalogue. Decisions of a body we do
    not know (a province's list of national procedures) teach nothing."""
    if any(each.body or each.decision for each in file.procedures):
        return ""
    votes = Counter(entry.body for entry in known.values() if entry.body)
    body, count = votes.most_common(1)[0] if votes else ("", 0)
    return body if count * 5 >= len(file.procedures) * 4 else ""


def _known(codes: Iterable[str]) -> dict[str, CatalogueEntry]:
    found: dict[str, CatalogueEntry] = {}
    codes = list(codes)
    for begin in range(0, len(codes), _BATCH):
        batch = codes[begin : begin + _BATCH]
        found |= {
            entry.code: entry for entry in CatalogueEntry.objects.filter(code__in=batch)
        }
    newest = newest_contents(found.values())
    for entry in found.values():
        entry.newest = newest[entry.pk]  # type: ignore[attr-defined]
    return found


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
        elif not row.limit["value"]:
            where = f"{published.where}, {published.code}, cách nộp {number}"
            yield Remark(where, f"{CHANNEL_WORDS[row.channel]}: thời hạn ghi bằng 0")
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


def own_differences(user: User, plan: ImportPlan) -> list[OwnDifferences]:
    """What the agencies' procedures would say differently after this import."""
    changes = (*plan.created, *plan.updated, *plan.unchanged)
    contents = {change.published.key: change.content for change in changes}
    return differences_of(procedures_of(user, contents), contents)


@dataclass(frozen=True)
class Updated:
    """An entry to be brought up to date and what that changes, in words."""

    entry: CatalogueEntry
    changes: list[WordsChange]
    returns: bool


def changes_of(updated: Iterable[Change]) -> list[Updated]:
    """What each new edition would say differently from the newest one."""
    rows = [change for change in updated if change.entry is not None]
    contents = newest_contents([change.entry for change in rows if change.entry])
    return [
        Updated(
            change.entry,
            changes_between(contents[change.entry.pk], change.content),
            change.returns,
        )
        for change in rows
        if change.entry is not None
    ]
