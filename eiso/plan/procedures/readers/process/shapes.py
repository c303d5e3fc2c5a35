"""What was read from a decision: procedures, their steps, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import field as made

from eiso.base.clock.limits import Limit
from eiso.plan.procedures.readers.process.blocks import Place


@dataclass(frozen=True, slots=True)
class Unclear:
    """One text the reader did not understand: quoted, placed, never guessed.

    `kind` says which answers fit: "shared" (one limit beside several steps), "no_term"
    (words in the place of a limit), "limit" (a limit unread), "total", "text".
    `steps` are indexes into the steps of procedure `procedure`.
    """

    kind: str
    text: str
    sentence: str
    place: Place = made(default_factory=Place)
    procedure: int = -1
    steps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BackTo:
    """A stated return: "không đồng ý: chuyển lại bước 3"."""

    number: str
    when: str


@dataclass(frozen=True, slots=True)
class ReadStep:
    """One step as printed. `minutes` counts 480 a working day; None when not stated.

    `covered_by` is the index of the step whose limit cell stands beside this one too.
    """

    number: str = ""
    title: str = ""
    actor: str = ""
    agency: str = ""
    content: str = ""
    limit: Limit | None = None
    limit_text: str = ""
    minutes: int | None = None
    clause: str = ""
    covered_by: int = -1
    forms: tuple[str, ...] = ()
    returns: tuple[BackTo, ...] = ()
    place: Place = made(default_factory=Place)


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A component of the dossier; counts 0 when not stated."""

    name: str
    originals: int = 0
    copies: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReadForm:
    name: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ReadProcedure:
    """One procedure of the decision with the total it states itself."""

    title: str = ""
    national_code: str = ""
    symbol: str = ""
    field: str = ""
    stated: Limit | None = None
    stated_text: str = ""
    stated_minutes: int | None = None
    steps: tuple[ReadStep, ...] = ()
    legal_bases: tuple[str, ...] = ()
    components: tuple[ReadPaper, ...] = ()
    forms: tuple[ReadForm, ...] = ()
    channels: tuple[str, ...] = ()
    fee_text: str = ""
    place: Place = made(default_factory=Place)

    @property
    def code(self) -> str:
        """The national code as printed; an internal procedure has only its symbol."""
        return self.national_code or self.symbol

    @property
    def sum_minutes(self) -> int:
        """Working minutes of the steps whose limit was read; each cell counts once."""
        return sum(step.minutes or 0 for step in self.steps)

    @property
    def sum_ok(self) -> bool | None:
        """Does the sum equal the stated total? None when no total is stated."""
        if self.stated_minutes is None:
            return None
        return self.sum_minutes == self.stated_minutes


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file."""

    procedures: tuple[ReadProcedure, ...] = ()
    unclear: tuple[Unclear, ...] = ()

    def without_place(self) -> Reading:
        """The same reading for comparing two formats of one decision."""
        return replace(
            self,
            procedures=tuple(
                replace(
                    one,
                    place=Place(),
                    steps=tuple(replace(step, place=Place()) for step in one.steps),
                )
                for one in self.procedures
            ),
            unclear=tuple(replace(one, place=Place()) for one in self.unclear),
        )
