"""Named points where a test may make the world fail; in production a no-op.

The file store, the seal and the outbox call `fault("room.point")` between two steps whose
order matters; a test puts a hook there that raises, kills or looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_hooks: dict[str, Callable[[], None]] = {}


def fault(name: str) -> None:
    """Do what a test asked to happen at this point; nothing otherwise."""
    hook = _hooks.get(name)
    if hook is not None:
        hook()


@contextmanager
def injected(name: str, hook: Callable[[], None]) -> Iterator[None]:
    """Run `hook` at the point `name` while the block lasts (tests only)."""
    _hooks[name] = hook
    try:
        yield
    finally:
        _hooks.pop(name, None)
