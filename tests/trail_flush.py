"""Let Django's test flush empty the tables that refuse it, and guard them again after.

The product has no door for this on purpose (reliability, E6): the tests break it open by
hand, and post_migrate, which flush sends, puts the triggers back.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import TransactionTestCase

from eiso.base.trail import guards, streams


def drop_guards(tables: list[str] | None = None) -> None:
    """What a superuser would do first: remove the append-only triggers."""
    with connection.cursor() as cursor:
        for table in tables or streams.guarded_tables():
            for name in guards._wanted(table):
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def drop_frozen() -> None:
    """The same for issued revisions of documents."""
    on = " ON documents_revision" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in ("frozen", "kept", "replaced"):
            cursor.execute(f"DROP TRIGGER IF EXISTS documents_revision_{name}{on}")


def _restart_numbers() -> None:
    """A flushed SQLite table starts at 1 again, as in a fresh home."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_sequence")


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_guards():
    teardown = TransactionTestCase._fixture_teardown

    def broken_open(self) -> None:
        drop_guards()
        drop_frozen()
        teardown(self)
        _restart_numbers()

    TransactionTestCase._fixture_teardown = broken_open
    yield
    TransactionTestCase._fixture_teardown = teardown
