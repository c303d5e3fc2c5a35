"""Decisions of invented agencies as files, in the layouts offices use.

Names, limits and sentences are made up here; only the shapes follow real decisions.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import docx
import xlsxwriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Row = Sequence[str | None]
"""Texts of a row: None goes on with the cell above, "<" with the cell at the left."""


def word(*parts: Any) -> bytes:
    """A .docx of strings (paragraphs, "**bold**") and tables (lists of rows)."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            paragraph = document.add_paragraph()
            paragraph.add_run(part.strip("*")).bold = part.startswith("**")
        else:
            add_table(document, part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_table(holder: Any, rows: Sequence[Row]) -> Any:
    width = max(len(row) for row in rows)
    table = holder.add_table(rows=len(rows), cols=width)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text not in (None, "<"):
                table.cell(number, column).text = (text or "").replace("**", "")
    for number, row in enumerate(rows):
        for column in range(len(row)):
            right, below = _reach(rows, number, column)
            if (right, below) != (column, number):
                first = table.cell(number, column)
                text = first.text
                merged = first.merge(table.cell(below, right))
                merged.text = text
    return table


def _reach(rows: Sequence[Row], number: int, column: int) -> tuple[int, int]:
    if rows[number][column] in (None, "<"):
        return column, number
    right = column
    while right + 1 < len(rows[number]) and rows[number][right + 1] == "<":
        right += 1
    below = number
    while (
        below + 1 < len(rows)
        and column < len(rows[below + 1])
        and rows[below + 1][column] is None
    ):
        below += 1
    return right, below


def number_first_column(table: Any, document: Any, from_row: int = 1) -> None:
    """Let Word itself number the first column (the digits are not in the text)."""
    for row in table.rows[from_row:]:
        paragraph = row.cells[0].paragraphs[0]
        paragraph.style = document.styles["List Number"]
        properties = paragraph._p.get_or_add_pPr()
        numbering = OxmlElement("w:numPr")
        level, ident = OxmlElement("w:ilvl"), OxmlElement("w:numId")
        level.set(qn("w:val"), "0")
        ident.set(qn("w:val"), "1")
        numbering.append(level)
        numbering.append(ident)
        properties.append(numbering)


def excel(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    """An .xlsx; the same None and "<" marks merge cells."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value in (None, "<", ""):
                    continue
                right, below = _reach(rows, number, column)
                if (right, below) == (column, number):
                    sheet.write(number, column, value)
                else:
                    sheet.merge_range(number, column, below, right, value)
    book.close()
    return out.getvalue()


def bars(*parts: Any) -> bytes:
    """Text whose cells stand between lines of "|", merged cells lost."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += [*_wrapped(part), ""]
            continue
        for row in part:
            lines.append("|")
            for text in row:
                if text in (None, "<"):
                    continue
                lines += [*_wrapped(text), "|"] if text else ["|"]
        lines.append("")
    return "\n".join(lines).encode()


def _wrapped(text: str) -> list[str]:
    """Hard line ends, as such texts have them."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in paragraph.split(" "):
            if len(line) + len(piece) > 34:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}".strip()
        lines.append(line)
    return lines
