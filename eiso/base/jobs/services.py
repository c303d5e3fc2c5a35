"""Claim and run what is due; ask for a long work, take it, finish it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from eiso.base import moment
from eiso.base.errors import BusinessError
from eiso.base.jobs import registry
from eiso.base.jobs.models import JobRun, Work

logger = logging.getLogger("eiso.worker")
LEASE = dt.timedelta(minutes=2)
MAX_ATTEMPTS = 3


def ask_for_work(
    *, by: str, kind: str, title: str, scope: str = "", **arguments: Any
) -> Work:
    """Put a long work in the queue. The same work still open is returned, not doubled."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_advisory_xact_lock(hashtext(%s))",
                    [f"eiso.work.{kind}.{scope}"],
                )
        open_work = Work.objects.filter(
            kind=kind,
            scope=scope,
            arguments=arguments,
            state__in=[Work.State.WAITING, Work.State.RUNNING],
        ).first()
        return open_work or Work.objects.create(
            kind=kind,
            title=title,
            scope=scope,
            asked_by=by,
            asked_at=moment.now(),
            arguments=arguments,
        )


def ask_to_stop(*, work: Work) -> None:
    """Stop at the next step; a work not yet taken stops at once."""
    if not Work.objects.filter(pk=work.pk, state=Work.State.WAITING).update(
        state=Work.State.CANCELLED, finished_at=moment.now()
    ):
        Work.objects.filter(pk=work.pk, state=Work.State.RUNNING).update(
            stop_asked=True
        )


def run_due_jobs() -> int:
    """Run every periodic job whose time has come; returns how many ran."""
    return sum(_run_if_due(job) for job in registry.jobs())


def run_all_jobs() -> int:
    """Run every job once now, due or not (`eiso worker --once`); returns failures."""
    return sum(not _run(job.name, job.at_once) for job in registry.jobs())


def _run_if_due(job: registry.Job) -> bool:
    now = moment.now()
    row, _ = JobRun.objects.get_or_create(name=job.name, defaults={"next_at": now})
    if row.next_at > now:
        return False
    # Claimed by moving its next time: of two workers one changes the row.
    claimed = JobRun.objects.filter(name=job.name, next_at=row.next_at).update(
        next_at=now + dt.timedelta(seconds=job.seconds)
    )
    if claimed:
        _run(job.name, job.run)
    return bool(claimed)


def _run(name: str, run: Callable[[], object]) -> bool:
    """One run; a failing job is written down and never stops the others."""
    JobRun.objects.get_or_create(name=name, defaults={"next_at": moment.now()})
    row = JobRun.objects.filter(name=name)
    try:
        run()
    except Exception as error:
        logger.exception("job %s failed", name)
        row.update(failures=F("failures") + 1, last_error=_short(error))
        return False
    row.update(failures=0, last_error="", last_done_at=moment.now())
    return True


def run_waiting_works() -> int:
    """Run every waiting long work, and those whose worker fell silent."""
    count = 0
    while (work := _claim()) is not None:
        _do(work)
        count += 1
    return count


def _claim() -> Work | None:
    now = moment.now()
    takeable = Q(state=Work.State.WAITING) | Q(
        state=Work.State.RUNNING, lease_until__lt=now
    )
    work = Work.objects.filter(takeable).order_by("id").first()
    if work is None:
        return None
    took = Work.objects.filter(takeable, pk=work.pk, attempts=work.attempts).update(
        state=Work.State.RUNNING,
        attempts=F("attempts") + 1,
        started_at=now,
        lease_until=now + LEASE,
    )
    if not took:
        return _claim()
    work.refresh_from_db()
    return work


def _do(work: Work) -> None:
    function = registry.work_function(work.kind)
    if function is None or work.attempts > MAX_ATTEMPTS:
        why = "Không có phần chương trình làm việc này." if function is None else ""
        _finish(work, Work.State.FAILED, error=why or "Dừng sau nhiều lần không xong.")
        return
    try:
        result = function(
            {**work.arguments, "asked_by": work.asked_by}, _progress_of(work)
        )
    except registry.Cancelled:
        _finish(work, Work.State.CANCELLED)
    except BusinessError as refusal:
        _finish(work, Work.State.FAILED, error=refusal.message)
    except Exception as error:
        logger.exception("work %s failed", work.code)
        _finish(work, Work.State.FAILED, error=_short(error))
    else:
        _finish(work, Work.State.DONE, result=result)


def _progress_of(work: Work) -> registry.Progress:
    def progress(done: int, total: int, stage: str) -> None:
        mine = Work.objects.filter(pk=work.pk, attempts=work.attempts)
        kept = mine.update(
            done=done,
            total=total,
            stage=stage,
            lease_until=moment.now() + LEASE,
        )
        if not kept or mine.filter(stop_asked=True).exists():
            raise registry.Cancelled

    return progress


def _finish(work: Work, state: str, **facts: Any) -> None:
    Work.objects.filter(
        pk=work.pk, attempts=work.attempts, state=Work.State.RUNNING
    ).update(state=state, finished_at=moment.now(), lease_until=None, **facts)


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def drain_task_queue() -> None:
    """Run what waits in the django-tasks queue, then return."""
    # Imported late: the package reads its backends when loaded.
    from django_tasks_db.management.commands.db_worker import (  # noqa: PLC0415
        Worker,
    )
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415

    if not DBTaskResult.objects.ready().exists():
        return
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="eiso",
    ).run()
