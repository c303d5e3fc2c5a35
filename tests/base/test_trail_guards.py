"""The tables of the trail refuse every change, on both databases, also after a migration."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from eiso.base.trail import guards, services, streams
from eiso.base.trail.models import Event
from tests.base import trailkit
from tests.trail_flush import drop_guards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trail(settings, tmp_path):
    settings.EISO_HOME = tmp_path
    trailkit.sealed_trail(batches=1, size=3)


def test_the_tables_of_the_trail_are_guarded():
    assert set(OWN) <= set(streams.guarded_tables())


def refused(sql: str, *arguments: object) -> bool:
    try:
        with transaction.atomic():
            trailkit.execute(sql, *arguments)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


OWN = ["trail_anchor", "trail_event", "trail_form", "trail_seal"]


@pytest.mark.parametrize("table", OWN)
def test_rows_are_neither_changed_nor_removed(table):
    assert refused(f"UPDATE {table} SET id = id")  # noqa: S608
    assert refused(f"DELETE FROM {table}")  # noqa: S608


def test_the_orm_is_refused_too():
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.update(verb="khac")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="TRUNCATE: PostgreSQL")
def test_truncate_is_refused():
    assert refused("TRUNCATE trail_event")


def replace_sql() -> str:
    columns = [f.column for f in Event._meta.concrete_fields]
    listed = ", ".join(f'"{name}"' for name in columns)
    values = listed.replace('"actor"', "'ke-gia'")
    if connection.vendor == "sqlite":
        return (
            f"INSERT OR REPLACE INTO trail_event ({listed}) SELECT {values} "  # noqa: S608
            "FROM trail_event LIMIT 1"
        )
    return (
        f"INSERT INTO trail_event ({listed}) SELECT {values} FROM trail_event LIMIT 1 "  # noqa: S608
        "ON CONFLICT (id) DO UPDATE SET actor = EXCLUDED.actor"
    )


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_replacing_a_row_is_refused_whatever_the_connection_says(recursive):
    if connection.vendor == "sqlite":
        trailkit.execute(f"PRAGMA recursive_triggers={recursive}")

    assert refused(replace_sql())

    if connection.vendor == "sqlite":
        trailkit.execute("PRAGMA recursive_triggers=ON")


def test_start_is_refused_when_a_guard_is_missing():
    guards.check_guards()
    trailkit.settle_constraints()
    drop_guards(["trail_event"])

    assert guards.missing() == ["trail_event"]
    with pytest.raises(guards.GuardsMissing, match="trail_event"):
        guards.check_guards(attempt=False)
    assert [p.what for p in trailkit.problems()] == ["guard"]

    guards.install()
    guards.check_guards()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PRAGMA: SQLite")
def test_start_is_refused_on_a_connection_that_could_lose_writes():
    trailkit.execute("PRAGMA recursive_triggers=OFF")
    try:
        with pytest.raises(guards.GuardsMissing, match="recursive_triggers"):
            guards.check_guards()
    finally:
        trailkit.execute("PRAGMA recursive_triggers=ON")
    guards.check_guards()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="trigger text: SQLite")
def test_a_hollow_trigger_counts_as_missing():
    drop_guards(["trail_event"])
    trailkit.execute(
        "CREATE TRIGGER trail_event_no_update BEFORE UPDATE ON trail_event "
        "BEGIN SELECT 1; END"
    )

    assert guards.missing() == ["trail_event"]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL")
def test_a_disabled_or_emptied_trigger_counts_as_missing():
    trailkit.settle_constraints()
    trailkit.execute("ALTER TABLE trail_event DISABLE TRIGGER trail_event_no_update")
    assert guards.missing() == ["trail_event"]
    guards.install()
    assert guards.missing() == []

    trailkit.execute(
        "CREATE OR REPLACE FUNCTION eiso_append_only() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RETURN NULL; END $$"
    )
    assert set(guards.missing()) == set(streams.guarded_tables())


def test_the_attempt_finds_a_table_that_does_not_refuse(monkeypatch):
    """The control: presence alone is not believed."""
    trailkit.settle_constraints()
    drop_guards(["trail_event"])
    monkeypatch.setattr(guards, "missing", list)

    with pytest.raises(guards.GuardsMissing, match="trail_event"):
        guards.check_guards()


@pytest.mark.django_db(transaction=True)
def test_a_rebuilt_table_is_guarded_again_after_migrations():
    """Django rebuilds the SQLite table of a changed column and drops its triggers."""
    field = Event._meta.get_field("reason").clone()
    field.set_attributes_from_name("reason")
    field.null = True
    with connection.schema_editor() as editor:
        editor.alter_field(Event, Event._meta.get_field("reason"), field)
    if connection.vendor == "sqlite":
        assert guards.missing() == ["trail_event"]

    with connection.schema_editor() as editor:
        editor.alter_field(Event, field, Event._meta.get_field("reason"))
    guards.install()

    assert guards.missing() == []


def test_no_command_and_no_code_of_the_product_removes_a_guard():
    """E6: outside the installer itself nothing speaks of dropping or disabling one."""
    package = trailkit.PATH.parents[2]
    offenders = [
        str(path)
        for path in package.rglob("*.py")
        if path.name != "guards.py"
        and any(
            word in path.read_text(encoding="utf-8").lower()
            for word in ("disable trigger", "session_replication_role")
        )
    ]

    assert offenders == []
    assert services.record.__doc__
