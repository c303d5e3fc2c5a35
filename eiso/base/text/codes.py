"""Public identities: random, short enough to read aloud, never a primary key."""

from __future__ import annotations

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    """26 characters of a 31-letter alphabet: 128 random bits, no look-alike letters."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(26))
