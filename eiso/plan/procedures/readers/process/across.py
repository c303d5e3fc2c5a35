"""Tables that lie across: a row for each procedure, a column for each of its steps."""

from __future__ import annotations

from dataclasses import dataclass

from eiso.plan.procedures.readers.process import titles
from eiso.plan.procedures.readers.process.blocks import Cell, Table
from eiso.plan.procedures.readers.process.draft import Draft, Total
from eiso.plan.procedures.readers.process.lines import Raw
from eiso.plan.procedures.readers.process.roles import role_of
from eiso.plan.procedures.readers.process.terms import read_term, unit_of_head
from eiso.plan.procedures.readers.process.words import is_step_word, label_number

_FEW = 2


@dataclass(frozen=True)
class Across:
    """The columns of such a table: the name, the code, the total, the steps."""

    name: int
    code: int
    total: int
    steps: dict[int, str]
    unit: str
    last_row: int


def across_at(table: Table, row: int) -> Across | None:
    """The head of a table that lies across, beginning in that row, or None."""
    top = _texts(table, row)
    steps, last = _steps(table, row, top)
    rest = {column: text for column, text in top.items() if column not in steps}
    roles = {column: role_of(text) for column, text in rest.items()}
    name = next((column for column, role in roles.items() if role == "name"), -1)
    if len(steps) < _FEW or name < 0 or not _timed(table, steps, last):
        return None
    total = next((column for column, role in roles.items() if role == "limit"), -1)
    code = next((column for column, role in roles.items() if role == "code"), -1)
    heads = [*(top.get(column, "") for column in steps), top.get(total, "")]
    unit = next((found for text in heads if (found := unit_of_head(text))), "")
    return Across(name, code, total, steps, unit, last)


def _texts(table: Table, row: int) -> dict[int, str]:
    found: dict[int, str] = {}
    for cell in table.row(row):
        if cell.row == row:
            for column in range(cell.column, cell.column + cell.columns):
                found[column] = cell.text.replace("\n", " ")
    return found


def _steps(table: Table, row: int, top: dict[int, str]) -> tuple[dict[int, str], int]:
    """The columns of steps with what their heads say, and the last row of the head."""
    named = {column: text for column, text in top.items() if _is_step(text)}
    if len(named) >= _FEW:
        return named, row
    wide = [
        cell
        for cell in table.row(row)
        if cell.row == row and cell.columns >= _FEW and cell.rows == 1
    ]
    under = _texts(table, row + 1)
    for cell in wide:
        if role_of(cell.text) not in ("limit", "content", "label"):
            continue
        columns = range(cell.column, cell.column + cell.columns)
        parts = {column: under.get(column, "") for column in columns}
        if len(set(parts.values()) - {""}) >= _FEW and not any(
            role_of(text) in ("limit", "note") for text in parts.values()
        ):
            return parts, row + 1
    return {}, row


def _is_step(text: str) -> bool:
    return is_step_word(text) or bool(label_number(text)[0] and label_number(text)[1])


def _timed(table: Table, steps: dict[int, str], last: int) -> bool:
    """Do most cells under the steps hold terms?"""
    values = [
        cell.text
        for row in range(last + 1, table.height)
        for column in steps
        if (cell := table.at(row, column)) is not None and cell.row == row and cell.text
    ]
    read = sum(read_term(value, "ngày").state == "read" for value in values)
    return bool(values) and read * 2 >= len(values)


def across_row(table: Table, row: int, head: Across) -> Draft | None:
    """The procedure of one row; a row that only names a part is none."""
    name = _own(table, row, head.name)
    if name is None or not name.text or name.columns > _FEW:
        return None
    code = _own(table, row, head.code)
    draft = Draft(
        titles.clean_title(name.text.replace("\n", " ")),
        titles.code_in(code.text if code else "") or titles.code_in(name.text),
        place=name.place,
    )
    for column, said in head.steps.items():
        cell = table.at(row, column)
        if cell is None or not cell.text:
            continue
        number, rest = label_number(said)
        draft.steps.append(
            Raw(
                number=number,
                title=rest or said,
                limits=[(id(cell), cell.text, head.unit, cell.columns)],
                place=cell.place,
                limit_place=cell.place,
            )
        )
    total = _own(table, row, head.total)
    if total is not None and total.text:
        draft.totals.append(Total("line", total.text, total.place, head.unit))
    return draft if draft.steps else None


def _own(table: Table, row: int, column: int) -> Cell | None:
    cell = table.at(row, column) if column >= 0 else None
    return cell if cell is not None and cell.row == row else None
