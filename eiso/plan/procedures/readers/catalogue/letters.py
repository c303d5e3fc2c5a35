"""Vietnamese letters for patterns: in Unicode their cases are interleaved, so that a
range "à-ỹ" would also match capitals."""

from __future__ import annotations

_ALL = [
    chr(code)
    for block in (
        (0x41, 0x5B),
        (0x61, 0x7B),
        (0xC0, 0x180),
        (0x1A0, 0x1B1),
        (0x1EA0, 0x1EFA),
    )
    for code in range(*block)
]

UPPER = "".join(letter for letter in _ALL if letter.isupper())
LOWER = "".join(letter for letter in _ALL if letter.islower())
