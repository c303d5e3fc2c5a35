"""What one procedure is: plain frozen values, equal when they mean the same.

Texts are kept in NFC with "\\n" line ends; one-line texts also lose doubled blanks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from eiso.base.clock.limits import Limit, Part, Unit

END = "end"
"""`Next(to=END)`: the branch ends here. Also the key no step may have."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]"
)
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """NFC, "\\n" line ends, no characters that XML or a printer cannot carry."""
    text = _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text)).replace("\ufeff", "")
    return unicodedata.normalize("NFC", text)


def squash(text: str) -> str:
    """One line: runs of white space are one blank, none at the ends."""
    return _BLANKS.sub(" ", clean(text)).strip()


def line(default: str = "") -> Any:
    """A field of one line: runs of white space are one blank, none at the ends."""
    return field(default=default, metadata={"line": True})


class Kind(StrEnum):
    """A procedure for people and enterprises (TTHC), or work inside an agency."""

    TTHC = "tthc"
    INTERNAL = "internal"


class Via(StrEnum):
    """How a dossier comes in: at the desk, through the portal, by public post."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class Rule(StrEnum):
    """How the clock ends a working-day term (design, the clock)."""

    CLOCK = "clock"
    END_OF_DAY = "end-of-day"


class Clean:
    """Makes the values of a frozen dataclass canonical when it is made."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for item in fields(self):  # type: ignore[arg-type]
            value = getattr(self, item.name)
            made = _canonical(value, one_line=bool(item.metadata.get("line")))
            object.__setattr__(self, item.name, made)


def _canonical(value: Any, *, one_line: bool) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_canonical(item, one_line=True) for item in value)
    if type(value) is not str:
        return value
    return squash(value) if one_line else clean(value)


@dataclass(frozen=True, slots=True)
class LimitPart:
    """One number with its unit: the "4 giờ" of "1 ngày 4 giờ"."""

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        object.__setattr__(self, "value", Decimal(self.value))


@dataclass(frozen=True, slots=True)
class StepLimit:
    """A term as it was written, and what was read from it.

    `value` ≥ 0 in `unit`; `more` holds the further parts of a mixed term.
    """

    text: str
    value: Decimal
    unit: Unit
    more: tuple[LimitPart, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", squash(self.text))
        object.__setattr__(self, "unit", Unit(self.unit))
        object.__setattr__(self, "value", Decimal(self.value))
        object.__setattr__(self, "more", tuple(self.more))

    @classmethod
    def of(cls, limit: Limit, text: str = "") -> Self:
        """What the clock read, kept with the text it was read from."""
        more = tuple(LimitPart(part.value, part.unit) for part in limit.more)
        return cls(text or limit.text, limit.value, limit.unit, more)

    def as_limit(self) -> Limit:
        """The same term for the clock."""
        more = tuple(Part(part.value, part.unit) for part in self.more)
        return Limit(self.value, self.unit, self.text, more)

    def minutes(self, day_minutes: int = 480) -> int | None:
        """Working minutes; None for months and same-day terms (a calendar knows)."""
        return self.as_limit().minutes(day_minutes)


@dataclass(frozen=True, slots=True)
class Channel(Clean):
    """One row of the published table of channels; a channel may have several."""

    channel: Via
    limit: StepLimit | None = None
    limit_text: str = ""
    fee_text: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "channel", Via(self.channel))
        given: Any = self.limit
        if isinstance(given, Limit):  # a reader may hand over what the clock read
            object.__setattr__(self, "limit", StepLimit.of(given))
        super(Channel, self).__post_init__()


@dataclass(frozen=True, slots=True)
class Component(Clean):
    """A paper the applicant hands in; `originals` and `copies` are counts ≥ 0."""

    name: str = line()
    originals: int = 0
    copies: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis(Clean):
    """A legal document the procedure rests on."""

    symbol: str = line()
    title: str = line()


@dataclass(frozen=True, slots=True)
class Next(Clean):
    """Where a step leads: `to` a step key or `END`; `when` is empty if always."""

    to: str = line()
    when: str = line()


@dataclass(frozen=True, slots=True)
class Return(Clean):
    """Sent back to an earlier step; it reuses that step's limit, adds no day."""

    to: str = line()
    when: str = line()


@dataclass(frozen=True, slots=True)
class Step(Clean):
    """One step. `key` never changes while the step lives; `number` is as printed.

    No `next` means: on to the step after it in the list (the last one ends).
    Several with `when` are a choice; without `when` they run side by side.
    `covered_by` is the key of the step whose limit also covers this one.
    """

    key: str = line()
    number: str = line()
    title: str = line()
    post: str = line()
    agency: str = line()
    limit: StepLimit | None = None
    covered_by: str = line()
    forms: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    next: tuple[Next, ...] = ()
    returns: tuple[Return, ...] = ()
    may_pause: bool = False
    note: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FormTemplate(Clean):
    """A form used: its symbol, its name, the document it comes from."""

    symbol: str = line()
    name: str = line()
    origin: str = line()


@dataclass(frozen=True, slots=True)
class RecordKept(Clean):
    """A record to keep: what, where, how long (as written)."""

    name: str = line()
    place: str = line()
    retention: str = line()


@dataclass(frozen=True, slots=True)
class Definition(Clean):
    """One procedure, written once. `sets` is the number of dossier sets ≥ 0.

    The texts are the free sections of the ISO document: purpose, scope, further
    references, terms and abbreviations, where to hand in, and what no table holds.
    """

    kind: Kind = Kind.TTHC
    national_code: str = line()
    symbol: str = line()
    title: str = line()
    field: str = line()
    level: str = line()
    purpose: str = ""
    scope: str = ""
    references: str = ""
    terms: str = ""
    reception: str = ""
    content: str = ""
    rule: Rule = Rule.CLOCK
    channels: tuple[Channel, ...] = ()
    components: tuple[Component, ...] = ()
    sets: int = 0
    legal_bases: tuple[LegalBasis, ...] = ()
    results: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    forms: tuple[FormTemplate, ...] = ()
    records: tuple[RecordKept, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", Kind(self.kind))
        object.__setattr__(self, "rule", Rule(self.rule))
        super(Definition, self).__post_init__()

    def step(self, key: str) -> Step | None:
        """The step of that key, or None."""
        return next((step for step in self.steps if step.key == key), None)
