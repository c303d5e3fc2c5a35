"""The list of periodic jobs and of kinds of long work, filled by the rooms at start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Progress = Callable[[int, int, str], None]
WorkFunction = Callable[[dict[str, Any], Progress], dict[str, Any]]


@dataclass(frozen=True)
class Job:
    """Something the worker does again and again; `run` commits its own transactions.

    `at_once` is what `eiso worker --once` does instead: all there is, without waiting.
    """

    name: str
    seconds: int
    run: Callable[[], object]
    at_once: Callable[[], object]


_jobs: dict[str, Job] = {}
_works: dict[str, WorkFunction] = {}


def every(
    name: str,
    *,
    seconds: int,
    run: Callable[[], object],
    at_once: Callable[[], object] | None = None,
) -> None:
    """Run `run` each `seconds` (at least that apart), by one worker at a time."""
    _jobs[name] = Job(name, seconds, run, at_once or run)


def jobs() -> list[Job]:
    return list(_jobs.values())


def work(kind: str, run: WorkFunction) -> None:
    """`run(arguments, progress)` does one long work and returns what to keep of it.

    `arguments` are those of `ask_for_work` and "asked_by", the user name.
    It may be run again after a crash: it must be safe to repeat. `progress(done, total,
    stage)` may raise `Cancelled`.
    """
    _works[kind] = run


def work_function(kind: str) -> WorkFunction | None:
    return _works.get(kind)


class Cancelled(Exception):
    """The person who asked for the work asked to stop it."""
