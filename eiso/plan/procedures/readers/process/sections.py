"""The other tables of a procedure: the list annex, papers, forms, channels, fees."""

from __future__ import annotations

import re

from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.process import titles
from eiso.plan.procedures.readers.process.blocks import Table
from eiso.plan.procedures.readers.process.draft import Draft, Listed, Total
from eiso.plan.procedures.readers.process.head import Head
from eiso.plan.procedures.readers.process.shapes import ReadForm, ReadPaper
from eiso.plan.procedures.readers.process.spread import UNDER


def _text(table: Table, row: int, head: Head, role: str) -> str:
    column = head.of(role)
    cell = table.at(row, column) if column >= 0 else None
    return cell.text.replace("\n", " ") if cell is not None and cell.row == row else ""


def listed_row(table: Table, row: int, head: Head) -> Listed | None:
    """A procedure of the list annex; headings and empty rows are none."""
    title = _text(table, row, head, "name")
    code_cell = _text(table, row, head, "code")
    code = titles.code_in(code_cell) or titles.code_in(title)
    if not title or (
        not code and not re.search(r"\d", _text(table, row, head, "label"))
    ):
        return None
    cell = table.at(row, head.of("name"))
    return Listed(
        title=titles.clean_title(title),
        code=code,
        symbol=_text(table, row, head, "symbol"),
        field=_text(table, row, head, "field"),
        limit_text=_text(table, row, head, "limit"),
        place=cell.place if cell is not None else table.place,
    )


def section_row(draft: Draft, table: Table, row: int, head: Head) -> None:
    """Put one row of a table of papers, forms, channels or fees where it belongs."""
    if head.kind == "papers":
        paper = _paper(table, row, head)
        if paper is not None:
            draft.papers.append(paper)
    elif head.kind == "templates":
        name = _text(table, row, head, "template")
        if name:
            draft.forms.append(ReadForm(name, _text(table, row, head, "basis")))
    elif head.kind == "channels":
        said = " – ".join(
            filter(
                None,
                (
                    _text(table, row, head, "channel"),
                    _text(table, row, head, "address"),
                ),
            )
        )
        if said:
            draft.channels.append(said)
    elif head.kind == "fees":
        _fees(draft, table, row, head)


def _paper(table: Table, row: int, head: Head) -> ReadPaper | None:
    name = _text(table, row, head, "paper")
    if not name:
        return None
    form = _text(table, row, head, "original")
    copy = _text(table, row, head, "copy")
    count = _text(table, row, head, "count")
    number = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0
    folded = fold(form)
    if "ban sao" in folded:
        return ReadPaper(name, 0, number or 1, form)
    if "ban chinh" in folded or "ban goc" in folded:
        return ReadPaper(name, number or 1, 0, form)
    return ReadPaper(name, _count(form), _count(copy), "" if form.isdigit() else form)


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 4:
        return int(text)
    return 1 if fold(text) == "x" else 0


def _fees(draft: Draft, table: Table, row: int, head: Head) -> None:
    limit = table.at(row, head.of("limit"))
    if limit is not None and limit.row == row and limit.text:
        unit = head.units.get(head.of("limit"), "")
        draft.totals.append(Total("table", limit.text, limit.place, unit))
    for column in head.columns.get("fee", ()):
        cell = table.at(row, column)
        if column >= 0 and cell is not None and cell.row == row and cell.text:
            name = head.texts.get(column, "").split(UNDER)[-1].strip()
            said = f"{name}: {cell.text}" if name else cell.text
            draft.fee_text = "; ".join(filter(None, (draft.fee_text, said)))
