"""Vietnamese folding for search: without marks, đ as d, `hoà` as `hòa`."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case without marks, one space between words: "Đường  BỘ" is "duong bo"."""
    swapped = text.replace("đ", "d").replace("Đ", "D")
    parts = unicodedata.normalize("NFD", swapped)
    bare = "".join(char for char in parts if unicodedata.category(char) != "Mn")
    return _SPACES.sub(" ", bare).strip().lower()


def squash(text: str) -> str:
    """NFC with every run of white space (also no-break) as one space, trimmed."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
