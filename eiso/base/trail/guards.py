"""Triggers that let rows of the trail be added and nothing else, on both databases.

Installed after every migration: Django rebuilds a SQLite table on some changes and drops
its triggers without a word (reliability, T3). On SQLite `INSERT OR REPLACE` slips past a
delete trigger unless recursive_triggers is on, so inserting over a row is refused too (T2).
"""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection, transaction

from eiso.base.errors import NotReady
from eiso.base.trail import streams

_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION eiso_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: % on % refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$"""


class GuardsMissing(NotReady):
    """The append-only triggers are gone or do not refuse: nobody may work like this."""

    code = "guards_missing"


def install(**_: Any) -> None:
    """Create every trigger that is missing or different (post_migrate)."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_PG_FUNCTION)
        for table in streams.guarded_tables():
            if table in tables:
                _install_table(cursor, table)


def _install_table(cursor: Any, table: str) -> None:
    there = _present(table)
    for name, sql in _wanted(table).items():
        if there.get(name) == _comparable(sql):
            continue
        on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')
        cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"')


def missing() -> list[str]:
    """Tables whose triggers are absent, altered or switched off."""
    return [
        table
        for table in streams.guarded_tables()
        if {name: _comparable(sql) for name, sql in _wanted(table).items()}.items()
        - _present(table).items()
    ]


def check_guards(*, attempt: bool = True) -> None:
    """Raise GuardsMissing unless every table refuses changes.

    `attempt`: also try an UPDATE and a DELETE of the newest row, in a transaction that
    is rolled back, and see it refused. Takes the write lock for a moment on SQLite.
    """
    bad = missing()
    if attempt:
        check_connection()
    if not bad and attempt:
        bad = [table for table in streams.guarded_tables() if not _refuses(table)]
    if bad:
        raise GuardsMissing(
            "Dừng lại: nhật ký đang không được khóa chống sửa "
            f"({', '.join(sorted(bad))}). Chạy “eiso verify” để xem có gì bị đổi, rồi "
            "“eiso setup” để khóa lại."
        )


# What config.env asks of each SQLite connection; a file opened otherwise loses writes.
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
}


def check_connection() -> None:
    """Raise GuardsMissing when this SQLite connection is not the safe one."""
    if connection.vendor != "sqlite":
        return
    for name, wanted in _PRAGMAS.items():
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {name}")
            given = cursor.fetchone()[0]
        if given != wanted:
            raise GuardsMissing(
                f"Dừng lại: SQLite mở với {name} = {given}, phải là {wanted}, nếu không "
                "mất điện có thể mất việc đã ghi. Xem ổ đĩa có cho WAL không."
            )


def _refuses(table: str) -> bool:
    key = _key_column(table)
    newest = f'(SELECT max("{key}") FROM "{table}")'  # noqa: S608
    return all(
        _is_refused(sql)
        for sql in (
            f'UPDATE "{table}" SET "{key}" = "{key}" WHERE "{key}" = {newest}',  # noqa: S608
            f'DELETE FROM "{table}" WHERE "{key}" = {newest}',  # noqa: S608
        )
    )


class _TryEnded(Exception):
    pass


def _is_refused(sql: str) -> bool:
    """True when the database says no, or there was no row to refuse (SQLite)."""
    touched = 0
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(sql)
                touched = cursor.rowcount
            raise _TryEnded
    except _TryEnded:
        return touched == 0 and connection.vendor == "sqlite"
    except DatabaseError as error:
        return "append-only" in str(error)


def _key_column(table: str) -> str:
    return streams.guarded_tables()[table][0][0]


def _wanted(table: str) -> dict[str, str]:
    if connection.vendor == "postgresql":
        return {
            f"{table}_no_{act.lower()}": f'CREATE TRIGGER "{table}_no_{act.lower()}" '
            f'BEFORE {act} ON "{table}" FOR EACH STATEMENT '
            "EXECUTE FUNCTION eiso_append_only()"
            for act in ("UPDATE", "DELETE", "TRUNCATE")
        }
    refuse = f"SELECT RAISE(ABORT, 'append-only: %s on {table} refused');"
    taken = " OR ".join(
        f'EXISTS (SELECT 1 FROM "{table}" WHERE '  # noqa: S608
        + " AND ".join(f'"{name}" = NEW."{name}"' for name in names)
        + ")"
        for names in streams.guarded_tables()[table]
    )
    made = {
        f"{table}_no_{act.lower()}": f'CREATE TRIGGER "{table}_no_{act.lower()}" '
        f'BEFORE {act} ON "{table}" BEGIN {refuse % act} END'
        for act in ("UPDATE", "DELETE")
    }
    made[f"{table}_no_replace"] = (
        f'CREATE TRIGGER "{table}_no_replace" BEFORE INSERT ON "{table}" '
        f"WHEN {taken} BEGIN {refuse % 'REPLACE'} END"
    )
    return made


def _present(table: str) -> dict[str, str]:
    """Triggers the database has on `table`, with what they do in comparable form."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master "
                "WHERE type = 'trigger' AND tbl_name = %s",
                [table],
            )
            return {name: _comparable(sql) for name, sql in cursor.fetchall()}
        cursor.execute(
            "SELECT t.tgname, t.tgtype, p.proname, p.prosrc FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = to_regclass(%s) "
            "AND NOT t.tgisinternal AND t.tgenabled = 'A'",
            [f'"{table}"'],
        )
        return {
            name: f"{kind} {function}"
            for name, kind, function, source in cursor.fetchall()
            if "RAISE EXCEPTION" in source
        }


# pg_trigger.tgtype of a BEFORE STATEMENT trigger: 2 (before) plus the act's bit.
_PG_ACTS = {"DELETE": 2 + 8, "UPDATE": 2 + 16, "TRUNCATE": 2 + 32}


def _comparable(sql: str) -> str:
    if connection.vendor == "sqlite":
        return " ".join(sql.split())
    act = sql.split("BEFORE ")[1].split()[0]
    return f"{_PG_ACTS[act]} eiso_append_only"
