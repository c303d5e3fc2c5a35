"""The worker: what is due, long works, and how it ends."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import time_machine

from eiso.base.errors import NotReady
from eiso.base.jobs import registry, services
from eiso.base.jobs.models import JobRun, Work
from tests.base import trailkit

START = dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)


@pytest.fixture
def jobs(monkeypatch):
    monkeypatch.setattr(registry, "_jobs", {})
    monkeypatch.setattr(registry, "_works", {})
    return registry


@pytest.mark.django_db
def test_a_job_runs_when_its_time_has_come(jobs):
    ran = []
    jobs.every("t.job", seconds=60, run=lambda: ran.append(1))
    with time_machine.travel(START, tick=False) as now:
        assert services.run_due_jobs() == 1
        assert services.run_due_jobs() == 0
        now.shift(60)
        assert services.run_due_jobs() == 1
    assert len(ran) == 2


@pytest.mark.django_db
def test_a_failing_job_is_written_down_and_stops_nobody(jobs, caplog):
    ran = []

    def fail() -> None:
        raise ZeroDivisionError("hỏng")

    jobs.every("t.bad", seconds=60, run=fail)
    jobs.every("t.good", seconds=60, run=lambda: ran.append(1))

    assert services.run_all_jobs() == 1
    assert ran == [1]
    bad = JobRun.objects.get(name="t.bad")
    assert (bad.failures, bad.last_error) == (1, "ZeroDivisionError: hỏng")
    jobs.every("t.bad", seconds=60, run=lambda: None)
    services.run_all_jobs()
    bad.refresh_from_db()
    assert (bad.failures, bad.last_error) == (0, "")


@pytest.mark.django_db
def test_a_long_work_is_done_once_and_shows_its_progress(jobs):
    seen = []

    def count(arguments, progress):
        for n in range(1, 4):
            progress(n, 3, "Đếm")
            seen.append(Work.objects.get().done)
        return {"sum": arguments["to"]}

    jobs.work("t.count", count)
    first = services.ask_for_work(by="an", kind="t.count", title="Đếm", to=3)
    again = services.ask_for_work(by="binh", kind="t.count", title="Đếm", to=3)
    assert first.pk == again.pk

    assert services.run_waiting_works() == 1
    work = Work.objects.get()
    assert (work.state, work.result, seen) == ("done", {"sum": 3}, [1, 2, 3])
    assert services.run_waiting_works() == 0


@pytest.mark.django_db
def test_a_work_whose_worker_was_killed_is_taken_over(jobs):
    tries = []

    def die_first(arguments, progress):
        tries.append(1)
        if len(tries) == 1:
            raise KeyboardInterrupt  # as if killed: nothing is written down
        return {}

    jobs.work("t.die", die_first)
    services.ask_for_work(by="an", kind="t.die", title="Chết")
    with time_machine.travel(START, tick=False) as now:
        with pytest.raises(KeyboardInterrupt):
            services.run_waiting_works()
        assert services.run_waiting_works() == 0
        now.shift(services.LEASE + dt.timedelta(seconds=1))
        assert services.run_waiting_works() == 1
    assert Work.objects.get().state == Work.State.DONE


@pytest.mark.django_db
def test_a_work_that_kills_its_worker_each_time_is_given_up(jobs):
    def die(arguments, progress):
        raise KeyboardInterrupt

    jobs.work("t.die", die)
    services.ask_for_work(by="an", kind="t.die", title="Chết")
    with time_machine.travel(START, tick=False) as now:
        for _ in range(services.MAX_ATTEMPTS):
            with pytest.raises(KeyboardInterrupt):
                services.run_waiting_works()
            now.shift(services.LEASE + dt.timedelta(seconds=1))
        services.run_waiting_works()
    assert Work.objects.get().state == Work.State.FAILED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "said"),
    [(NotReady("Chưa có lịch."), "Chưa có lịch."), (KeyError("x"), "KeyError: 'x'")],
)
def test_a_work_that_fails_says_why(jobs, error, said, caplog):
    def fail(arguments, progress):
        raise error

    jobs.work("t.fail", fail)
    services.ask_for_work(by="an", kind="t.fail", title="Hỏng")
    services.run_waiting_works()

    assert (Work.objects.get().state, Work.objects.get().error) == ("failed", said)


@pytest.mark.django_db
def test_a_work_may_be_stopped_before_and_while_it_runs(jobs):
    def long(arguments, progress):
        services.ask_to_stop(work=Work.objects.get(state="running"))
        progress(1, 2, "Nửa")
        return {}

    jobs.work("t.long", long)
    services.ask_to_stop(work=services.ask_for_work(by="an", kind="t.long", title="A"))
    assert services.run_waiting_works() == 0
    services.ask_for_work(by="an", kind="t.long", title="B")
    services.run_waiting_works()
    assert set(Work.objects.values_list("state", flat=True)) == {"cancelled"}


@pytest.fixture(scope="module")
def made_home(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("home")
    assert eiso(home, "setup").returncode == 0
    return home


@pytest.fixture
def home(made_home, tmp_path) -> Path:
    """A home with some sealed and anchored events, on SQLite whatever the tests use."""
    shutil.copytree(made_home, tmp_path / "home")
    assert eiso(tmp_path / "home", "worker", "--once").returncode == 0
    return tmp_path / "home"


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "EISO_HOME": str(home), "DATABASE_URL": ""}


def eiso(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "eiso.config.cli", *words]
    return subprocess.run(
        command, env=environment(home), capture_output=True, text=True, timeout=60
    )


def start_worker(home: Path) -> subprocess.Popen[str]:
    worker = subprocess.Popen(
        [sys.executable, "-m", "eiso.config.cli", "worker"],
        env=environment(home),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "đang chạy" in worker.stderr.readline()
    return worker


def test_the_worker_ends_cleanly_is_alone_and_survives_a_kill(home):
    worker = start_worker(home)
    second = eiso(home, "worker", "--once")
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    third = start_worker(home)
    time.sleep(1.5)
    third.send_signal(signal.SIGTERM)
    _, said = third.communicate(timeout=20)

    assert (second.returncode, "Đã có một tiến trình nền" in second.stderr) == (3, True)
    assert (third.returncode, "đã dừng" in said) == (0, True)
    assert eiso(home, "verify").returncode == 0


def other_verifier(home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(trailkit.PATH), str(home / "db.sqlite3")]
    command += ["--anchors", str(home / "anchors" / "anchors.jsonl"), "--json"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_verify_prints_its_answer_and_nothing_else(home):
    clean, other = eiso(home, "verify", "--json"), other_verifier(home)

    assert (clean.returncode, other.returncode) == (0, 0)
    assert json.loads(clean.stdout) == {"ok": True, "problems": []}
    assert json.loads(other.stdout) == {"ok": True, "problems": []}


def test_a_changed_file_of_the_database_is_found_by_both(home):
    with sqlite3.connect(home / "db.sqlite3") as database:
        database.execute("DROP TRIGGER trail_event_no_update")
        database.execute("UPDATE trail_event SET verb = 'khac' WHERE id = 1")
    database.close()

    refused = eiso(home, "worker", "--once")
    answer, other = eiso(home, "verify", "--json"), other_verifier(home)

    assert (refused.returncode, "Dừng lại" in refused.stderr) == (3, True)
    assert (answer.returncode, other.returncode) == (1, 1)
    problems = json.loads(answer.stdout)["problems"]
    assert [p["what"] for p in problems] == ["event", "guard"]
    assert all(set(p) == {"what", "where", "sentence"} for p in problems)
    assert problems[0]["where"] == json.loads(other.stdout)["problems"][0]["where"]

    eiso(home, "setup")
    still = json.loads(eiso(home, "verify", "--json").stdout)["problems"]
    assert [p["what"] for p in still] == ["event"]


def test_an_anchor_kept_elsewhere_is_compared(home, tmp_path):
    kept = tmp_path / "kept.jsonl"
    text = (home / "anchors" / "anchors.jsonl").read_text()
    kept.write_text(text)
    assert eiso(home, "verify", "--anchors", str(kept)).returncode == 0
    kept.write_text(text.replace('"link": "', '"link": "0'))
    assert eiso(home, "verify", "--anchors", str(kept)).returncode == 1
    kept.write_text("không phải mốc")
    assert eiso(home, "verify", "--anchors", str(kept)).returncode == 2
