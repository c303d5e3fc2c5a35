"""Numbers that Word draws but does not write: "1.", "Bước 2", "a)" of numbered lists."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbering:
    """Counts numbered paragraphs in document order, as Word does when it draws them."""

    def __init__(self, root: Element | None) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.lists: dict[str, str] = {}
        self.counters: dict[str, dict[int, int]] = defaultdict(dict)
        if root is not None:
            self._learn(root)

    def _learn(self, root: Element) -> None:
        for abstract in root.findall(f"{_W}abstractNum"):
            key = abstract.get(f"{_W}abstractNumId", "")
            self.levels[key] = {
                _int(level.get(f"{_W}ilvl")): (
                    _val(level, "numFmt"),
                    _val(level, "lvlText"),
                    _int(_val(level, "start"), 1),
                )
                for level in abstract.findall(f"{_W}lvl")
            }
        for number in root.findall(f"{_W}num"):
            self.lists[number.get(f"{_W}numId", "")] = _val(number, "abstractNumId")

    def next(self, properties: Element | None) -> str:
        """The number drawn before this paragraph; "" for none, "-" for a bullet."""
        if properties is None:
            return ""
        mark = properties.find(f"{_W}numPr")
        if mark is None:
            return ""
        list_id = _val(mark, "numId")
        level = _int(_val(mark, "ilvl"))
        shape = self.levels.get(self.lists.get(list_id, ""), {})
        if level not in shape:
            return ""
        form, pattern, start = shape[level]
        if form == "bullet":
            return "-"
        if form == "none":
            return ""
        counts = self.counters[list_id]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return re.sub(
            r"%(\d)",
            lambda found: self._drawn(shape, counts, int(found[1]) - 1),
            pattern,
        )

    def _drawn(
        self,
        shape: dict[int, tuple[str, str, int]],
        counts: dict[int, int],
        level: int,
    ) -> str:
        form, _, start = shape.get(level, ("decimal", "", 1))
        return drawn(counts.get(level, start), form)


def drawn(number: int, form: str) -> str:
    """A number in Word's form: decimal, decimalZero, roman, letter."""
    if form == "decimalZero":
        return f"{number:02d}"
    if form.lower().endswith("roman"):
        text = _roman(number)
        return text if form.startswith("upper") else text.lower()
    if form.lower().endswith("letter"):
        text = chr(ord("A") + (number - 1) % 26)
        return text if form.startswith("upper") else text.lower()
    return str(number)


def _roman(number: int) -> str:
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in signs:
        while number >= value and len(text) < 20:
            text += sign
            number -= value
    return text


def _val(parent: Element, tag: str) -> str:
    found = parent.find(f"{_W}{tag}")
    return "" if found is None else found.get(f"{_W}val", "")


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else default
