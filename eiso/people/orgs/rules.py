"""Who holds a post, who answers for it meanwhile, paths and spellings. Pure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

HOLDER, DELEGATE, SUPERIOR = "holder", "delegate", "superior"
_SYMBOL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}  # huyền sắc ngã hỏi nặng


@dataclass(frozen=True)
class Term:
    """From a day to a day, both included; None is open."""

    start: dt.date | None
    end: dt.date | None = None

    def covers(self, on: dt.date) -> bool:
        return (self.start is None or self.start <= on) and (
            self.end is None or on <= self.end
        )

    def overlaps(self, other: Term) -> bool:
        return (
            self.start is None or other.end is None or self.start <= other.end
        ) and (other.start is None or self.end is None or other.start <= self.end)


def first_overfull_day(terms: Iterable[Term], seats: int) -> dt.date | None:
    """The first day on which more than `seats` of these terms run together."""
    known = list(terms)
    starts = sorted({term.start or dt.date.min for term in known})
    return next(
        (day for day in starts if sum(term.covers(day) for term in known) > seats),
        None,
    )


@dataclass(frozen=True)
class Place:
    """A post: the unit it stands in, and whether it leads that unit."""

    key: int
    unit: int
    is_head: bool = False


@dataclass(frozen=True)
class Holding:
    """A person in a post for a term; `able` is false when their account is shut."""

    key: int
    post: int
    person: int
    term: Term
    able: bool = True


@dataclass(frozen=True)
class StandIn:
    """A person who acts for a holding during a term. Never followed a second step."""

    key: int
    holding: int
    person: int
    term: Term
    able: bool = True


@dataclass(frozen=True)
class Answer:
    """One person who answers for a post: in which way, at which post, by which rows."""

    person: int
    how: str
    post: int
    holding: int
    stand_in: int | None = None


@dataclass(frozen=True)
class Book:
    """One agency's posts and people on any day; `leading` is the unit of its leaders."""

    places: Mapping[int, Place]
    parents: Mapping[int, int | None]
    leading: int | None
    holdings: Sequence[Holding] = ()
    stand_ins: Sequence[StandIn] = ()
    by_post: dict[int, list[Holding]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for holding in self.holdings:
            self.by_post.setdefault(holding.post, []).append(holding)


def holders(book: Book, post: int, on: dt.date) -> list[Holding]:
    """Holdings of the post that run on the day, in the order they began."""
    running = [one for one in book.by_post.get(post, ()) if one.term.covers(on)]
    return sorted(running, key=lambda one: (one.term.start or dt.date.min, one.key))


def responsible(book: Book, post: int, on: dt.date) -> list[Answer]:
    """Who answers for the post on the day: its holders or those who stand in for them;
    with nobody there, the nearest head above. Empty only if no head above is there."""
    own = _present(book, post, on, HOLDER)
    if own:
        return own
    for above in superiors(book, post):
        found = _present(book, above, on, SUPERIOR)
        if found:
            return found
    return []


def superiors(book: Book, post: int) -> Iterator[int]:
    """Heads above a post: of its unit, of the units above, then of the leaders' unit."""
    seen: set[int] = set()
    unit: int | None = book.places[post].unit
    while unit is not None and unit not in seen:
        seen.add(unit)
        yield from _heads(book, unit, post)
        unit = book.parents.get(unit)
    if book.leading is not None and book.leading not in seen:
        yield from _heads(book, book.leading, post)


def _heads(book: Book, unit: int, post: int) -> list[int]:
    return [
        place.key
        for place in book.places.values()
        if place.unit == unit and place.is_head and place.key != post
    ]


def _present(book: Book, post: int, on: dt.date, how: str) -> list[Answer]:
    answers = []
    for holding in holders(book, post, on):
        acting = stand_in_for(book, holding.key, on)
        if acting is None and holding.able:
            answers.append(Answer(holding.person, how, post, holding.key))
        elif acting is not None and acting.able:
            kind = DELEGATE if how == HOLDER else how
            answers.append(Answer(acting.person, kind, post, holding.key, acting.key))
    return answers


def stand_in_for(book: Book, holding: int, on: dt.date) -> StandIn | None:
    """The delegation of this holding that runs on the day."""
    return next(
        (
            one
            for one in book.stand_ins
            if one.holding == holding and one.term.covers(on)
        ),
        None,
    )


def is_symbol(text: str) -> bool:
    """Letters, digits, dot, dash, underscore, at most 40; never a slash."""
    return _SYMBOL.fullmatch(text) is not None


def child_path(parent_path: str, symbol: str) -> str:
    """The materialised path of an agency: its parent's, its symbol, a slash."""
    if not is_symbol(symbol):
        raise ValueError(f"not a symbol: {symbol!r}")
    return f"{parent_path}{symbol}/"


def topmost(paths: Iterable[str]) -> list[str]:
    """Drop every path that lies below another one."""
    kept: list[str] = []
    for path in sorted(set(paths)):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return kept


def spelling_key(text: str) -> str:
    """The same for "Hòa" and "Hoà": tone marks go to the end of the word, case is dropped."""
    return " ".join(_word_key(word) for word in text.lower().split())


def _word_key(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in parts if char in _TONES)
    rest = "".join(char for char in parts if char not in _TONES)
    return unicodedata.normalize("NFC", rest) + tones
