"""What time it is: the one door of services to the clock on the wall.

The demo and tests tell a story of the past inside `at`; nothing else may (a test holds
it). The trail's order is its number, never its time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_told: ContextVar[dt.datetime | None] = ContextVar("eiso_moment", default=None)


def now() -> dt.datetime:
    """The present instant, aware."""
    return _told.get() or timezone.now()


def today() -> dt.date:
    """The present day in Asia/Ho_Chi_Minh."""
    return timezone.localdate(now())


@contextmanager
def at(instant: dt.datetime) -> Iterator[None]:
    """Act as if it were `instant` (aware)."""
    token = _told.set(instant)
    try:
        yield
    finally:
        _told.reset(token)
