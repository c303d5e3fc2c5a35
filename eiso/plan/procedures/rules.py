"""Pure decisions of this room: keys of changes, symbols, what blocks sending."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from eiso.plan.procedures.definition import Change, Definition, diff_in_words
from eiso.plan.procedures.definition.differences import STEP_FIELDS
from eiso.plan.procedures.edits import plainly_numbered

_AUTO = re.compile(r"QT-(\d{1,6})")
_PLACE = re.compile(r"\s+(?:tỉnh|thành phố)\b.*", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")


def change_key(change: Change) -> str:
    """12 hex digits under which the reason of a change is kept.

    A change that is edited further (4 → 2,5 becomes 4 → 3) keeps its reason; a row is
    known by what it says, because rows have no keys.
    """
    said = [change.kind, change.step_key, change.params.get("field", "")]
    said.append(change.params.get("row", ""))
    if not change.step_key:
        said.append(change.before if change.before else change.after)
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Reasoned:
    """A change in words with the reason given for it ("" when none)."""

    key: str
    change: Change
    reason: str


def reasoned(
    old: Definition | None, new: Definition, reasons: dict[str, str]
) -> list[Reasoned]:
    """Changes against the version in force; none for a first issue.

    Where both number their steps 1, 2, 3 …, a number that only follows its place is not
    a change of its own: the step added, removed or moved before it is.
    """
    if old is None:
        return []
    follows = plainly_numbered(old) and plainly_numbered(new)
    return [
        Reasoned(change_key(change), change, reasons.get(change_key(change), ""))
        for change in diff_in_words(old, new)
        if not (follows and change.params.get("field") == STEP_FIELDS["number"])
    ]


def next_symbol(taken: Iterable[str]) -> str:
    """The next "QT-07" of an agency that lets eISO count its procedures."""
    matches = (_AUTO.fullmatch(symbol) for symbol in taken)
    numbers = (int(match.group(1)) for match in matches if match)
    return f"QT-{max(numbers, default=0) + 1:02d}"


def issuer_of(kind: str, name: str, short_name: str) -> str:
    """The letters behind a decision's number: "UBND", "STP"; a suggestion, editable.

    The place is not among them: every province's Sở Tư pháp writes STP.
    """
    if kind == "peoples_committee" or name.startswith(("UBND", "Ủy ban nhân dân")):
        return "UBND"
    if short_name and " " not in short_name:
        return short_name
    said = _PLACE.sub("", short_name or name)
    words = [word for word in said.split() if word.lower() not in {"và", "-", "–"}]
    letters = (word if word.isupper() else word[0].upper() for word in words)
    return _NO_LETTER.sub("", "".join(letters))[:12]
