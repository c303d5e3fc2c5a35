"""XLSX and CSV: each sheet is one table, rows that only title something included."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from eiso.base.errors import RefusedFile
from eiso.base.text.folding import squash
from eiso.plan.procedures.readers.process.blocks import Block, Cell, Place, Table
from eiso.plan.procedures.readers.process.gate import (
    MAX_ALL,
    bomb,
    open_archive,
    read_part,
)
from eiso.plan.procedures.readers.process.text import decode, grid

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def read_sheet(data: bytes) -> list[Block]:
    """Every visible sheet as one table. Raises RefusedFile when it cannot be read."""
    _check_extent(open_archive(data))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [
            meta.name
            for meta in book.sheets_metadata
            if meta.visible == SheetVisibleEnum.Visible
            and meta.typ == SheetTypeEnum.WorkSheet
        ]
        tables = [
            _table(book.get_sheet_by_name(name), index + 1)
            for index, name in enumerate(names)
        ]
    except (CalamineError, ValueError, OSError) as cause:
        raise RefusedFile(
            "Tệp Excel bị hỏng, không đọc được. Mở bằng Excel, lưu lại thành tệp mới, "
            "rồi nhập lại.",
            code="broken",
        ) from cause
    return [table for table in tables if table.cells]


def _check_extent(archive: zipfile.ZipFile) -> None:
    """A lone cell at the far corner would make a reader fill the whole sheet."""
    unpacked = 0
    for name in archive.namelist():
        part = read_part(archive, name)
        unpacked += len(part)
        if unpacked > MAX_ALL:
            raise bomb()
        if not name.startswith("xl/worksheets/"):
            continue
        for letters, row in _REFERENCE.findall(part):
            if int(row) > MAX_ROWS or _column(letters) > MAX_COLUMNS:
                raise RefusedFile(
                    f"Trang tính dài hơn {MAX_ROWS} hàng hoặc rộng hơn {MAX_COLUMNS} "
                    "cột nên không nhận. Xóa các ô thừa ở xa, lưu lại, rồi nhập lại.",
                    code="too_wide",
                )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _table(sheet: CalamineSheet, number: int) -> Table:
    rows = sheet.to_python(skip_empty_area=False)
    merged = {
        start: end for start, end in (sheet.merged_cell_ranges or []) if start != end
    }
    inside = _inside(merged)
    cells = []
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if (row, column) in inside:
                continue
            text = _said(value)
            end = merged.get((row, column), (row, column))
            if not text and end == (row, column):
                continue
            place = Place(sheet=sheet.name, row=row + 1, column=column + 1)
            cells.append(
                Cell(
                    text,
                    row,
                    column,
                    min(end[0] - row + 1, MAX_ROWS),
                    min(end[1] - column + 1, MAX_COLUMNS),
                    place=place,
                )
            )
    width = max((cell.column + cell.columns for cell in cells), default=0)
    height = max((cell.row + cell.rows for cell in cells), default=0)
    return Table(tuple(cells), width, height, Place(sheet=sheet.name, table=number))


def _inside(
    merged: dict[tuple[int, int], tuple[int, int]],
) -> set[tuple[int, int]]:
    """Squares covered by a merge but not its first one."""
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in merged.items():
        for row in range(top, min(bottom, MAX_ROWS) + 1):
            for column in range(left, min(right, MAX_COLUMNS) + 1):
                if (row, column) != (top, left):
                    covered.add((row, column))
        if len(covered) > 500_000:
            raise RefusedFile(
                "Trang tính có vùng gộp quá lớn nên không nhận. Bỏ gộp các ô trống.",
                code="too_wide",
            )
    return covered


def _said(value: Any) -> str:
    """A value as it is seen. A date in a cell of a table of steps is a mangled "1/2"."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time | timedelta):
        return str(value)
    lines = (squash(line) for line in str(value).split("\n"))
    return "\n".join(line for line in lines if line)


def read_csv(data: bytes) -> list[Block]:
    """A CSV file as one table; the delimiter is the most frequent of ; , and tab."""
    text = decode(data)
    head = text[:5000]
    delimiter = max(";,\t", key=head.count)
    try:
        rows = [
            (number, row)
            for number, row in enumerate(
                csv.reader(io.StringIO(text), delimiter=delimiter), start=1
            )
            if any(value.strip() for value in row)
        ]
    except csv.Error as cause:
        raise RefusedFile(
            "Tệp CSV bị hỏng, không đọc được. Mở bằng Excel, lưu thành .xlsx, rồi "
            "nhập lại.",
            code="broken",
        ) from cause
    return [grid(rows, Place(table=1))] if rows else []
