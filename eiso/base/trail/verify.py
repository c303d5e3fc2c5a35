"""Is everything as it was written? The checks of all rooms, run from the start.

Rooms register a check of their own (summaries equal a full scan, invariants of a
dossier); the trail's own comes first.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from django.db import connection, transaction

from eiso.base import moment
from eiso.base.trail.models import Check

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: its kind, its place, a sentence for a person."""

    what: str
    where: str
    sentence: str


@dataclass
class Report:
    """What a check of everything found; `waiting` events have no seal yet."""

    problems: list[Problem] = field(default_factory=list)
    events: int = 0
    seals: int = 0
    waiting: int = 0
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.problems

    def as_json(self) -> dict[str, object]:
        return {"ok": self.ok, "problems": [asdict(each) for each in self.problems]}


CheckFunction = Callable[[Report, Progress], Iterator[Problem]]
_checks: dict[str, CheckFunction] = {}


def register(name: str, check: CheckFunction) -> None:
    """`check(report, progress)` yields problems; `progress` takes (done, total, stage)."""
    _checks[name] = check


def no_progress(done: int, total: int, stage: str) -> None:
    """For callers that do not watch."""


def run(progress: Progress = no_progress) -> Report:
    """Run every registered check in the order of registration."""
    report = Report()
    begun = time.monotonic()
    for check in _checks.values():
        report.problems.extend(check(report, progress))
    report.seconds = time.monotonic() - begun
    return report


def run_and_keep(*, asked_by: str = "", progress: Progress = no_progress) -> Check:
    """Run everything and keep the verdict for the page."""
    report = run(progress)
    return Check.objects.create(
        at=moment.now(),
        seconds=report.seconds,
        events=report.events,
        seals=report.seals,
        waiting=report.waiting,
        ok=report.ok,
        problems=[asdict(each) for each in report.problems[:200]],
        asked_by=asked_by,
    )


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything as it was at one instant, without holding up writers."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    else:
        # Not atomic(): that begins IMMEDIATE, and would lock writers out for the time.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("COMMIT")
