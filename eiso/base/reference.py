"""Shipped reference data: each room registers one idempotent loader in `ready()`.

Run by set-up in the order of registration (lower rooms first), one transaction each.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

_loaders: dict[str, Callable[[], None]] = {}


def register(name: str, loader: Callable[[], None]) -> None:
    """`loader` writes what the room ships; called twice it changes nothing."""
    _loaders[name] = loader


def load_all() -> None:
    for loader in _loaders.values():
        with transaction.atomic():
            loader()
