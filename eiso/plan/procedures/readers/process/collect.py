"""Walk a document from top to bottom and gather its procedures.

A title opens a procedure; what follows (sections, totals, a table of steps, steps
written as paragraphs) belongs to it until the next title. A table continued on the next
page goes on with the same procedure.
"""

from __future__ import annotations

import re

from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.process import titles
from eiso.plan.procedures.readers.process.across import Across, across_at, across_row
from eiso.plan.procedures.readers.process.blocks import Block, Paragraph, Place, Table
from eiso.plan.procedures.readers.process.draft import Draft, Listed, Total
from eiso.plan.procedures.readers.process.head import Head, head_at
from eiso.plan.procedures.readers.process.lines import Line, line_of
from eiso.plan.procedures.readers.process.prose import Prose
from eiso.plan.procedures.readers.process.sections import listed_row, section_row
from eiso.plan.procedures.readers.process.shapes import Unclear
from eiso.plan.procedures.readers.process.words import is_label, is_plain_limit

_FRESH = re.compile(
    r"^(?:phu luc|\(?\s*(?:ban hanh )?kem theo (?:quyet dinh|cong van|to trinh))"
)


class Collector:
    """The state of the walk; `drafts` and `listed` are its result."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.listed: list[Listed] = []
        self.unclear: list[Unclear] = []
        self.current: Draft | None = None  # has steps
        self.opened: Draft | None = None  # titled, no steps yet
        self.weak: tuple[str, Place] | None = None
        self.deep = False  # numbered like "1.9.": rather a section than a title
        self.agency = ""
        self.symbol = ""  # of a title still to come
        self.section = ""
        self.waiting_total = False
        self.internal = False  # a heading says "quy trình nội bộ" or "điện tử"
        self.head: Head | None = None
        self.prose = Prose(self)

    def walk(self, blocks: list[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                for line in block.text.split("\n"):
                    self.line(line, block.place, strong=block.strong)
            else:
                self.table(block)

    # paragraphs

    def line(self, line: str, place: Place, *, strong: bool) -> None:
        """One line of text outside the rows of a table."""
        words = titles.words_of(line)
        if not words.folded:
            return
        if _FRESH.match(words.folded):
            self.opened = self.weak = None
            self.section = ""
            return
        if self.waiting_total:
            self.waiting_total = False
            if re.search(r"\d", line) and not titles.is_section(words):
                self.total(Total("line", line, place))
                return
        if titles.is_step(line):
            self.prose.step(line, place)
            return
        if "quy trinh noi bo" in words.folded or "quy trinh dien tu" in words.folded:
            self.internal = self.internal or strong or words.body.isupper()
        if self._named(words, line, place, strong=strong):
            self.prose.open = None
            return
        self.prose.more(line, words)

    def _named(
        self, words: titles.Words, line: str, place: Place, *, strong: bool
    ) -> bool:
        """Lines that say what follows; True when this was one."""
        if titles.begins_procedure(words):
            self._promote()
        if titles.is_time(words):
            self._time(line, words, place)
            return True
        if titles.is_case(words, strong=strong):
            self._case(words, place)
            return True
        title = titles.title_in(words, strong=strong)
        if not title and self._is_listed(words.body):
            title = titles.clean_title(words.body)
        if title:
            self.open(title, line, place)
            return True
        self._symbol(line)
        code = titles.code_in(line)
        if code and len(words.folded) < 80:
            self._code(code, line, place)
            return True
        if titles.is_agency(words, strong=strong) and not re.search(
            r"\d+\s*(?:ngày|giờ)", line
        ):
            self.agency = _agency_name(words.body)
            self.section = "process"
            return True
        if titles.is_section(words):
            self.section = (
                _section_of(words.folded) if len(line) < 200 else self.section
            )
            self._one_line(words.body)
            return bool(words.numbering or strong)
        return self._weak_title(words, line, place, strong=strong)

    def _promote(self) -> None:
        """A section of a procedure begins: the bold line above it was its title."""
        if self.opened is None and self.weak is not None and not self.deep:
            title, place = self.weak
            self.opened = Draft(title, symbol=self.symbol, place=place)
            self.weak, self.symbol = None, ""

    def _weak_title(
        self, words: titles.Words, line: str, place: Place, *, strong: bool
    ) -> bool:
        """A numbered or bold line that is nothing known: perhaps the next title."""
        numbered = bool(words.numbering.strip("-+•–* ")) and not self.section
        if not (numbered or strong) or not 6 < len(line) < 400:
            return False
        self.weak = (titles.clean_title(words.body), place)
        self.deep = bool(re.search(r"\d\.\d", words.numbering))
        self.agency = ""
        return strong

    def _is_listed(self, body: str) -> bool:
        return len(body) > 15 and any(
            titles.same_title(body, one.title) for one in self.listed
        )

    def open(self, title: str, line: str, place: Place) -> None:
        """A title: the next steps are this procedure's."""
        if (
            self.opened is not None
            and not self.opened.title
            and titles.code_in(line) in ("", self.opened.code)
        ):
            self.opened.title = title
        else:
            symbol = titles.symbol_in(line) or self.symbol
            self.opened = Draft(title, titles.code_in(line), symbol, place=place)
        self.symbol = ""
        self.weak = None
        self.agency = self.section = ""

    def _symbol(self, line: str) -> None:
        """ "Mã hiệu: QT-15/KT" belongs to the title above it or to the one below."""
        symbol = titles.symbol_in(line) if len(line) < 120 else ""
        if not symbol:
            return
        if self.opened is not None and not self.opened.symbol:
            self.opened.symbol = symbol
        else:
            self.symbol = symbol

    def _code(self, code: str, line: str, place: Place) -> None:
        symbol = titles.symbol_in(line)
        if self.opened is None and self.weak is not None:
            self.opened = Draft(self.weak[0], place=self.weak[1])
            self.weak = None
        if self.opened is not None and not self.opened.code:
            self.opened.code = code
            self.opened.symbol = self.opened.symbol or symbol
        elif self.current is None or self.current.code not in ("", code):
            self.opened = Draft("", code, symbol, place=place)

    def _case(self, words: titles.Words, place: Place) -> None:
        base = self.opened or self.current
        if base is None:
            base = Draft()
        self.opened = base.variant(words.body.strip(" .:"), place)
        self.agency = self.section = ""

    def _time(self, line: str, words: titles.Words, place: Place) -> None:
        after = line.split(":", 1)[1] if ":" in line else words.body
        if not re.search(r"\d|trong ngày", after):
            self.waiting_total = ":" in line or len(words.folded) < 60
            self.section = "time"
            return
        part = " tai " in re.split(r"\d", words.folded)[0]
        self.total(Total("part" if part else "line", line, place))

    def total(self, total: Total) -> None:
        target = self.opened or self.current
        if target is not None:
            target.totals.append(total)

    def _one_line(self, body: str) -> None:
        """ "Phí, lệ phí: không" says it on the line of its heading."""
        target = self.opened or self.current
        if target is not None and self.section == "fee" and ":" in body:
            target.fee_text = target.fee_text or body.split(":", 1)[1].strip()

    # tables

    def table(self, table: Table) -> None:
        head: Head | None = None
        if self._continues(table):
            head = self.head
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
                self._start(draft)
        self.head = None

    def _continues(self, table: Table) -> bool:
        """The rest of a table of steps that a page break cut in two."""
        if self.head is None or self.opened is not None or self.current is None:
            return False
        if table.width != self.head.width or not self.current.steps:
            return False
        first = table.at(0, max(self.head.of("label"), 0))
        return (
            first is not None
            and is_label(first.text)
            and head_at(table, 0) is None
            and _after(self.current.steps[-1].number, first.text)
        )

    def _begin(self, table: Table, found: Head, before: Head | None) -> Head:
        if found.kind != "steps":
            return found
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
        self.head = found
        return found

    def _target(self, first: str, table: Table, *, repeated: bool) -> None:
        """Whose steps the table that begins now are."""
        if self.opened is not None:
            self._start(self.opened)
            return
        restart = first in ("", "1", "I", "1-2")
        if self.current is None:
            title, place = self.weak or ("", table.place)
            self._start(Draft(title, symbol=self.symbol, place=place))
        elif restart and self.weak is not None and not self.agency:
            self._start(Draft(self.weak[0], symbol=self.symbol, place=self.weak[1]))
        elif restart and self.current.closed and not self.agency and not repeated:
            self._start(Draft("", place=table.place))

    def _start(self, draft: Draft) -> None:
        self.current = draft
        self.drafts.append(draft)
        self.opened = self.weak = None

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
                self.listed.append(item)
        else:
            target = self.opened or self.current
            if target is not None:
                section_row(target, table, row, head)

    def _loose(self, table: Table, row: int) -> None:
        """A row before any head: a caption, or "Tên thủ tục | …"."""
        own = [cell for cell in table.row(row) if cell.row == row and cell.text]
        if not own or len(own) > 2 or (table.height < 2 and table.width < 2):
            return
        texts = [cell.text.strip(" :").replace("\n", " ") for cell in own]
        numbered = bool(re.fullmatch(r"(?:\d+\.)*\d+\.?|[IVX]+\.?", texts[0]))
        text = (". " if numbered else ": ").join(part.strip(".") for part in texts)
        strong = (len(own) == 1 and not self.section) or (numbered and own[-1].strong)
        if len(text) < 600 and "cong hoa xa hoi" not in fold(text):
            self.line(text, own[0].place, strong=strong)

    def _step_line(self, line: Line, head: Head) -> None:
        assert self.current is not None  # noqa: S101 - _begin has set it
        if line.kind == "total":
            words = titles.words_of(line.text)
            part = " tai " in words.folded
            source = "part" if part else "row"
            count = len(self.current.steps)
            total = Total(source, line.text, line.place, head.unit, count)
            self.current.totals.append(total)
            self.current.closed = True
        elif line.kind == "heading":
            self._heading(line)
        elif line.kind == "more" and self.current.steps and line.raw is not None:
            last = self.current.steps[-1]
            last.content = "\n".join(filter(None, (last.content, line.raw.content)))
            last.forms.extend(line.raw.forms)
        elif line.raw is not None:
            self._step(line)

    def _heading(self, line: Line) -> None:
        """A row inside the table of steps that names a part, a case or a procedure."""
        words = titles.words_of(line.text)
        if titles.is_time(words):
            self._time(line.text, words, line.place)
            return
        title = titles.title_in(words, strong=True)
        if titles.is_case(words, strong=True) and self.current is not None:
            self._start_inside(
                self.current.variant(words.body.strip(" .:"), line.place)
            )
        elif (title or self._is_listed(words.body)) and not titles.is_agency(
            words, strong=True
        ):
            draft = Draft(
                title or titles.clean_title(words.body),
                titles.code_in(line.text),
                titles.symbol_in(line.text),
                place=line.place,
            )
            self._start_inside(draft)
        else:
            self.agency = _agency_name(words.body)

    def _start_inside(self, draft: Draft) -> None:
        """A procedure named inside the table; an empty one before it gives it room."""
        if self.current is not None and not self.current.steps:
            empty = self.drafts.pop()
            if not draft.title or not draft.code:
                draft.title = draft.title or empty.title
                draft.code = draft.code or empty.code
            draft.totals = [*empty.totals, *draft.totals]
        self._start(draft)
        self.agency = ""

    def _step(self, line: Line) -> None:
        raw = line.raw
        if raw is None or self.current is None:
            return
        if raw.procedure and not titles.same_title(
            raw.procedure, self.current.title or raw.procedure
        ):
            self._start_inside(
                Draft(titles.clean_title(raw.procedure), place=line.place)
            )
        elif raw.procedure and not self.current.title:
            self.current.title = titles.clean_title(raw.procedure)
        raw.agency = raw.agency or self.agency
        steps = self.current.steps
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
            self.unclear.append(Unclear("text", first.text, sentence, first.place))


def _same_step(before: tuple[int, ...], now: tuple[int, ...], label: int) -> bool:
    """Label, actor and limit stand in the very same cells: one step on several rows."""
    return bool(label) and before == now and all(now)


def _after(last: str, first: str) -> bool:
    """Does the label `first` go on counting after `last`?"""
    numbers = re.findall(r"\d+", last), re.findall(r"\d+", first)
    if not all(numbers):
        return True
    return int(numbers[1][0]) >= int(numbers[0][0])


def _agency_name(body: str) -> str:
    found = re.search(r"\btại\s+(.{3,})$", body, re.IGNORECASE)
    name = found[1] if found else body
    return name.strip(" .:;*")


def _section_of(folded: str) -> str:
    for key, words in (
        ("bases", ("co so phap ly", "can cu")),
        ("papers", ("thanh phan", "ho so")),
        ("fee", ("phi", "le phi")),
        ("forms", ("cac bieu mau", "bieu mau", "ten mau")),
        ("process", ("quy trinh", "trinh tu", "noi dung", "cac buoc")),
    ):
        if folded.startswith(words):
            return key
    return "other"
