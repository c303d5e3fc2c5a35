"""Sets of row ids as short text: "5-9,11"."""

from __future__ import annotations

from collections.abc import Iterable


def to_text(ids: Iterable[int]) -> str:
    """Ascending ids as ranges: 5, 6, 7, 9 is "5-7,9"."""
    parts: list[list[int]] = []
    for number in ids:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def to_pairs(text: str) -> list[tuple[int, int]]:
    """The (first, last) pairs of a text of ranges; ValueError when it is not one."""
    pairs = []
    for part in text.split(",") if text else []:
        first, _, last = part.partition("-")
        pairs.append((int(first), int(last or first)))
    return pairs


def count(pairs: Iterable[tuple[int, int]]) -> int:
    return sum(last - first + 1 for first, last in pairs)


def place_of(number: int, pairs: Iterable[tuple[int, int]]) -> int | None:
    """How many ids of the set come before `number`; None when it is not in it."""
    before = 0
    for first, last in pairs:
        if first <= number <= last:
            return before + number - first
        before += last - first + 1
    return None
