"""Know a table by its head: which column holds what, in many spellings and orders."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.process.blocks import Cell, Table
from eiso.plan.procedures.readers.process.roles import role_of
from eiso.plan.procedures.readers.process.spread import UNDER, spread
from eiso.plan.procedures.readers.process.terms import read_term, unit_of_head
from eiso.plan.procedures.readers.process.words import (
    is_label,
    is_plain_limit,
    is_step_word,
    label_number,
)

_LONGEST = 110
_SPAN = re.compile(r"\d\s*\(?\s*(?:ngay|gio|phut|tuan|buoi|h\b)")  # no date says that


@dataclass(frozen=True, slots=True)
class Head:
    """A recognised head: its kind, the columns of each role, the texts, its last row."""

    kind: str
    columns: dict[str, tuple[int, ...]]
    texts: dict[int, str]
    last_row: int
    width: int
    unit: str = ""
    units: dict[int, str] = field(default_factory=dict)

    def of(self, role: str) -> int:
        """The first column of that role, -1 when there is none."""
        return self.columns.get(role, (-1,))[0]


def _own_role(text: str) -> str:
    """The role of a sub-head ("Trách nhiệm\\vNgười") or else of the head over it."""
    over, _, under = text.partition(UNDER)
    return role_of(under) or role_of(over)


def head_at(table: Table, row: int) -> Head | None:
    """The head that begins in that row, or None."""
    cells = [cell for cell in table.row(row) if cell.row == row]
    worded = [cell for cell in cells if cell.text]
    if len(worded) < 2 or any(_is_data(cell.text) for cell in worded):
        return None
    roles = [role_of(cell.text) for cell in worded]
    if sum(bool(role) for role in roles) < 2:
        return None
    texts, last = _texts(table, cells, row)
    columns: dict[str, list[int]] = {}
    for column, text in sorted(texts.items()):
        columns.setdefault(_own_role(text) or "other", []).append(column)
    fixed = {role: tuple(found) for role, found in columns.items()}
    fixed = _by_values(table, _without_sums(fixed, texts), last)
    fixed = _told_in_names(table, fixed, last)
    kind = _kind(fixed, table, last)
    if not kind:
        return None
    units = {column: unit_of_head(texts[column]) for column in fixed.get("limit", ())}
    unit = next((one for one in units.values() if one), "")
    return Head(kind, fixed, texts, last, table.width, unit, units)


def _is_data(text: str) -> bool:
    short = text if len(text) < 300 else ""
    return (
        len(fold(text)) > _LONGEST
        or not any(char.isalpha() or char == "#" for char in text)
        or is_step_word(short)
        or (is_plain_limit(short) and bool(re.search(r"\d", short)))
    )


def _texts(table: Table, cells: list[Cell], row: int) -> tuple[dict[int, str], int]:
    """The text of each column, sub-heads joined to the head above them."""
    if table.rebuilt and len(cells) < table.width:
        return spread(table, cells, row)
    texts = {
        column: cell.text.replace("\n", " ")
        for cell in cells
        for column in range(cell.column, cell.column + cell.columns)
    }
    below = _sub_head(table, cells, row)
    if below:
        for column, text in below.items():
            texts[column] = f"{texts.get(column, '')}{UNDER}{text}"
        return texts, row + 1
    span = max((cell.rows for cell in cells if cell.columns < table.width), default=1)
    if span > 1 and all(cell.rows == span for cell in cells):
        return texts, row + span - 1
    return texts, row


def _sub_head(table: Table, cells: list[Cell], row: int) -> dict[int, str]:
    """Texts of a second row of heads, by column; {} when the next row holds data."""
    if row + 1 >= table.height:
        return {}
    under = [cell for cell in table.row(row + 1) if cell.row == row + 1]
    worded = [cell for cell in under if cell.text]
    if not worded or any(_is_data(cell.text) for cell in worded):
        return {}
    spanned = {
        column
        for cell in cells
        if cell.columns > 1 and cell.rows == 1
        for column in range(cell.column, cell.column + cell.columns)
    }
    if not all(cell.column in spanned for cell in worded):
        return {}
    return {
        column: cell.text.replace("\n", " ")
        for cell in worded
        for column in range(cell.column, cell.column + cell.columns)
    }


def _told_in_names(
    table: Table, columns: dict[str, tuple[int, ...]], last: int
) -> dict[str, tuple[int, ...]]:
    """ "Tên TTHC/Các bước" over "Bước 1: …" tells the work; no list of procedures."""
    if "content" in columns or "limit" not in columns or "actor" not in columns:
        return columns
    told = [
        one
        for one in columns.get("name", ())
        if any(
            (cell := table.at(row, one)) is not None
            and label_number(cell.text)[0]
            and label_number(cell.text)[1]
            for row in range(last + 1, min(table.height, last + 40))
        )
    ]
    if not told:
        return columns
    made = {**columns, "content": tuple(told)}
    del made["name"]
    return made


def _without_sums(
    columns: dict[str, tuple[int, ...]], texts: dict[int, str]
) -> dict[str, tuple[int, ...]]:
    """ "Tổng thời gian" beside "Thời gian" is no second limit of a step."""
    limits = columns.get("limit", ())
    sums = tuple(one for one in limits if fold(texts[one]).startswith("tong "))
    if not sums or len(sums) == len(limits):
        return columns
    kept = tuple(one for one in limits if one not in sums)
    return {**columns, "limit": kept, "sum": sums}


def _by_values(
    table: Table, columns: dict[str, tuple[int, ...]], last: int
) -> dict[str, tuple[int, ...]]:
    """ "Tên bước" over "Bước 1, Bước 2 …" is a column of labels, over words of titles."""
    made = dict(columns)
    named = made.get("label", ())
    for column in (*named, *made.get("content", ())):
        values = [
            cell.text
            for row in range(last + 1, min(table.height, last + 40))
            if (cell := table.at(row, column)) is not None
            and cell.row == row
            and cell.columns < max(table.width, 2)
            and cell.text
        ]
        if not values:
            continue
        words = sum(not _labelled(value) for value in values)
        if column in named and words * 2 > len(values):
            made = _moved(made, column, "label", "content")
        elif column not in named and not named and words * 2 < len(values):
            made = _moved(made, column, "content", "label")
    return made


def _labelled(text: str) -> bool:
    short = len(fold(text)) <= 6 and any(char.isdigit() for char in text)
    return is_step_word(text) or is_label(text) or short


def _moved(
    columns: dict[str, tuple[int, ...]], column: int, old: str, new: str
) -> dict[str, tuple[int, ...]]:
    made = dict(columns)
    made[old] = tuple(one for one in made.get(old, ()) if one != column)
    if not made[old]:
        del made[old]
    made[new] = tuple(sorted((*made.get(new, ()), column)))
    return made


def _kind(columns: dict[str, tuple[int, ...]], table: Table, last: int) -> str:
    has = columns.keys()
    doing = {"content", "actor", "agency"} & has
    if "paper" in has and {"original", "copy", "count", "forms", "label"} & has:
        return "papers"
    if "template" in has and not doing & {"actor"}:
        return "templates"
    if {"name", "code"} & has and not ({"content", "actor"} <= has and "limit" in has):
        return "list"
    if "limit" in has and doing and _timed(columns, table, last):
        return "fees" if "fee" in has and "content" not in has else "steps"
    if (
        "label" in has
        and {"content", "actor"} <= has
        and _stepped(columns, table, last)
    ):
        return "steps"
    if "limit" in has and {"fee", "address"} & has:
        return "fees"
    if {"channel", "address"} & has and "label" in has:
        return "channels"
    return ""


def _timed(columns: dict[str, tuple[int, ...]], table: Table, last: int) -> bool:
    """Do the cells under "Thời gian" hold terms, or is it a plan with dates?"""
    values = [
        cell.text
        for column in columns["limit"]
        for row in range(last + 1, table.height)
        if (cell := table.at(row, column)) is not None
        and cell.row == row
        and cell.columns < max(table.width, 2)
        and cell.text
    ]
    terms = sum(
        read_term(value, "ngày").state != "unclear" or bool(_SPAN.search(fold(value)))
        for value in values
    )
    return bool(terms) and terms * 4 >= len(values)


def _stepped(columns: dict[str, tuple[int, ...]], table: Table, last: int) -> bool:
    """A table without a column of time is one of steps only if it says "Bước"."""
    label = columns["label"][0]
    return any(
        (cell := table.at(row, label)) is not None and is_step_word(cell.text)
        for row in range(last + 1, table.height)
    )
