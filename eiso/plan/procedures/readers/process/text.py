"""Text with tables taken apart: cells between lines of a single "|", merges lost.

Also reads ordinary Markdown tables ("| a | b |") and hard-wrapped paragraphs.
"""

from __future__ import annotations

import re

from eiso.base.errors import RefusedFile
from eiso.base.text.folding import squash
from eiso.plan.procedures.readers.process.blocks import (
    Block,
    Cell,
    Paragraph,
    Place,
    Table,
)
from eiso.plan.procedures.readers.process.grown import Token
from eiso.plan.procedures.readers.process.lossy import rebuild

_MARKS = re.compile(r"\*+|__+|<br\s*/?>|&nbsp;", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-+•–*]\s|\(?\d{1,2}[.)]\s|[a-zđ]\)\s)")
_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?$")
_FAR = 80  # lines a cell may go on after a blank line inside it


def decode(data: bytes) -> str:
    """UTF-8 or UTF-16 with a mark; anything else is refused, never guessed."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _strict(data, name)
    return _strict(data, "utf-8")


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as cause:
        raise RefusedFile(
            "Không đọc được chữ trong tệp: tệp không ghi bằng bảng mã Unicode (UTF-8). "
            "Mở tệp, chọn Lưu thành, bảng mã UTF-8, rồi nhập lại.",
            code="wrong_encoding",
        ) from cause
    if "\x00" in text:
        raise RefusedFile(
            "Đây không phải tệp văn bản. Chọn tệp Word (.docx), Excel (.xlsx) "
            "hoặc văn bản (.md, .txt).",
            code="not_text",
        )
    return text


def plain(text: str) -> str:
    """Without marks of weight, one blank between words; new lines are kept."""
    lines = (squash(_MARKS.sub(" ", line)) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def unwrap(lines: list[str]) -> str:
    """Hard-wrapped lines as the lines that were meant: bullets begin a new one."""
    meant: list[str] = []
    for raw in lines:
        line = plain(raw.strip())
        if not line:
            continue
        if meant and not _BULLET.match(line):
            meant[-1] = f"{meant[-1]} {line}"
        else:
            meant.append(line)
    return "\n".join(meant)


def _strong(lines: list[str]) -> bool:
    text = " ".join(lines).strip()
    bare = re.sub(r"\*\*.*?\*\*", "", text)
    return "**" in text and not re.sub(r"[\s*().:]", "", bare)


def read_text(data: bytes) -> list[Block]:
    """Paragraphs and tables of a text file."""
    return _Reader(decode(data).replace("\r\n", "\n").split("\n")).read()


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.tables = 0
        self.paragraphs = 0

    def read(self) -> list[Block]:
        at = 0
        held: list[str] = []
        start = 0
        while at < len(self.lines):
            line = self.lines[at].strip()
            if line == "|" or _is_row(line):
                self._paragraph(held, start)
                held = []
                at = self._bars(at) if line == "|" else self._rows(at)
                continue
            if not line or line.startswith("#"):
                self._paragraph(held, start)
                held = []
            if line.startswith("#"):
                self._paragraph([f"**{line.strip('# ')}**"], at)
            elif line:
                if not held:
                    start = at
                held.append(line)
            at += 1
        self._paragraph(held, start)
        return self.blocks

    def _paragraph(self, held: list[str], start: int) -> None:
        text = unwrap(held)
        if text:
            self.paragraphs += 1
            place = Place(line=start + 1, paragraph=self.paragraphs)
            self.blocks.append(Paragraph(text, _strong(held), place))

    def _bars(self, at: int) -> int:
        """A table whose cells stand between lines of "|"; returns the line after it."""
        tokens, after = self._tokens(at)
        if tokens:
            self.tables += 1
            place = Place(line=at + 1, table=self.tables)
            self.blocks.append(rebuild(tokens, place))
        return after

    def _tokens(self, at: int) -> tuple[list[Token], int]:
        tokens: list[Token] = []
        bars = 0
        held: list[str] = []
        start = at
        while at < len(self.lines):
            line = self.lines[at].strip()
            if line == "|":
                if held:
                    tokens.append(self._token(held, bars, start))
                    held, bars = [], 0
                bars += 1
            elif line:
                if not held:
                    start = at
                held.append(line)
            elif not held or not self._goes_on(at):
                break
            at += 1
        if held:
            tokens.append(self._token(held, bars, start))
        if tokens:
            tokens.append(Token("", max(bars, 1), at, strong=False))
        return tokens, at

    def _token(self, held: list[str], bars: int, start: int) -> Token:
        return Token(unwrap(held), bars, start + 1, _strong(held))

    def _goes_on(self, at: int) -> bool:
        """Is this blank line inside a cell? Then its closing bar is near."""
        ahead = self.lines[at + 1 : at + _FAR]
        blanks = 0
        for line in ahead:
            if line.strip() == "|":
                return True
            blanks = blanks + 1 if not line.strip() else 0
            if blanks > 1:
                return False
        return False

    def _rows(self, at: int) -> int:
        """An ordinary Markdown table, one row a line."""
        rows: list[tuple[int, list[str]]] = []
        while at < len(self.lines) and _is_row(self.lines[at].strip()):
            line = self.lines[at].strip()
            if not _RULE.match(line):
                inner = re.sub(r"^\||(?<!\\)\|$", "", line)
                rows.append((at + 1, re.split(r"(?<!\\)\|", inner)))
            at += 1
        self.tables += 1
        self.blocks.append(grid(rows, Place(table=self.tables)))
        return at


def _is_row(line: str) -> bool:
    return len(line) > 2 and line.startswith("|") and line.count("|") > 2


def grid(rows: list[tuple[int, list[str]]], place: Place) -> Table:
    """Rows of texts without merges as a table; each row brings its line number."""
    cells = tuple(
        Cell(
            plain(text.replace("<br>", "\n")),
            row,
            column,
            strong="**" in text,
            place=Place(
                sheet=place.sheet,
                table=place.table,
                row=row + 1,
                column=column + 1,
                line=line,
            ),
        )
        for row, (line, texts) in enumerate(rows)
        for column, text in enumerate(texts)
    )
    width = max((len(texts) for _, texts in rows), default=0)
    return Table(cells, width, len(rows), place)
