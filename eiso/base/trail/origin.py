"""From which machine the act of this request came; the web sets it, `record` keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_origin: ContextVar[str] = ContextVar("eiso_origin", default="")


def current() -> str:
    """The address of the request being answered; "" in the worker and in commands."""
    return _origin.get()


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """Acts recorded in this block came from `address`."""
    token = _origin.set(address[:60])
    try:
        yield
    finally:
        _origin.reset(token)
