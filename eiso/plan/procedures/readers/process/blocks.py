"""A document as people see it: paragraphs and tables in order, each with its place.

Word, XLSX and text all become this; what reads procedures knows no file format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file. Counted from 1; 0 is "not known"."""

    page: int = 0
    line: int = 0
    paragraph: int = 0
    sheet: str = ""
    table: int = 0
    row: int = 0
    column: int = 0

    def words(self) -> str:
        """As an official would say it: "trang 7, bảng 5, hàng 12, cột 4"."""
        said = [
            (self.page, f"trang {self.page}"),
            (self.sheet, f"trang tính “{self.sheet}”"),
            (self.table, f"bảng {self.table}"),
            (self.row, f"hàng {self.row}"),
            (self.column, f"cột {self.column}"),
            (self.line, f"dòng {self.line}"),
            (self.paragraph and not self.line, f"đoạn {self.paragraph}"),
        ]
        return ", ".join(text for known, text in said if known)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the rows and columns it covers; `row`, `column` count from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    strong: bool = False
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables. `strong` when all of it is bold."""

    text: str
    strong: bool = False
    place: Place = field(default_factory=Place)


@dataclass(frozen=True)
class Table:
    """A grid of `height` × `width`, every square covered by at most one cell.

    `rebuilt` says that the merges were lost in the file and set together again.
    """

    cells: tuple[Cell, ...]
    width: int
    height: int
    place: Place = field(default_factory=Place)
    rebuilt: bool = False

    @cached_property
    def _grid(self) -> dict[tuple[int, int], Cell]:
        grid: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    grid.setdefault((row, column), cell)
        return grid

    def at(self, row: int, column: int) -> Cell | None:
        """The cell covering that square."""
        return self._grid.get((row, column))

    def row(self, row: int) -> list[Cell]:
        """The distinct cells touching that row, from left to right."""
        found: list[Cell] = []
        for column in range(self.width):
            cell = self.at(row, column)
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found


Block = Paragraph | Table
