"""Set a table together again whose merged cells were lost.

In such a text every cell is followed by one bar and every row is opened by one, so two
bars in a row mean either "next row" or "an empty cell": the text alone cannot say. All
splits into rows are weighed (dynamic programming over the cells) by what columns hold:
a step's label begins a row, limits stand in the column of limits, a row with too few
cells stands beside a cell merged from above. Nothing is moved between cells.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import combinations

from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.process.blocks import Place, Table
from eiso.plan.procedures.readers.process.grown import Row, Token, assemble
from eiso.plan.procedures.readers.process.roles import role_of
from eiso.plan.procedures.readers.process.words import (
    is_figure,
    is_heading,
    is_label,
    is_plain_limit,
    is_step_word,
    is_total,
    looks_timed,
)

LABEL, LIMIT, TEXT, NOTE = "label", "limit", "text", "note"
_EMPTY_INSIDE = 2.5  # a bar pair read as an empty cell inside a row: rare in real texts
_EMPTY_IN_TOTAL = -1.0  # "Tổng" and its figure stand far apart: empty cells between
_BARE = 4.0  # a row that brings no words of its own
_UNTOLD = 0.4  # a numbered row without its work: rather its actor is merged
_LATE_TOTAL = 3.0  # "Tổng" begins its row
_LOST = 0.5  # a column missing because a cell above covers it
_WIDEST = 12  # columns; beyond it every pair of bars is a new row
_LONGEST = 12_000  # cells, likewise


def rebuild(tokens: list[Token], place: Place) -> Table:
    """The table of those tokens; merges are inferred from rows that are too short."""
    return _Rebuilder(tokens, place).table()


class _Rebuilder:
    def __init__(self, tokens: list[Token], place: Place) -> None:
        self.tokens = tokens[:-1]
        self.end = tokens[-1]
        self.place = place
        self.prices: dict[tuple[int, ...], tuple[Row, float]] = {}

    def _gap(self, index: int) -> int:
        """Bars before token `index` (the end counts as one)."""
        return (self.tokens[index] if index < len(self.tokens) else self.end).bars

    @cached_property
    def naive(self) -> list[list[int]]:
        """Rows if every pair of bars were a new row."""
        rows: list[list[int]] = []
        for index in range(len(self.tokens)):
            if not rows or self._gap(index) > 1:
                rows.append([])
            rows[-1].append(index)
        return rows

    @cached_property
    def width(self) -> int:
        return max(len(row) for row in self.naive)

    @cached_property
    def kinds(self) -> list[str]:
        """What each column holds, by vote of the rows that are complete."""
        full = self._complete()
        kinds = []
        for column in range(self.width):
            votes = Counter(
                self._vote(self.tokens[row[column]].text)
                for row in full
                if column < len(row)
            )
            first = full[0][column] if full and column < len(full[0]) else -1
            head = fold(self.tokens[first].text) if first >= 0 else ""
            counts = column < 2 or role_of(head) == "label"
            if counts and votes[LABEL] * 2 >= max(len(full) - 1, 1):
                kinds.append(LABEL)
            elif votes[LIMIT] * 2 >= max(len(full) - 1, 1) or looks_timed(head):
                kinds.append(LIMIT)
            else:
                kinds.append(NOTE if head.startswith("ghi chu") else TEXT)
        return kinds

    @cached_property
    def roles(self) -> list[str]:
        """What the head names each column, "" where it lacks one."""
        head = self.naive[0] if self.naive else []
        if len(head) < self.width:
            return []
        return [role_of(self.tokens[index].text) for index in head]

    def _complete(self) -> list[list[int]]:
        """Rows with a cell in each column; where the last columns are always empty
        ("Ghi chú"), rows that begin with a label and lack only those."""
        full = [row for row in self.naive if len(row) == self.width]
        if len(full) > 2:
            return full
        return full + [
            row
            for row in self.naive
            if self.width - 2 <= len(row) < self.width
            and is_label(self.tokens[row[0]].text)
        ]

    def _vote(self, text: str) -> str:
        if is_label(text):
            return LABEL
        return LIMIT if is_plain_limit(text) else TEXT

    def table(self) -> Table:
        weighed = self.width <= _WIDEST and len(self.tokens) <= _LONGEST
        rows = self._best_rows() if weighed else self._naive_rows()
        return assemble(self.tokens, rows, self.width, self.place)

    def _naive_rows(self) -> list[Row]:
        return [Row(tuple(row), tuple(range(len(row)))) for row in self.naive]

    def _best_rows(self) -> list[Row]:
        """Cheapest way to cut all tokens into rows; states are (token, leading empties)."""
        best: dict[tuple[int, int], tuple[float, tuple[int, int] | None, Row | None]]
        best = {(0, max(self._gap(0) - 1, 0)): (0.0, None, None)}
        total = len(self.tokens)
        for at in range(total):
            for lead in range(self.width + 1):
                known = best.get((at, lead))
                if known is None:
                    continue
                for row, state, cost in self._rows_from(at, lead):
                    price = known[0] + cost
                    if state not in best or price < best[state][0] - 1e-9:
                        best[state] = (price, (at, lead), row)
        ends = [(value[0], key) for key, value in best.items() if key[0] == total]
        if not ends:
            return self._naive_rows()
        rows: list[Row] = []
        back: tuple[int, int] | None = min(ends)[1]
        while back is not None:
            _, before, chosen = best[back]
            if chosen is not None:
                rows.append(chosen)
            back = before
        return rows[::-1]

    def _rows_from(
        self, at: int, lead: int
    ) -> list[tuple[Row, tuple[int, int], float]]:
        """Every row that may begin with token `at` after `lead` empty cells."""
        found = []
        cells = [-1] * min(lead, self.width)
        extra = 0.0
        total = len(self.tokens)
        sums = is_total(self.tokens[at].text)
        for index in range(at, total):
            if index > at:
                inside = self._gap(index) - 1
                extra += (_EMPTY_IN_TOTAL if sums else _EMPTY_INSIDE) * inside
                cells.extend([-1] * inside)
            cells.append(index)
            if len(cells) > self.width:
                break
            bars = self._gap(index + 1)
            last = index + 1 == total
            if bars < 2 and not last:
                continue
            spare = bars - 1 if last else bars - 2
            most = min(spare, self.width - len(cells))
            for trailing in range(most if last else 0, most + 1):
                row, cost = self._priced((*cells, *([-1] * trailing)))
                left = 0 if last else min(spare - trailing, self.width)
                found.append((row, (index + 1, left), cost + extra))
        return found

    def _priced(self, cells: tuple[int, ...]) -> tuple[Row, float]:
        if cells not in self.prices:
            self.prices[cells] = self._price(cells)
        return self.prices[cells]

    def _price(self, cells: tuple[int, ...]) -> tuple[Row, float]:
        """The columns these cells most likely stand in, and what that costs."""
        count = len(cells)
        if count == self.width:
            columns = tuple(range(count))
            return Row(cells, columns), self._content(cells, columns)
        if count == 1 and self.width > 1 and cells[0] >= 0:
            priced = self._single(cells)
            if priced is not None:
                return priced
        choices = list(combinations(range(self.width), count))
        labelled = cells[0] >= 0 and is_label(self.tokens[cells[0]].text)
        if not labelled or self.kinds.count(LABEL) > 1:
            choices.reverse()  # what lacks its (first) label is covered at the left
        sums = cells[0] >= 0 and is_total(self.tokens[cells[0]].text)
        costs = [
            self._content(cells, columns) + (0.0 if sums else self._untold(columns))
            for columns in choices
        ]
        lowest = min(range(len(choices)), key=costs.__getitem__)
        lost = _LOST * (self.width - count)
        bare = self._bare(choices[lowest])
        return Row(cells, choices[lowest]), costs[lowest] + lost + bare

    def _single(self, cells: tuple[int, ...]) -> tuple[Row, float] | None:
        """A lone cell: a heading over the whole width, a total; else no row of its own."""
        token = self.tokens[cells[0]]
        if is_label(token.text) or is_plain_limit(token.text):
            return None
        weight = 0.5 if self._is_heading(token) else 3.5
        return Row(cells, (0,), heading=True), weight

    def _is_heading(self, token: Token) -> bool:
        return token.strong or is_total(token.text) or is_heading(token.text)

    def _bare(self, columns: tuple[int, ...]) -> float:
        """A row that brings no words of its own is hardly a row."""
        first_limit = next(
            (i for i, kind in enumerate(self.kinds) if kind == LIMIT), self.width
        )
        words = [
            i for i, kind in enumerate(self.kinds) if kind == TEXT and i < first_limit
        ]
        return _BARE if words and not set(words) & set(columns) else 0.0

    def _untold(self, columns: tuple[int, ...]) -> float:
        """A numbered row has work of its own; what is merged is rather its actor."""
        told = {i for i, role in enumerate(self.roles) if role == "content"}
        labelled = any(self.kinds[column] == LABEL for column in columns)
        return _UNTOLD if labelled and told and not told & set(columns) else 0.0

    def _content(self, cells: tuple[int, ...], columns: tuple[int, ...]) -> float:
        late = any(cell >= 0 and is_total(self.tokens[cell].text) for cell in cells[1:])
        return (_LATE_TOTAL if late else 0.0) + sum(
            self._fit(cell, self.kinds[column])
            for cell, column in zip(cells, columns, strict=True)
        )

    def _fit(self, cell: int, kind: str) -> float:
        """How badly a cell suits a column (0 is well)."""
        if cell < 0:
            return {LABEL: 2.0, LIMIT: 1.0, TEXT: 1.2, NOTE: 0.1}[kind]
        token = self.tokens[cell]
        if kind == LABEL:
            good = is_label(token.text) or is_total(token.text)
            return 0.0 if good else 2.5
        if is_label(token.text) and is_step_word(token.text):
            return 6.0
        if kind == LIMIT:
            return 0.0 if _timely(token.text) else 4.0
        if self._is_heading(token) and len(self.tokens) > self.width:
            return 0.6 if cell >= self.width else 0.0
        if LIMIT in self.kinds and is_plain_limit(token.text):
            return 3.0
        return 0.3 if LIMIT in self.kinds and is_figure(token.text) else 0.0


def _timely(text: str) -> bool:
    """May stand in a column of limits."""
    if is_total(text):
        return False
    return is_plain_limit(text) or is_figure(text) or looks_timed(fold(text))
