"""How a number becomes a symbol ("45/QĐ-UBND"); the patterns are data, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# {name} or {name:02}: no attribute, index or conversion, so that a pattern typed by an
# office can never reach into the program as str.format would let it.
_FIELD = re.compile(r"\{([a-z_]+)(?::0([1-9]))?\}")


@dataclass(frozen=True)
class PaperKind:
    """A kind of administrative paper: its type code, its register, its pattern."""

    code: str
    title: str
    register: str
    pattern: str


class BadPattern(ValueError):
    """A pattern that names an unknown part or has no number in it."""


def symbol(pattern: str, *, n: int, parts: Mapping[str, str | int]) -> str:
    """Fill `pattern`: "{n:02}/{type}-{issuer}" gives "07/QĐ-UBND". Raises BadPattern."""
    values: dict[str, str | int] = {**parts, "n": n}

    def fill(match: re.Match[str]) -> str:
        name, width = match.group(1), int(match.group(2) or 0)
        if name not in values:
            raise BadPattern(f"“{{{name}}}” không phải phần của ký hiệu.")
        return str(values[name]).rjust(width, "0")

    if not re.search(r"\{n(?::0[1-9])?\}", pattern):
        raise BadPattern("Mẫu ký hiệu phải có {n}.")
    filled = _FIELD.sub(fill, pattern)
    if "{" in filled or "}" in filled:
        raise BadPattern("Mẫu ký hiệu có dấu ngoặc không hiểu được.")
    return filled
