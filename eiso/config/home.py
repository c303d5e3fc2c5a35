"""Make EISO_HOME ready: folders, migrations, triggers, shipped reference data.

Idempotent and cheap when nothing is due: one query against the list of migration files.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from eiso.base.reference import load_all


def ensure_home(*, refresh: bool = False) -> None:
    """Migrate and load reference data when this code is newer than the database.

    `refresh` does it in any case: shipped data may have moved without a migration.
    """
    home: Path = settings.EISO_HOME
    home.mkdir(parents=True, exist_ok=True)
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # WhiteNoise warns without it
    if not refresh and _is_current():
        return
    with _only_one(home):
        if refresh or not _is_current():
            call_command("migrate", verbosity=0, interactive=False)
            load_all()


def _is_current() -> bool:
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return False
    return _on_disk() <= applied


def _on_disk() -> set[tuple[str, str]]:
    """Every shipped migration, by file name: loading them all would cost half a second."""
    return {
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in (Path(config.path) / "migrations").glob("[0-9]*.py")
    }


@contextmanager
def _only_one(home: Path) -> Iterator[None]:
    with (home / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
