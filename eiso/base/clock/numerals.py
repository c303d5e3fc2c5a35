"""Vietnamese number words up to 999: "mười lăm", "hai mươi mốt", "một trăm linh năm"."""

from __future__ import annotations

_DIGITS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_LAST = _DIGITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}


def read_words(text: str) -> tuple[int, int | None]:
    """Length of the number words at the head of `text`, and their value.

    `text` is NFC, lower case, single-spaced. (0, None) when it starts with none.
    """
    words = text.split(" ")
    best: tuple[int, int | None] = (0, None)
    for count in range(1, min(len(words), 5) + 1):
        bare = [word.strip("()") for word in words[:count]]
        value = _value(bare)
        if value is not None:
            best = (len(" ".join(words[:count]).rstrip(")")), value)
    return best


def _value(words: list[str]) -> int | None:
    hundreds = 0
    if len(words) >= 2 and words[1] == "trăm" and words[0] in _DIGITS:
        hundreds, words = _DIGITS[words[0]] * 100, words[2:]
        if words and words[0] in ("linh", "lẻ"):
            return hundreds + _DIGITS[words[1]] if _is_digit(words[1:]) else None
        if not words:
            return hundreds
    below = _below_hundred(words)
    return None if below is None else hundreds + below


def _is_digit(words: list[str]) -> bool:
    return len(words) == 1 and words[0] in _DIGITS


def _below_hundred(words: list[str]) -> int | None:
    if _is_digit(words):
        return _DIGITS[words[0]]
    if words and words[0] == "mười":
        return 10 + _unit(words[1:])[0] if _unit(words[1:])[1] else None
    if len(words) >= 2 and words[0] in _DIGITS and words[1] in ("mươi", "chục"):
        value, known = _unit(words[2:])
        return _DIGITS[words[0]] * 10 + value if known else None
    return None


def _unit(words: list[str]) -> tuple[int, bool]:
    if not words:
        return 0, True
    return (_LAST.get(words[0], 0), len(words) == 1 and words[0] in _LAST)
