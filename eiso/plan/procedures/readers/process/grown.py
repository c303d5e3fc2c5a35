"""From rows cut out of a text to a table whose cells cover again what was merged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from eiso.plan.procedures.readers.process.blocks import Cell, Place, Table
from eiso.plan.procedures.readers.process.words import is_total


@dataclass(frozen=True, slots=True)
class Token:
    """A cell's text, the bars before it, its line. The last token is the end."""

    text: str
    bars: int
    line: int
    strong: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row: text tokens by index, -1 for an empty cell, and their columns."""

    cells: tuple[int, ...]
    columns: tuple[int, ...]
    heading: bool = False


def assemble(tokens: list[Token], rows: list[Row], width: int, place: Place) -> Table:
    """Rows as cells; what a row lacks is covered by the cell above."""
    cells: list[Cell] = []
    above: dict[int, int] = {}  # column -> index of the cell that covers it
    for number, row in enumerate(rows):
        if row.heading or _sums(tokens, row):
            above = {}
            cells.extend(_across(tokens, row, number, width, place))
            continue
        here: dict[int, int] = {}
        for index, column in zip(row.cells, row.columns, strict=True):
            here[column] = len(cells)
            cells.append(_cell(tokens, index, number, column, place))
        for column, index in above.items():
            if column not in here:
                held = cells[index]
                cells[index] = replace(held, rows=number - held.row + 1)
                here[column] = index
        above = here
    return Table(tuple(cells), width, len(rows), place, rebuilt=True)


def _sums(tokens: list[Token], row: Row) -> bool:
    first = next((cell for cell in row.cells if cell >= 0), -1)
    return first >= 0 and is_total(tokens[first].text)


def _across(
    tokens: list[Token], row: Row, number: int, width: int, place: Place
) -> list[Cell]:
    """A heading or total: each cell reaches to the next one or to the edge."""
    stops = [*row.columns[1:], width]
    made = []
    for at, (index, stop) in enumerate(zip(row.cells, stops, strict=True)):
        start = row.columns[at] if at else 0
        cell = _cell(tokens, index, number, start, place)
        made.append(replace(cell, columns=max(stop - start, 1)))
    return made


def _cell(tokens: list[Token], index: int, row: int, column: int, place: Place) -> Cell:
    token = tokens[index] if index >= 0 else None
    here = Place(
        table=place.table,
        row=row + 1,
        column=column + 1,
        line=token.line if token else 0,
    )
    if token is None:
        return Cell("", row, column, place=here)
    return Cell(token.text, row, column, strong=token.strong, place=here)
