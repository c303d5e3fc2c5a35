"""A head whose merges were lost has fewer cells than columns: find which ones were wide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.process.blocks import Cell, Table
from eiso.plan.procedures.readers.process.roles import role_of
from eiso.plan.procedures.readers.process.words import (
    is_figure,
    is_label,
    is_plain_limit,
    looks_timed,
)

UNDER = "\v"  # between a head and the sub-head under it
_KIN = {"actor": "who", "agency": "who", "limit": "time", "fee": "fee"}
_MOST = 2_000  # shapes weighed for one head


def spread(table: Table, cells: list[Cell], row: int) -> tuple[dict[int, str], int]:
    """Texts by column and the last row of the head. Cells of the head are widened so
    that "Thời gian" stands over the columns that hold terms."""
    worded = [cell.text.replace("\n", " ") for cell in cells if cell.text]
    under = _under(table, row)
    last = row + 1 if under else row
    values = _values(table, last)
    lacking = table.width - len(worded)
    parted = len(under) - lacking  # how many heads the sub-heads divide
    if not under or not 0 < parted <= len(worded):
        under, last, parted = [], row, 1
    shapes = list(_shapes(len(worded), parted, table.width))
    if not shapes:
        return dict(enumerate(worded)), row
    best = max(
        shapes,
        key=lambda shape: _score(shape, worded, values) + _agrees(shape, worded, under),
    )
    texts = {column: worded[index] for column, index in best.items()}
    held = [column for column, index in best.items() if _often(best, index)]
    if len(under) == len(held):
        for column, text in zip(held, under, strict=True):
            texts[column] = f"{texts[column]}{UNDER}{text}"
    return texts, last


def _often(shape: dict[int, int], index: int) -> bool:
    return sum(other == index for other in shape.values()) > 1


def _under(table: Table, row: int) -> list[str]:
    """Texts of the next row when it can be one of sub-heads."""
    cells = [cell for cell in table.row(row + 1) if cell.row == row + 1]
    texts = [cell.text.replace("\n", " ") for cell in cells if cell.text]
    sub = len(texts) > 1 and len(texts) < table.width
    plain = not any(_data(text) or is_label(text) or len(text) > 60 for text in texts)
    return texts if sub and plain else []


def _data(text: str) -> bool:
    return is_plain_limit(text) and any(char.isdigit() for char in text)


def _shapes(count: int, parted: int, width: int) -> Iterator[dict[int, int]]:
    """Every way to let `parted` of `count` cells fill `width` columns: column -> cell."""
    made = 0
    for chosen in combinations(range(count), parted):
        for shares in _shares(width - count + parted, parted):
            made += 1
            if made > _MOST:
                return
            wide = dict(zip(chosen, shares, strict=True))
            order = [i for i in range(count) for _ in range(wide.get(i, 1))]
            yield dict(enumerate(order))


def _shares(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Ways to write `total` as `parts` numbers of at least 2."""
    if parts == 1:
        if total > 1:
            yield (total,)
        return
    for first in range(2, total - 2 * (parts - 1) + 1):
        for rest in _shares(total - first, parts - 1):
            yield (first, *rest)


def _score(
    shape: dict[int, int], worded: list[str], values: dict[int, tuple[int, int]]
) -> float:
    """Columns of terms stand under heads of time, labels under none of them."""
    score = 0.0
    for column, index in shape.items():
        terms, labels = values.get(column, (0, 0))
        timed = looks_timed(fold(worded[index]))
        score += terms - labels * 0.5 if timed else -terms
        if role_of(worded[index]) == "label" and not labels:
            score -= 1
    return score


def _agrees(shape: dict[int, int], worded: list[str], under: list[str]) -> float:
    """Sub-heads belong under a head of their kind: "Người" under "Trách nhiệm"."""
    held = [index for index in shape.values() if list(shape.values()).count(index) > 1]
    if len(held) != len(under):
        return 0.0
    return sum(
        _KIN.get(role_of(text), "") == _kin(worded[index])
        for index, text in zip(held, under, strict=True)
    )


def _kin(head: str) -> str:
    """What a head over sub-heads is about; "Thực hiện" over them asks who does it."""
    return "who" if fold(head) == "thuc hien" else _KIN.get(role_of(head), "-")


def _values(table: Table, last: int) -> dict[int, tuple[int, int]]:
    """By column: how many cells below the head hold terms, and how many hold labels."""
    found: dict[int, tuple[int, int]] = {}
    for column in range(table.width):
        own = [
            cell.text
            for at in range(last + 1, table.height)
            if (cell := table.at(at, column)) is not None
            and cell.row == at
            and cell.columns == 1
        ]
        terms = sum(_data(text) or (column and is_figure(text)) for text in own)
        found[column] = (terms, sum(is_label(text) for text in own))
    return found
