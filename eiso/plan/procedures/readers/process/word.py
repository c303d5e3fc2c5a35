"""Word files (.docx): paragraphs and tables with their merges, automatic numbers too.

Reads the part `word/document.xml` itself: deleted text of tracked changes is left out,
numbers Word only draws (a column "TT" numbered automatically) are counted here.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from eiso.base.errors import RefusedFile
from eiso.base.text.folding import squash
from eiso.plan.procedures.readers.process.blocks import (
    Block,
    Cell,
    Paragraph,
    Place,
    Table,
)
from eiso.plan.procedures.readers.process.gate import open_archive, read_part
from eiso.plan.procedures.readers.process.numbers import Numbering
from eiso.plan.procedures.readers.process.ooxml import (
    W,
    blocks_of,
    bold,
    cells,
    rows,
    runs,
    small,
    spans,
    value,
)

MAX_CELLS = 200_000
MAX_DEPTH = 5


def read_word(data: bytes) -> list[Block]:
    """Paragraphs and tables of a .docx. Raises RefusedFile when it cannot be read."""
    archive = open_archive(data)
    body = _xml(archive, "word/document.xml").find(f"{W}body")
    if body is None:
        raise _unreadable()
    numbering = None
    if "word/numbering.xml" in archive.namelist():
        numbering = _xml(archive, "word/numbering.xml")
    reader = _Reader(Numbering(numbering))
    try:
        reader.walk(body)
    except RecursionError as cause:  # thousands of boxes inside boxes
        raise _unreadable() from cause
    return reader.blocks


def _xml(archive: zipfile.ZipFile, part: str) -> Element:
    try:
        return fromstring(read_part(archive, part), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as cause:
        raise _unreadable() from cause


def _unreadable() -> RefusedFile:
    return RefusedFile(
        "Nội dung tệp Word bị hỏng, không đọc được. Mở bằng Word, lưu lại thành tệp "
        "mới, rồi nhập lại.",
        code="broken",
    )


@dataclass
class _Open:
    """Cells of a table while its rows are read: by column, the cell merged downwards."""

    cells: list[Cell] = field(default_factory=list)
    growing: dict[int, int] = field(default_factory=dict)
    width: int = 0


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self.blocks: list[Block] = []
        self.numbering = numbering
        self.page = 1
        self.paged = False
        self.tables = 0
        self.paragraphs = 0
        self.cells = 0

    def walk(self, parent: Element, depth: int = 0) -> None:
        for child in blocks_of(parent):
            if child.tag == f"{W}p":
                self._paragraph(child)
            else:
                self._table(child, depth)

    def _paragraph(self, element: Element) -> None:
        text, strong = self._text(element)
        if text:
            self.paragraphs += 1
            place = Place(page=self._page(), paragraph=self.paragraphs)
            self.blocks.append(Paragraph(text, strong, place))

    def _page(self) -> int:
        return self.page if self.paged else 0

    def _text(self, paragraph: Element) -> tuple[str, bool]:
        """The words of a paragraph with its drawn number, and whether all are bold."""
        words: list[str] = []
        weights: list[bool] = []
        for run in runs(paragraph):
            said = self._run(run)
            words.append(said)
            if said.strip():
                weights.append(bold(run))
        properties = paragraph.find(f"{W}pPr")
        text = "\n".join(squash(line) for line in "".join(words).split("\n"))
        number = self.numbering.next(properties)
        if number and (text or number != "-"):
            text = f"{number} {text}".strip()
        style = ""
        if properties is not None:
            style = value(properties.find(f"{W}pStyle")).lower()
        strong = bool(weights) and all(weights)
        return text.strip(), strong or style.startswith(("heading", "title"))

    def _run(self, run: Element) -> str:
        said = ""
        for part in run:
            if part.tag == f"{W}t":
                said += part.text or ""
            elif part.tag == f"{W}tab":
                said += " "
            elif part.tag in (f"{W}br", f"{W}cr"):
                if value(part, "type") == "page":
                    self._turn()
                said += "\n"
            elif part.tag == f"{W}noBreakHyphen":
                said += "-"
            elif part.tag == f"{W}lastRenderedPageBreak":
                self._turn()
        return said

    def _turn(self) -> None:
        self.page += 1
        self.paged = True

    def _table(self, element: Element, depth: int) -> None:
        self.tables += 1
        number = self.tables
        page = self._page()
        at = len(self.blocks)
        made = _Open()
        height = 0
        for row in rows(element):
            self._row(row, made, height, number, depth)
            height += 1
        place = Place(page=page, table=number)
        table = Table(tuple(made.cells), made.width, height, place)
        if len(made.cells) == 1:
            self._boxed(made.cells[0], at)
        elif made.cells:
            self.blocks.insert(at, table)

    def _boxed(self, cell: Cell, at: int) -> None:
        """A frame around text is text."""
        for offset, line in enumerate(filter(None, cell.text.split("\n"))):
            self.blocks.insert(at + offset, Paragraph(line, cell.strong, cell.place))

    def _row(
        self, row: Element, made: _Open, number: int, table: int, depth: int
    ) -> None:
        properties = row.find(f"{W}trPr")
        column = 0
        if properties is not None:
            column = small(value(properties.find(f"{W}gridBefore")), 0)
        for element in cells(row):
            span, merged = spans(element.find(f"{W}tcPr"))
            self._count(span)
            place = Place(
                page=self._page(), table=table, row=number + 1, column=column + 1
            )
            text, strong = self._cell_text(element, depth)
            if merged == "continue" and column in made.growing:
                index = made.growing[column]
                held = made.cells[index]
                both = "\n".join(filter(None, (held.text, text)))
                rows = number - held.row + 1
                made.cells[index] = Cell(
                    both,
                    held.row,
                    held.column,
                    rows,
                    held.columns,
                    held.strong,
                    held.place,
                )
            else:
                made.growing.pop(column, None)
                if merged:
                    made.growing[column] = len(made.cells)
                made.cells.append(Cell(text, number, column, 1, span, strong, place))
            column += span
        made.width = max(made.width, column)

    def _count(self, squares: int) -> None:
        """Squares of all grids so far; a wide merge is many of them."""
        self.cells += squares
        if self.cells > MAX_CELLS:
            raise RefusedFile(
                "Tệp có quá nhiều ô bảng nên không nhận. Tách thành nhiều tệp.",
                code="too_many_cells",
            )

    def _cell_text(self, element: Element, depth: int) -> tuple[str, bool]:
        """Own text of a cell; a table inside it becomes a table after this one."""
        lines: list[str] = []
        weights: list[bool] = []
        for child in blocks_of(element):
            if child.tag == f"{W}tbl":
                if depth < MAX_DEPTH:
                    self._table(child, depth + 1)
                continue
            text, strong = self._text(child)
            if text:
                lines.append(text)
                weights.append(strong)
        return "\n".join(lines), bool(weights) and all(weights)
