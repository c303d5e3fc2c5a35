"""E2: whoever rules the database cannot change the trail unseen (both databases)."""

# ruff: noqa: S311  the numbers need not be secret

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from eiso.base.trail import sealing, verify
from tests.base import trailkit

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(settings, tmp_path):
    settings.EISO_HOME = tmp_path
    trailkit.sealed_trail()


def tamper_and_check(tampering, seed: int) -> None:
    rng = random.Random(seed)
    with trailkit.as_superuser():
        number = tampering(rng)
        trailkit.lock_again()

        found = trailkit.problems()
        others = trailkit.standalone_problems(django_settings.SECRET_KEY)

    assert found, f"{tampering.__name__} {seed} went unseen"
    if tampering is not trailkit.append_forged:
        assert others, f"{tampering.__name__} {seed} unseen by the other verifier"
    if tampering in trailkit.EVENT_TAMPERINGS:
        named = {problem.where for problem in found if problem.what == "event"}
        assert f"trail {number}" in named
        assert f"trail {number}" in {problem["where"] for problem in others}


@pytest.mark.parametrize(
    "tampering", trailkit.EVENT_TAMPERINGS + trailkit.OTHER_TAMPERINGS
)
def test_every_tampering_is_found(trail, tampering):
    for seed in range(9):
        tamper_and_check(tampering, seed)

    assert trailkit.problems() == []
    assert trailkit.standalone_problems(django_settings.SECRET_KEY) == []


@pytest.mark.long
def test_a_thousand_tamperings_are_found(trail):
    kinds = trailkit.EVENT_TAMPERINGS + trailkit.OTHER_TAMPERINGS
    for seed in range(1_000):
        tamper_and_check(random.Random(seed).choice(kinds), seed)


def test_clean_runs_raise_no_alarm(settings, tmp_path):
    settings.EISO_HOME = tmp_path
    for run in range(20):
        trailkit.write_events(run, seed=run)
        if run % 3:
            sealing.seal_everything()

        assert verify.run().problems == []
        assert trailkit.standalone_problems(django_settings.SECRET_KEY) == []


@pytest.mark.long
def test_two_hundred_clean_runs_raise_no_alarm(settings, tmp_path):
    settings.EISO_HOME = tmp_path
    for run in range(200):
        trailkit.write_events(run % 7, seed=run)
        if run % 3:
            sealing.seal_everything()

        assert verify.run().problems == []


def dumped(folder: Path) -> Path:
    """The tables as psql would write them with row_to_json, one line a row."""
    folder.mkdir()
    for table in ("trail_form", "trail_seal", "trail_cursor", "trail_event"):
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")  # noqa: S608
                lines = [row[0] for row in cursor.fetchall()]
            else:
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
                names = [column[0] for column in cursor.description]
                lines = [
                    json.dumps(dict(zip(names, row, strict=True)), default=str)
                    for row in cursor.fetchall()
                ]
        (folder / f"{table}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_folder_of_lines_is_checked_like_the_database(trail, tmp_path, capsys):
    module = trailkit.standalone()
    anchors = str(tmp_path / "anchors" / "anchors.jsonl")
    clean = dumped(tmp_path / "clean")
    with trailkit.as_superuser():
        number = trailkit.edit(random.Random(2))
        changed = dumped(tmp_path / "changed")

    assert module.main([str(clean), "--anchors", anchors]) == 0
    assert module.main([str(changed), "--anchors", anchors]) == 1
    assert f"Việc số {number} " in capsys.readouterr().out
    assert module.main([str(tmp_path / "none")]) == 2


def test_a_cut_tail_is_found_only_by_the_anchor(trail, tmp_path):
    """The control: without the place outside, this harm would go unseen."""
    with trailkit.as_superuser():
        trailkit.cut_tail(random.Random(3))
        trailkit.execute("DELETE FROM trail_anchor")
        trailkit.lock_again()
        with_anchor = trailkit.problems()
        (tmp_path / "anchors" / "anchors.jsonl").unlink()
        without = trailkit.problems()

    assert [problem.what for problem in with_anchor] == ["anchor"]
    assert without == []


def test_unsealed_events_are_protected_by_their_mark(settings, tmp_path):
    settings.EISO_HOME = tmp_path
    trailkit.write_events(5)
    for tampering in (trailkit.edit, trailkit.append_forged):
        with trailkit.as_superuser():
            number = tampering(random.Random(4))
            trailkit.lock_again()

            assert [p.where for p in trailkit.problems()] == [f"trail {number}"]


def test_a_forged_event_stays_known_after_it_was_sealed(settings, tmp_path):
    settings.EISO_HOME = tmp_path
    trailkit.write_events(5)
    with trailkit.as_superuser():
        number = trailkit.append_forged(random.Random(1))
        trailkit.execute(
            "UPDATE trail_event SET mark = 'abcdef.00.00' WHERE id = %s", number
        )
        sealing.seal_everything()
        trailkit.lock_again()

        assert [p.where for p in trailkit.problems()] == [f"trail {number}"]
