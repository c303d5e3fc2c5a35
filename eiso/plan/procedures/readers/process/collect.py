"""Walk a document from top to bottom and gather its procedures.

A title opens a procedure; what follows (sections, totals, a table of steps, steps
written as paragraphs) belongs to it until the next title. A table continued on the next
page goes on with the same procedure.
"""

from __future__ import annotations

import re

from eiso.plan.procedures.readers.process import titles
from eiso.plan.procedures.readers.process.blocks import Block, Paragraph, Place
from eiso.plan.procedures.readers.process.draft import Draft, Listed, Total
from eiso.plan.procedures.readers.process.head import Head
from eiso.plan.procedures.readers.process.prose import Prose
from eiso.plan.procedures.readers.process.shapes import Unclear
from eiso.plan.procedures.readers.process.tables import TableReader
from eiso.plan.procedures.readers.process.terms import unit_of_head

_FRESH = re.compile(
    r"^(?:phu luc|\(?\s*(?:ban hanh )?kem theo (?:quyet dinh|cong van|to trinh))"
)
_UNIT = re.compile(r"^\(?\s*(?:dvt|don vi(?: tinh)?(?: thoi gian)?) ?:")
_MANY = (
    "Dòng tên ghi nhiều mã thủ tục. Các bước được đọc cho mã đầu tiên; thêm các thủ tục "
    "còn lại khi soạn dự thảo nếu cùng quy trình."
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
        self.unit = ""  # "ĐVT: giờ" said above a table
        self.stage = ("", 0)  # "Bước 1: …" over several rows: its number, who it is
        self.waiting_total = False
        self.internal = False  # a heading says "quy trình nội bộ" or "điện tử"
        self.head: Head | None = None
        self.prose = Prose(self)
        self.tables = TableReader(self)

    def walk(self, blocks: list[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                for line in block.text.split("\n"):
                    self.line(line, block.place, strong=block.strong)
            else:
                self.tables.read(block)

    # paragraphs

    def line(self, line: str, place: Place, *, strong: bool) -> None:
        """One line of text outside the rows of a table."""
        words = titles.words_of(line)
        if not words.folded:
            return
        if _FRESH.match(words.folded):
            self.opened = self.weak = None
            self.section = self.unit = ""
            return
        if self.waiting_total:
            self.waiting_total = False
            if re.search(r"\d", line) and not titles.is_section(words):
                self.total(Total("line", line, place))
                return
        if _UNIT.match(words.folded) and len(line) < 80:
            self.unit = unit_of_head(words.body)
            return
        if titles.is_step(line):
            self.prose.step(line, place)
            return
        if self.prose.said(line):
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
            self.time(line, words, place)
            return True
        if titles.is_case(words, strong=strong):
            self._case(words, place)
            return True
        title = titles.title_in(words, strong=strong)
        if not title and self.is_listed(words.body):
            title = titles.clean_title(words.body)
        if title:
            self.open(title, line, place)
            return True
        self._symbol(line)
        code = titles.code_in(line)
        if code and len(words.folded) < 80:
            self._code(code, line, place)
            return True
        agency = titles.agency_in(words, strong=strong)
        if agency:
            self.agency = agency
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

    def is_listed(self, body: str) -> bool:
        return len(body) > 15 and any(
            titles.same_title(body, one.title) for one in self.listed
        )

    def open(self, title: str, line: str, place: Place) -> None:
        """A title: the next steps are this procedure's."""
        if len(set(titles.CODE.findall(line))) > 1:
            self.unclear.append(Unclear("text", line, _MANY, place))
        if (
            self.opened is not None
            and not self.opened.title
            and titles.code_in(line) in ("", self.opened.code)
        ):
            self.opened.title = title
        else:
            self._left()
            symbol = titles.symbol_in(line) or self.symbol
            self.opened = Draft(title, titles.code_in(line), symbol, place=place)
        self.symbol = ""
        self.weak = None
        self.agency = self.section = self.unit = ""

    def _left(self) -> None:
        """A titled procedure without steps before the next title: as good as a list."""
        left = self.opened
        if left is not None and left.code and not left.base:
            self.listed.append(
                Listed(left.title, left.code, left.symbol, left.field, "", left.place)
            )

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

    def time(self, line: str, words: titles.Words, place: Place) -> None:
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

    def start(self, draft: Draft) -> None:
        """From here on the steps are this draft's."""
        self.current = draft
        self.drafts.append(draft)
        self.opened = self.weak = None


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
