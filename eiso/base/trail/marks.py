"""A mark on each row: this program, with this key, wrote exactly this content.

The seal finds what changes after it; the mark finds a row slipped in by whoever may write
to the tables but does not have the server's secret, also before the next seal. It covers
every column but the key and the mark itself, and a nonce, so that no two rows share one:
a copied row shows.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings


def mark(values: Sequence[Any]) -> str:
    """A mark for canonical `values`: key name, nonce and 24 hex digits, with dots."""
    return _mark(settings.SECRET_KEY, secrets.token_hex(4), values)


def is_valid(given: str, values: Sequence[Any]) -> bool:
    """Was `given` made from `values` with the current secret or an earlier one?"""
    name, _, rest = given.partition(".")
    nonce = rest.partition(".")[0]
    return any(
        hmac.compare_digest(given.encode(), _mark(secret, nonce, values).encode())
        for secret in _secrets()
        if _key(secret)[0] == name
    )


def is_ours(given: str) -> bool:
    """Does the mark name a secret we still have (and can therefore be checked)?"""
    name = given.partition(".")[0]
    return any(_key(secret)[0] == name for secret in _secrets())


def _secrets() -> list[str]:
    earlier = [str(secret) for secret in settings.SECRET_KEY_FALLBACKS]
    return [settings.SECRET_KEY, *earlier]


def _mark(secret: str, nonce: str, values: Sequence[Any]) -> str:
    name, key = _key(secret)
    text = json.dumps([nonce, *values], ensure_ascii=False, separators=(",", ":"))
    digest = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    return f"{name}.{nonce}.{digest[:24]}"


@lru_cache(maxsize=8)
def _key(secret: str) -> tuple[str, bytes]:
    key = hashlib.sha256(b"eiso.trail.mark." + secret.encode()).digest()
    return hashlib.sha256(key).hexdigest()[:6], key
