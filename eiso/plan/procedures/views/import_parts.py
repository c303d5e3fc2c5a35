"""What page 15 shows: the source with its places, the doubts, the draft, the sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from eiso.base.ui.parts import Link, Segment
from eiso.base.ui.words import number
from eiso.plan.procedures.models.imports import ImportedFile, ImportPoint, PointKind
from eiso.plan.procedures.readers.process.blocks import Block, Cell, Paragraph, Table
from eiso.plan.procedures.readers.process.shapes import ReadProcedure, ReadStep

DAY = 480
NARROWEST = 20
ROWS = 400
LONG = 150
BRIEF = 10


@dataclass(frozen=True)
class Numbered:
    """A doubt with the number that links its place, its question and its draft row."""

    number: int
    point: ImportPoint

    @property
    def options(self) -> list[tuple[str, str]]:
        return _options(self.point)

    @property
    def needs_text(self) -> bool:
        return any(key in ("limit", "split") for key, _label in self.options)

    @property
    def decided(self) -> str:
        """The answer in words, "" while open."""
        words = dict(self.options).get(self.point.answer, "")
        if not words or not self.point.value:
            return words
        return f"{words} {self.point.value}".replace("\n", " · ")


def _options(point: ImportPoint) -> list[tuple[str, str]]:
    """The answers that fit; nothing is preselected."""
    count = len(point.steps)
    options = {
        PointKind.SHARED: [
            ("all", _("Hạn chung của cả %(n)s bước") % {"n": count}),
            ("first", _("Chỉ của bước đầu")),
            ("split", _("Tự chia, mỗi bước một dòng:")),
        ],
        PointKind.NO_TERM: [
            ("none", _("Không tính giờ")),
            ("limit", _("Ghi thời hạn:")),
        ],
        PointKind.LIMIT: [
            ("limit", _("Ghi thời hạn:")),
            ("none", _("Không tính giờ")),
        ],
    }
    kind = PointKind(point.kind)
    return options.get(kind, [("seen", _("Đã xem, để như văn bản"))])


def numbered(points: list[ImportPoint], index: int) -> list[Numbered]:
    """Doubts of one procedure and of the whole file, titles last."""
    mine = [
        point
        for point in points
        if point.kind != PointKind.POST and point.procedure in (index, -1)
    ]
    return [Numbered(at, point) for at, point in enumerate(mine, start=1)]


def titles_of(
    points: list[ImportPoint], procedure: ReadProcedure, start: int
) -> list[Numbered]:
    """Printed titles of this procedure that are no post of the agency."""
    actors = {step.actor for step in procedure.steps}
    mine = [
        point
        for point in points
        if point.kind == PointKind.POST and point.text in actors
    ]
    return [Numbered(start, point) for point in mine]


@dataclass(frozen=True)
class DrawnCell:
    """One cell of the source with the numbers of the doubts about it."""

    text: str
    rows: int
    columns: int
    strong: bool
    marks: list[int] = field(default_factory=list)

    @property
    def classes(self) -> str:
        """Marked, bold, and words too few to be broken."""
        found = ("marked", bool(self.marks)), ("strong", self.strong)
        brief = ("brief", len(self.text) <= BRIEF)
        return " ".join(name for name, is_so in (*found, brief) if is_so)


@dataclass(frozen=True)
class DrawnTable:
    place: str
    rows: list[list[DrawnCell]]
    more: int


@dataclass(frozen=True)
class DrawnText:
    text: str
    strong: bool
    marks: list[int]


def source_parts(
    blocks: list[Block], procedure: ReadProcedure, doubts: list[Numbered]
) -> list[DrawnTable | DrawnText]:
    """The parts of the document the steps of one procedure come from."""
    tables = {(step.place.sheet, step.place.table) for step in procedure.steps}
    lines = {step.place.paragraph for step in procedure.steps if not step.place.table}
    parts: list[DrawnTable | DrawnText] = []
    for block in blocks:
        if isinstance(block, Table):
            if _key(block) in tables:
                parts.append(_drawn(block, procedure, doubts))
        elif block.place.paragraph and block.place.paragraph in lines:
            parts.append(_text(block, doubts))
    return parts


def _key(table: Table) -> tuple[str, int]:
    """Cells of a sheet know its name, those of a document the table's number."""
    sheet = table.place.sheet
    return (sheet, 0) if sheet else ("", table.place.table)


def _text(block: Paragraph, doubts: list[Numbered]) -> DrawnText:
    marks = [one.number for one in doubts if one.point.where == block.place.words()]
    return DrawnText(block.text, block.strong, marks)


def _drawn(
    table: Table, procedure: ReadProcedure, doubts: list[Numbered]
) -> DrawnTable:
    span = _span(table, procedure)
    rows = [
        [_cell(cell, doubts, procedure) for cell in table.row(row) if cell.row == row]
        for row in span
    ]
    rows = [row for row in rows if row]
    return DrawnTable(table.place.words(), rows[:ROWS], max(len(rows) - ROWS, 0))


def _span(table: Table, procedure: ReadProcedure) -> range:
    """A sheet holds many procedures: only the rows of this one and those around it."""
    at = [step.place.row for step in procedure.steps if step.place.sheet]
    if not at:
        return range(table.height)
    return range(max(min(at) - 4, 0), min(max(at) + 2, table.height))


def _cell(cell: Cell, doubts: list[Numbered], procedure: ReadProcedure) -> DrawnCell:
    marks = [
        one.number
        for one in doubts
        if one.point.where == cell.place.words()
        or (one.point.kind == PointKind.POST and one.point.text == cell.text)
    ]
    text = cell.text if marks else shortened(cell.text)
    return DrawnCell(text, cell.rows, cell.columns, cell.strong, marks)


def shortened(text: str) -> str:
    """Enough to know the cell again; the whole stands in the kept file."""
    return text if len(text) <= LONG else f"{text[:LONG].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True)
class DraftRow:
    """A step as it would stand in the draft."""

    step: ReadStep
    days: str
    doubt: int
    shared_with: str


def draft_rows(
    procedure: ReadProcedure, doubts: list[Numbered], titles: list[Numbered]
) -> list[DraftRow]:
    """Each step with the open doubt that touches it."""
    open_titles = {one.point.text for one in titles if not one.point.answer}
    rows = []
    for at, step in enumerate(procedure.steps):
        doubt = next(
            (
                one.number
                for one in doubts
                if at in one.point.steps and not one.point.answer
            ),
            0,
        )
        if not doubt and step.actor in open_titles:
            doubt = titles[0].number
        owner = procedure.steps[step.covered_by] if step.covered_by >= 0 else None
        shared = owner.number or owner.title if owner else ""
        rows.append(DraftRow(step, _days(step), doubt, shared))
    return rows


def _days(step: ReadStep) -> str:
    if step.minutes is None:
        return ""
    return str(number(Decimal(step.minutes) / DAY))


def segments(procedure: ReadProcedure, rows: list[DraftRow]) -> list[Segment]:
    """One part a limit; what is still unclear is coloured apart."""
    total = max(procedure.sum_minutes, procedure.stated_minutes or 0, 1)
    return [
        Segment(
            Decimal(row.step.minutes) / DAY,
            row.days if row.step.minutes * NARROWEST >= total else "",
            "unread" if row.doubt else "plain",
            f"{row.step.number} {row.step.title}".strip(),
        )
        for row in rows
        if row.step.minutes
    ]


def procedure_links(
    imported: ImportedFile,
    procedures: tuple[ReadProcedure, ...],
    points: list[ImportPoint],
    current: int,
) -> list[Link]:
    """A tab for each procedure with its open doubts; many of them, the worst first."""
    counts = _open_counts(procedures, points)
    base = reverse("imports:desk", args=[imported.code])
    links = [
        Link(
            f"{one.code} {one.title}".strip()[:90],
            f"{base}?qt={index + 1}",
            counts[index],
            current=index == current,
            warn="wait" if counts[index] else "done",
        )
        for index, one in enumerate(procedures)
    ]
    if len(links) <= 4:
        return links
    order = sorted(range(len(links)), key=lambda index: (-counts[index], index))
    return [links[index] for index in order]


def _open_counts(
    procedures: tuple[ReadProcedure, ...], points: list[ImportPoint]
) -> list[int]:
    waiting = [point for point in points if not point.answer]
    titles = {point.text for point in waiting if point.kind == PointKind.POST}
    counts = []
    for index, one in enumerate(procedures):
        own = sum(
            point.procedure in (index, -1) and point.kind != PointKind.POST
            for point in waiting
        )
        counts.append(own + bool(titles & {step.actor for step in one.steps}))
    return counts


def sum_words(procedure: ReadProcedure) -> Iterator[str]:
    """The sum against the stated total, and what a sum cannot prove."""
    used = number(Decimal(procedure.sum_minutes) / DAY)
    if procedure.stated_minutes is None:
        yield _("Tổng các bước %(used)s ngày; văn bản không ghi tổng.") % {"used": used}
        return
    stated = number(Decimal(procedure.stated_minutes) / DAY)
    if procedure.sum_ok:
        yield _("Tổng các bước %(used)s = tổng văn bản ghi %(stated)s ngày") % {
            "used": used,
            "stated": stated,
        }
    else:
        yield _("Tổng các bước %(used)s ≠ tổng văn bản ghi %(stated)s ngày") % {
            "used": used,
            "stated": stated,
        }
