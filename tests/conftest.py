"""Fixtures for every test; the cast is tests/cast.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest_plugins = ["tests.cast"]


@pytest.fixture
def given_data() -> Path:
    """The folder of real data; only tests marked `given_data` use it."""
    folder = os.environ.get("EISO_TEST_DATA", "")
    if not folder:
        pytest.skip(
            "EISO_TEST_DATA is not set: the full given data is not on this machine"
        )
    return Path(folder)
