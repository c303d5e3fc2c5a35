"""Carry the demo's procedures through the life of a controlled document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from eiso.base import moment
from eiso.base.text.folding import fold
from eiso.faces.demo.staffing import Cast
from eiso.faces.demo.writing import faster, with_steps, working_days
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org
from eiso.plan.documents.models import Revision
from eiso.plan.documents.services.moving import digest
from eiso.plan.procedures.definition import Definition
from eiso.plan.procedures.models.catalogue import CatalogueEntry
from eiso.plan.procedures.models.procedures import Procedure
from eiso.plan.procedures.readers.catalogue.definitions import to_definition
from eiso.plan.procedures.rules import issuer_of
from eiso.plan.procedures.selectors import catalogue as catalogue_reads
from eiso.plan.procedures.selectors import procedures as procedure_reads
from eiso.plan.procedures.services import editing, releasing
from eiso.plan.procedures.services import procedures as procedure_services

FIRST_DECISION = dt.date(2025, 9, 19)
SECOND_DECISION = dt.date(2026, 6, 19)
LATELY = dt.timedelta(days=2)
"""How long ago a version still on its way was sent; its last page is fresh."""
REASON = "Rút ngắn bước thẩm định theo kết quả rà soát."


@dataclass(frozen=True)
class Makers:
    """Who writes, reviews and approves in one agency."""

    author: User
    reviewer: User
    approver: User

    @classmethod
    def of(cls, planned: dict[str, Any], cast: Cast) -> Makers:
        names = ("author", "reviewer", "approver")
        return cls(*(cast.people[planned[name]] for name in names))


def write_all(
    org: Org, planned: dict[str, Any], chain: Sequence[dict[str, Any]], cast: Cast
) -> int:
    """Every procedure the plan gives an agency; returns how many were made."""
    makers = Makers.of(planned, cast)
    definitions = list(_definitions(planned, chain))
    for number, definition in enumerate(definitions, start=1):
        signed_on = _signed_on(FIRST_DECISION, number)
        with _morning(signed_on, days_before=10):
            revision = procedure_services.create_draft(
                by=makers.author, org=org, definition=definition
            )
        _release(revision, makers, signed_on, number)
    _second_versions(org, planned, makers)
    return len(definitions)


def _definitions(
    planned: dict[str, Any], chain: Sequence[dict[str, Any]]
) -> Iterator[Definition]:
    """Catalogue entries of the plan's level whose limit is known, in order of code."""
    taken = 0
    for entry in CatalogueEntry.objects.order_by("code"):
        definition = to_definition(catalogue_reads.newest_content(entry))
        if planned["level"] not in fold_level(definition) or not _has_limit(definition):
            continue
        yield with_steps(definition, chain, _posts(definition, planned["posts"]))
        taken += 1
        if taken == planned["take"]:
            return


def fold_level(definition: Definition) -> str:
    return definition.level.lower()


def _has_limit(definition: Definition) -> bool:
    readable = [channel.limit for channel in definition.channels if channel.limit]
    return bool(readable) and working_days(definition) >= 1


def _posts(
    definition: Definition, choices: dict[str, dict[str, str]]
) -> dict[str, str]:
    field = fold(definition.field)
    for word, posts in choices.items():
        if fold(word) in field:
            return posts
    return choices["default"]


def _signed_on(first: dt.date, number: int) -> dt.date:
    """Ten procedures a decision day, a week apart, as an office really works."""
    return first + dt.timedelta(weeks=number % 100 // 10)


def _morning(day: dt.date, *, days_before: int = 0) -> AbstractContextManager[None]:
    worked = day - dt.timedelta(days=days_before)
    worked -= dt.timedelta(
        days=max(0, worked.weekday() - 4)
    )  # nobody signs on a Sunday
    return moment.at(timezone.make_aware(dt.datetime.combine(worked, dt.time(9, 40))))


def _release(
    revision: Revision, makers: Makers, signed_on: dt.date, number: int
) -> None:
    approve(revision, makers, signed_on)
    with _morning(signed_on):
        releasing.issue(
            by=makers.author,
            revision=revision,
            effective_on=signed_on + dt.timedelta(days=15),
            decision_number=f"{number}/QĐ-{_letters(revision)}",
            decision_on=signed_on,
        )


def _letters(revision: Revision) -> str:
    org = revision.document.org
    return issuer_of(org.kind, org.name, org.short_name)


def submit(revision: Revision, makers: Makers, on: dt.date) -> None:
    with _morning(on, days_before=4):
        releasing.submit(by=makers.author, revision=revision)


def approve(revision: Revision, makers: Makers, by: dt.date) -> None:
    """Review three days and approval one day before `by`."""
    submit(revision, makers, by)
    for person, days in ((makers.reviewer, 3), (makers.approver, 1)):
        with _morning(by, days_before=days):
            releasing.agree(by=person, revision=revision, seen=digest(revision))


def _second_versions(org: Org, planned: dict[str, Any], makers: Makers) -> None:
    """Shorter second versions: some in force, some still on their way."""
    stages = [
        *["issue"] * planned["revised"],
        *["draft"] * planned["drafted"],
        *["review"] * planned["in_review"],
        *["approve"] * planned["approved"],
    ]
    waiting = iter(stages)
    ours = Procedure.objects.filter(org=org).select_related("document__org", "org")
    for number, procedure in enumerate(ours.order_by("national_code"), start=201):
        live = procedure_reads.in_force(procedure)
        shorter = faster(procedure_reads.definition_of(live)) if live else None
        if shorter is None:
            continue
        stage = next(waiting, None)
        if stage is None:
            return
        _next_version(procedure, shorter, makers, stage, number)


def _save(
    draft: Revision, definition: Definition, makers: Makers, reasons: dict[str, str]
) -> Revision:
    return editing.save_draft(
        by=makers.author,
        revision=draft,
        definition=definition,
        version=draft.version,
        reasons=reasons,
    )


def _next_version(
    procedure: Procedure, shorter: Definition, makers: Makers, stage: str, number: int
) -> None:
    day = _signed_on(SECOND_DECISION, number)
    if stage != "issue":
        day = moment.today() - LATELY
    with _morning(day, days_before=8):
        draft = editing.open_next_draft(by=makers.author, procedure=procedure)
        draft = _save(draft, shorter, makers, {})
        # A draft still in work has its reasons yet to be written, as on a real desk.
        if stage != "draft":
            reasons = {c.key: REASON for c in procedure_reads.changes_of(draft)}
            draft = _save(draft, shorter, makers, reasons)
    if stage == "review":
        submit(draft, makers, day)
    elif stage == "approve":
        approve(draft, makers, day)
    elif stage == "issue":
        _release(draft, makers, day, number)
