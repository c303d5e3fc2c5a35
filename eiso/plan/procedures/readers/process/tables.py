"""Tables on the walk through a document: heads, steps, lists, titles inside tables."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.process import titles
from eiso.plan.procedures.readers.process.across import Across, across_at, across_row
from eiso.plan.procedures.readers.process.blocks import Cell, Table
from eiso.plan.procedures.readers.process.draft import Draft, Total
from eiso.plan.procedures.readers.process.head import Head, head_at
from eiso.plan.procedures.readers.process.lines import Line, Raw, line_of
from eiso.plan.procedures.readers.process.sections import listed_row, section_row
from eiso.plan.procedures.readers.process.shapes import Unclear
from eiso.plan.procedures.readers.process.words import (
    is_label,
    is_plain_limit,
    label_number,
)

if TYPE_CHECKING:
    from eiso.plan.procedures.readers.process.collect import Collector


class TableReader:
    """Reads tables for a Collector; what is open and current lives there."""

    def __init__(self, walk: Collector) -> None:
        self.walk = walk

    def read(self, table: Table) -> None:
        head: Head | None = None
        if self._continues(table):
            head = self.walk.head
        row = 0
        while row < table.height:
            lying = across_at(table, row)
            if lying is not None:
                self._across(table, lying)
                return
            found = head_at(table, row)
            if found is not None:
                head = self._begin(table, found, head)
                row = found.last_row + 1
                continue
            self._row(table, row, head)
            row += 1
        self._headless(table, head)

    def _across(self, table: Table, head: Across) -> None:
        """A row for each procedure, to the end of the table."""
        for row in range(head.last_row + 1, table.height):
            draft = across_row(table, row, head)
            if draft is not None:
                self.walk.start(draft)
        self.walk.head = None

    def _continues(self, table: Table) -> bool:
        """The rest of a table of steps that a page break cut in two."""
        if (
            self.walk.head is None
            or self.walk.opened is not None
            or self.walk.current is None
        ):
            return False
        if table.width != self.walk.head.width or not self.walk.current.steps:
            return False
        first = table.at(0, max(self.walk.head.of("label"), 0))
        return (
            first is not None
            and is_label(first.text)
            and head_at(table, 0) is None
            and _after(self.walk.current.steps[-1].number, first.text)
        )

    def _begin(self, table: Table, found: Head, before: Head | None) -> Head:
        if found.kind != "steps":
            return found
        found = replace(found, unit=found.unit or self.walk.unit)
        self.walk.stage = ("", 0)
        first = next(
            (
                line.raw.number
                for row in range(found.last_row + 1, table.height)
                if (line := line_of(table, row, found)) and line.raw
            ),
            "",
        )
        repeated = before is not None and before.kind == "steps"
        self._target(first, table, repeated=repeated)
        self.walk.head = found
        return found

    def _target(self, first: str, table: Table, *, repeated: bool) -> None:
        """Whose steps the table that begins now are."""
        if self.walk.opened is not None:
            self.walk.start(self.walk.opened)
            return
        restart = first in ("", "1", "I", "1-2")
        if self.walk.current is None:
            title, place = self.walk.weak or ("", table.place)
            self.walk.start(Draft(title, symbol=self.walk.symbol, place=place))
        elif restart and self.walk.weak is not None and not self.walk.agency:
            self.walk.start(
                Draft(
                    self.walk.weak[0], symbol=self.walk.symbol, place=self.walk.weak[1]
                )
            )
        elif (
            restart
            and self.walk.current.closed
            and not self.walk.agency
            and not repeated
        ):
            self.walk.start(Draft("", place=table.place))

    def _row(self, table: Table, row: int, head: Head | None) -> None:
        if head is None:
            self._loose(table, row)
        elif head.kind == "steps":
            line = line_of(table, row, head)
            if line is not None:
                self._step_line(line, head)
        elif head.kind == "list":
            item = listed_row(table, row, head)
            if item is not None:
                self.walk.listed.append(item)
        else:
            target = self.walk.opened or self.walk.current
            if target is not None:
                section_row(target, table, row, head)

    def _loose(self, table: Table, row: int) -> None:
        """A row before any head: a caption, or "Tên thủ tục | …"."""
        own = [cell for cell in table.row(row) if cell.row == row and cell.text]
        if table.rebuilt and (len(own) > 2 or self.walk.waiting_total):
            self._timed(own)
            return
        if not own or len(own) > 2 or (table.height < 2 and table.width < 2):
            return
        texts = [cell.text.strip(" :").replace("\n", " ") for cell in own]
        numbered = bool(re.fullmatch(r"(?:\d+\.)*\d+\.?|[IVX]+\.?", texts[0]))
        text = (". " if numbered else ": ").join(part.strip(".") for part in texts)
        strong = (len(own) == 1 and not self.walk.section) or (
            numbered and own[-1].strong
        )
        if len(text) < 600 and "cong hoa xa hoi" not in fold(text):
            self.walk.line(text, own[0].place, strong=strong)

    def _timed(self, own: list[Cell]) -> None:
        """Of a row whose cells may have slipped only what speaks of time is heard."""
        for cell in own:
            if is_label(cell.text):
                continue
            if self.walk.waiting_total or titles.is_time(titles.words_of(cell.text)):
                self.walk.line(cell.text.replace("\n", " "), cell.place, strong=False)

    def _step_line(self, line: Line, head: Head) -> None:
        assert self.walk.current is not None  # noqa: S101 - _begin has set it
        if line.kind == "total":
            words = titles.words_of(line.text)
            part = " tai " in words.folded
            source = "part" if part else "row"
            count = len(self.walk.current.steps)
            total = Total(source, line.text, line.place, head.unit, count)
            self.walk.current.totals.append(total)
            self.walk.current.closed = True
        elif line.kind == "heading":
            self._heading(line)
        elif line.kind == "more" and self.walk.current.steps and line.raw is not None:
            last = self.walk.current.steps[-1]
            last.content = "\n".join(filter(None, (last.content, line.raw.content)))
            last.forms.extend(line.raw.forms)
        elif line.raw is not None:
            self._step(line)

    def _heading(self, line: Line) -> None:
        """A row inside the table of steps that names a part, a case or a procedure."""
        words = titles.words_of(line.text)
        if titles.is_time(words):
            self.walk.time(line.text, words, line.place)
            return
        title = titles.title_in(words, strong=True)
        if titles.is_case(words, strong=True) and self.walk.current is not None:
            self._start_inside(
                self.walk.current.variant(words.body.strip(" .:"), line.place)
            )
        elif (title or self.walk.is_listed(words.body)) and not titles.is_agency(
            words, strong=True
        ):
            draft = Draft(
                title or titles.clean_title(words.body),
                titles.code_in(line.text),
                titles.symbol_in(line.text),
                place=line.place,
            )
            self._start_inside(draft)
            if line.limit is not None:
                draft.totals.append(Total("line", *line.limit))
        elif titles.is_step(line.text):
            count = len(self.walk.current.steps) if self.walk.current else 0
            self.walk.stage = (label_number(line.text)[0], -1 - count)
        else:
            named = titles.names_organ(line.text)
            self.walk.agency = titles.agency_name(words.body) if named else ""

    def _start_inside(self, draft: Draft) -> None:
        """A procedure named inside the table; an empty one before it gives it room."""
        if self.walk.current is not None and not self.walk.current.steps:
            empty = self.walk.drafts.pop()
            if not draft.title or not draft.code:
                draft.title = draft.title or empty.title
                draft.code = draft.code or empty.code
            draft.totals = [*empty.totals, *draft.totals]
        self.walk.start(draft)
        self.walk.agency = ""

    def _named(self, raw: Raw) -> None:
        """A row of steps that also names its procedure."""
        now = self.walk.current
        title = titles.clean_title(raw.procedure)
        code = raw.code or titles.code_in(raw.procedure)
        if now is None or _other(now, raw):
            self._start_inside(Draft(title, code, place=raw.place))
            return
        now.title = now.title or title
        now.code = now.code or code

    def _step(self, line: Line) -> None:
        raw = line.raw
        if raw is None or self.walk.current is None:
            return
        if raw.procedure:
            self._named(raw)
        if raw.total is not None:
            self.walk.current.totals.append(Total("line", *raw.total))
        raw.agency = raw.agency or self.walk.agency
        if not raw.number and self.walk.stage[0]:
            raw.number, raw.labelled = self.walk.stage
        steps = self.walk.current.steps
        if steps and _same_step(steps[-1].shares, raw.shares, steps[-1].labelled):
            last = steps[-1]
            last.content = "\n".join(filter(None, (last.content, raw.content)))
            last.forms.extend(form for form in raw.forms if form not in last.forms)
            return
        steps.append(raw)

    def _headless(self, table: Table, head: Head | None) -> None:
        """Rows that look like steps under no head: said, not guessed."""
        if head is not None or table.height < 3:
            return
        rows = 0
        for row in range(table.height):
            texts = [cell.text for cell in table.row(row) if cell.row == row]
            if (
                len(texts) > 2
                and is_label(texts[0])
                and any(is_plain_limit(text) for text in texts[1:])
            ):
                rows += 1
        if rows >= 2:
            sentence = (
                "Bảng này có hàng giống các bước nhưng không có hàng tên cột, nên không "
                "đọc. Thêm hàng tên cột (Nội dung, Trách nhiệm, Thời gian), rồi nhập lại."
            )
            first = table.row(0)[0]
            self.walk.unclear.append(Unclear("text", first.text, sentence, first.place))


def _other(now: Draft, raw: Raw) -> bool:
    """Does the row name a procedure other than the one being read?"""
    if raw.code and now.code and raw.code[:8] != now.code[:8]:
        return True
    return bool(now.title) and not titles.same_title(raw.procedure, now.title)


def _same_step(before: tuple[int, ...], now: tuple[int, ...], label: int) -> bool:
    """Label, actor and limit stand in the very same cells: one step on several rows."""
    return bool(label) and before == now and all(now)


def _after(last: str, first: str) -> bool:
    """Does the label `first` go on counting after `last`?"""
    numbers = re.findall(r"\d+", last), re.findall(r"\d+", first)
    if not all(numbers):
        return True
    return int(numbers[1][0]) >= int(numbers[0][0])
