"""A procedure while it is being read, and the steps of it not yet made final."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as made

from eiso.plan.procedures.readers.process.blocks import Place
from eiso.plan.procedures.readers.process.lines import Raw
from eiso.plan.procedures.readers.process.shapes import ReadForm, ReadPaper


@dataclass
class Total:
    """A total as stated somewhere: in a row of the table, a line, a list."""

    source: str  # row | part | line | table | list
    text: str
    place: Place
    unit: str = ""
    after: int = 0  # how many steps stood above it


@dataclass
class Draft:
    """One procedure (or one case of it) with everything found for it."""

    title: str = ""
    code: str = ""
    symbol: str = ""
    field: str = ""
    case: str = ""
    place: Place = made(default_factory=Place)
    steps: list[Raw] = made(default_factory=list)
    totals: list[Total] = made(default_factory=list)
    legal_bases: list[str] = made(default_factory=list)
    papers: list[ReadPaper] = made(default_factory=list)
    forms: list[ReadForm] = made(default_factory=list)
    channels: list[str] = made(default_factory=list)
    fee_text: str = ""
    base: Draft | None = None
    closed: bool = False  # a total row ended its table

    @property
    def full_title(self) -> str:
        return (
            f"{self.title} – {self.case}"
            if self.case and self.title
            else (self.title or self.case)
        )

    def variant(self, case: str, place: Place) -> Draft:
        """The same procedure for one case, with its own steps and total."""
        base = self.base or self
        return Draft(
            title=base.title,
            code=base.code,
            symbol=base.symbol,
            field=base.field,
            case=case,
            place=place,
            base=base,
        )


@dataclass
class Listed:
    """A row of the list annex."""

    title: str
    code: str
    symbol: str
    field: str
    limit_text: str
    place: Place
