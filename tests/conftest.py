"""Fixtures for every test; the cast is tests/cast.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytest_plugins = ["tests.cast", "tests.trail_flush"]


_TOUCHES_THE_DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that never asks for the database is `pure`: once is enough."""
    for item in items:
        wants = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or wants & _TOUCHES_THE_DATABASE:
            continue
        item.add_marker(pytest.mark.pure)


@pytest.fixture(autouse=True, scope="session")
def _home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files and anchors of this run alone: a demo in ./var must not fail a test."""
    settings.EISO_HOME = tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True, scope="session")
def _static_folder() -> None:
    """WhiteNoise warns about a missing folder, and warnings are errors."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """SQLite in a file of this run: in memory, two threads share one locked table.

    PostgreSQL gets a database a worker, by the suffix of pytest-django.
    """
    if connection.vendor == "sqlite":
        name = tmp_path_factory.mktemp("db") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)


@pytest.fixture
def given_data() -> Path:
    """The folder of real data; only tests marked `given_data` use it."""
    folder = os.environ.get("EISO_TEST_DATA", "")
    if not folder:
        pytest.skip(
            "EISO_TEST_DATA is not set: the full given data is not on this machine"
        )
    return Path(folder)
