"""Sealing takes everything once, waits for nobody, and names who came late."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import threading

import pytest
import time_machine
from django.db import IntegrityError, connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from eiso.base.faults import injected
from eiso.base.trail import (
    anchors,
    jobs,
    once,
    ranges,
    sealing,
    services,
    streams,
    verify,
)
from eiso.base.trail.models import Anchor, Check, Cursor, Event, Seal
from eiso.people.accounts.models import User
from tests.base import trailkit


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.EISO_HOME = tmp_path


@given(st.sets(st.integers(1, 300)))
def test_ranges_say_exactly_the_ids(numbers):
    text = ranges.to_text(sorted(numbers))
    pairs = ranges.to_pairs(text)

    assert {n for a, b in pairs for n in range(a, b + 1)} == numbers
    assert ranges.count(pairs) == len(numbers)


@pytest.mark.django_db
def test_every_event_is_in_exactly_one_seal(monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 7)
    trailkit.write_events(40)

    sealing.seal_everything()

    members = [
        n
        for text in Seal.objects.values_list("members", flat=True)
        for a, b in ranges.to_pairs(text)
        for n in range(a, b + 1)
    ]
    assert sorted(members) == trailkit.ids()
    assert sealing.seal_everything() == 0
    assert trailkit.problems() == []


@pytest.mark.django_db
def test_the_sealer_waits_so_that_a_minute_shares_a_seal():
    with time_machine.travel(
        dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC), tick=False
    ) as now:
        trailkit.write_events(3)
        assert sealing.seal_due() == 0

        now.shift(sealing.SEAL_AFTER)
        assert sealing.seal_due() > 0


@pytest.mark.django_db
def test_many_events_do_not_wait(monkeypatch):
    monkeypatch.setattr(sealing, "SEAL_AT", 5)
    trailkit.write_events(5)

    assert sealing.seal_due() > 0


@pytest.mark.django_db
def test_a_rolled_back_act_leaves_no_alarm():
    trailkit.write_events(2)
    try:
        with transaction.atomic():
            trailkit.write_events(2)
            raise ZeroDivisionError
    except ZeroDivisionError:
        trailkit.write_events(2)
    sealing.seal_everything()

    assert trailkit.problems() == []


@pytest.mark.django_db
def test_an_insert_refused_by_its_key_leaves_no_alarm():
    by = User.objects.machine()
    ticket = once.Ticket(actor=by.username, key="k" * 20, body="b")
    for refused in (False, True, True):
        with contextlib.suppress(IntegrityError), transaction.atomic():
            with once.using(dataclasses.replace(ticket)):
                services.record(by=by, verb="tests.a.done", target=by, scope="H48/")
            assert not refused
    trailkit.write_events(2)

    assert Event.objects.filter(verb="tests.a.done").count() == 1
    assert trailkit.problems() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="late commits")
def test_an_event_that_commits_late_is_sealed_later_without_alarm():
    by = User.objects.machine()
    wrote, may_commit = threading.Event(), threading.Event()

    def slow_act() -> None:
        with transaction.atomic():
            services.record(by=by, verb="tests.slow.done", target=by, scope="H48/")
            wrote.set()
            may_commit.wait(10)
        connections.close_all()

    thread = threading.Thread(target=slow_act)
    thread.start()
    wrote.wait(10)
    services.record(by=by, verb="tests.quick.done", target=by, scope="H48/")
    sealing.seal_everything()
    may_commit.set()
    thread.join()
    late = Event.objects.get(verb="tests.slow.done")
    assert late.pk < Event.objects.get(verb="tests.quick.done").pk
    assert verify.run().problems == []
    assert sealing.waiting(streams.get("trail"))[0] == 1

    sealing.seal_everything()

    gaps = Cursor.objects.get(pk="trail").gaps
    assert not any(first <= late.pk <= last for first, last, _ in gaps)
    assert Seal.objects.order_by("id").last().members == str(late.pk)
    assert verify.run().problems == []
    assert trailkit.standalone_problems() == []


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_seal_once():
    trailkit.write_events(20)
    start = threading.Barrier(2)
    errors: list[Exception] = []

    def sealer() -> None:
        try:
            start.wait(10)
            sealing.seal_everything()
        except Exception as error:  # noqa: BLE001  the thread must tell its test
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sealer) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sealing.seal_everything()

    assert errors == []
    assert sum(Seal.objects.values_list("count", flat=True)) == 20
    assert verify.run().problems == []


@pytest.mark.django_db(transaction=True)
def test_a_sealer_killed_midway_leaves_nothing_half_done():
    trailkit.write_events(5)

    def die() -> None:
        raise KeyboardInterrupt

    with injected("trail.sealing", die), pytest.raises(KeyboardInterrupt):
        sealing.seal_everything()

    assert Seal.objects.count() == 0
    assert sealing.seal_everything() > 0
    assert verify.run().problems == []


@pytest.mark.django_db
def test_an_anchor_is_kept_in_the_file_and_by_every_sender(monkeypatch):
    kept = []

    def far_away(mooring: anchors.Mooring) -> str:
        kept.append(mooring.text)
        return "đã nhận"

    def out_of_reach(mooring: anchors.Mooring) -> str:
        raise ConnectionError

    monkeypatch.setattr(anchors, "_senders", {"sở": far_away, "kho": out_of_reach})
    trailkit.write_events(3)
    jobs.seal_now()

    assert set(Anchor.objects.values_list("place", flat=True)) == {"file", "sở"}
    assert anchors.file_path().read_text() == f"{kept[0]}\n"
    assert anchors.anchor_now() == 0
    assert Seal.objects.last().link[:8] in anchors.printable(Anchor.objects.first())


@pytest.mark.django_db
def test_anchors_come_by_time_or_by_number():
    with time_machine.travel(
        dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC), tick=False
    ) as now:
        trailkit.write_events(1)
        sealing.seal_everything()
        assert anchors.anchor_due() == 1
        trailkit.write_events(1)
        sealing.seal_everything()
        assert anchors.anchor_due() == 0
        now.shift(anchors.EVERY)
        assert anchors.anchor_due() == 1


@pytest.mark.django_db
def test_a_check_is_kept_with_its_verdict():
    trailkit.sealed_trail(batches=2, size=4)

    check = verify.run_and_keep(asked_by="quan")

    assert (check.ok, check.events, check.waiting) == (True, 8, 0)
    assert Check.objects.get().asked_by == "quan"


@pytest.mark.django_db
def test_a_table_of_another_room_may_be_a_stream(monkeypatch):
    """Issue B's dossier events register their own table; any append-only model will do."""
    monkeypatch.setattr(streams, "_streams", dict(streams._streams))
    monkeypatch.setattr(streams, "_guarded", dict(streams._guarded))
    streams.register("anchors", Anchor, scope="place")
    trailkit.sealed_trail(batches=1, size=2)
    sealing.seal_everything()

    assert verify.run().events == 3
    assert Seal.objects.filter(form__stream="anchors").count() == 1
    with trailkit.as_superuser():
        trailkit.execute("UPDATE trail_anchor SET receipt = 'khác'")
        trailkit.lock_again()
        assert "anchors" in {p.where.split()[0] for p in trailkit.problems()}


@pytest.mark.django_db
def test_a_column_that_cannot_be_canonical_is_refused():
    with pytest.raises(TypeError):
        streams.register("checks", Check, scope="asked_by")
    assert connection.vendor in {"sqlite", "postgresql"}
