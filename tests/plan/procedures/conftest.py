"""Who acts in the stories of procedures."""

from __future__ import annotations

import pytest


@pytest.fixture
def crew(dung, binh, chi):
    """Who writes, who reviews, who approves."""
    return dung, binh, chi


@pytest.fixture
def as_dung(client, dung):
    """The quality secretary, signed in."""
    client.force_login(dung)
    return client
