"""The papers of a dossier and the legal bases, printed as tables, flattened as text.

    --Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn đề nghị…Mau 13.docx1 bản chính,1 bản sao…
    Tên văn bản pháp lýMã văn bảnThông tư 02/2015/TT-BNNPTNT02/2015/TT-BNNPTNT…

A paper's row ends with its numbers, written without a leading zero and glued to what
stands before ("01 bản chính" belongs to a name). The number of a legal document ends its
row when a new word is glued to it. Both tables, joined again, are the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from eiso.base.text.folding import squash
from eiso.plan.procedures.readers.catalogue.letters import LOWER, UPPER
from eiso.plan.procedures.readers.catalogue.published import (
    NOTHING,
    BasisRow,
    ComponentRow,
)

PAPERS_HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
BASES_HEADER = "Tên văn bản pháp lýMã văn bản"

_NUMBERS = re.compile(r"(\d+) bản chính(?:,(\d+) bản sao)?")
_GOES_ON = frozenset(" \xa0;.,)/")
_FILE_END = re.compile(r"\.(?:docx?|xlsx?|pdf|rar|zip|odt|rtf|pptx?|jpe?g|png)$", re.I)
_FORM_WORD = re.compile(
    r"(?<!\s)(?<!^)(?:Mẫu|Mau|MẪU|Phụ lục|Phu ?luc|PHỤ LỤC|Biểu mẫu|Tờ khai|To khai)"
    r"(?=[^/]*\.[A-Za-z]{3,4}$)"
)
_GLUE = re.compile(
    rf"(?<=[{LOWER}.;:)\]”\"])(?=[{UPPER}])|(?<=[.;:)\]”])(?=[{LOWER}\d])"
)


@dataclass(frozen=True)
class PaperTable:
    """One printed table: what stands before its header, and its rows as cut."""

    group: str
    rows: tuple[tuple[str, str], ...]  # (everything before the numbers, the numbers)

    @property
    def printed(self) -> str:
        body = "".join(name + numbers for name, numbers in self.rows)
        return self.group + PAPERS_HEADER + body


def paper_tables(text: str) -> tuple[list[PaperTable], str]:
    """Tables in their order, and the text after the last row (or all, without header)."""
    pieces = text.split(PAPERS_HEADER)
    if len(pieces) == 1:
        return [], text
    tables, group = [], pieces[0]
    for piece in pieces[1:]:
        rows, rest = _paper_rows(piece)
        tables.append(PaperTable(group, tuple(rows)))
        group = rest
    return tables, group


def read_papers(text: str) -> tuple[list[ComponentRow], str]:
    """Components with their numbers, and what could not be read."""
    tables, rest = paper_tables(text)
    papers = []
    for table in tables:
        group = squash(table.group).strip("- ")
        for name, numbers in table.rows:
            papers.append(_component(name, numbers, group))
    return papers, squash(rest).strip("- ")


def _component(name: str, numbers: str, group: str) -> ComponentRow:
    match = _NUMBERS.match(numbers)
    title, form = name_and_form(name)
    return ComponentRow(
        name=title,
        form=form,
        originals=int(match[1]) if match else None,
        copies=int(match[2] or 0) if match else None,
        group=group,
    )


def _paper_rows(piece: str) -> tuple[list[tuple[str, str]], str]:
    rows, begin = [], 0
    for match in _NUMBERS.finditer(piece):
        at = _quantity_at(piece, match)
        if at is not None and at > begin:
            rows.append((piece[begin:at], piece[at : match.end()]))
            begin = match.end()
    return rows, piece[begin:]


def _quantity_at(piece: str, match: re.Match[str]) -> int | None:
    """Where the quantity's digits begin, or None when the words belong to a name."""
    digits, before = match[1], piece[match.start() - 1 : match.start()]
    glued = bool(before) and not before.isspace() and before not in "/-("
    if len(digits) >= 3 or (len(digits) == 2 and digits[0] != "0" and not glued):
        return match.end(1) - 1  # "năm 20191 bản chính", "Mẫu số 181 bản chính"
    if len(digits) == 2 and digits[0] == "0":
        return None
    after = piece[match.end() : match.end() + 1]
    if not glued and before != "/" and before != "-" and after and after in _GOES_ON:
        return None
    return match.start()


def name_and_form(text: str) -> tuple[str, str]:
    """("Đơn đề nghị…", "Mau 13.docx"): cut only where one place alone can be the seam.

    The seam has no blank: a word a form's file begins with is glued there, or it is the
    only place where a new word is glued; else the file's name stays part of the text.
    """
    line = squash(text)
    if not _FILE_END.search(line):
        return line, ""
    seams = [match.start() for match in _FORM_WORD.finditer(line)][-1:]
    if not seams:
        seams = [match.start() for match in _GLUE.finditer(line)]
        seams = [at for at in seams if len(_FILE_END.sub("", line[at:])) >= 3]
    if len(seams) != 1 or not _is_file(line[seams[0] :]):
        return line, ""
    if re.search(r"\.(?:docx?|xlsx?|pdf)", line[: seams[0]]):
        return line, ""  # several files glued: none of the seams is sure
    return line[: seams[0]].strip(), line[seams[0] :].strip()


def _is_file(name: str) -> bool:
    once = len(re.findall(r"\.(?:docx?|xlsx?|pdf)", name)) == 1
    return once and len(name) <= 100 and "ban hành" not in name and "/" not in name


# The number of a legal document: 118/2014/NĐ-CP, 54/2014/QH13, 66.7/2025/NQ-CP,
# 2222/QĐ-BHXH; right after a year's four digits ("năm 20223510/QĐ-BHXH") it is cut there.
_ISSUERS = (
    "BNNPTNT|BNNMT|BTNMT|BLĐTBXH|BVHTTDL|BGDĐT|BTTTT|BKHCN|BKHĐT|BGTVT|BCĐTW|BDTTG|"
    "UBCKNN|VKSNDTC|TANDTC|VKSTC|NHNN|TTCP|VPCP|UBDT|BHXH|KTNN|TCHQ|HĐND|UBND|"
    "HĐTP|BTC|BTP|BCA|BCT|BNG|BNV|BQP|BXD|BYT|BTM|BKH|BTS|BNN|BVH|TTg|TCT|CTN|CP"
)
_ISSUER = rf"(?:UBTVQH\d{{1,2}}|(?:{_ISSUERS})(?:-(?:{_ISSUERS}))*)"
_KIND = r"NĐ|ND|TTLT|NQLT|TT|QĐ|QD|NQ|PL|CT|VBHN|L|SL|HD|KH|CV|TB"
_OTHER = rf"[A-ZĐƯ]{{2,}}(?:-[A-ZĐƯ]{{2,}})*(?![{LOWER}])"
_TAIL = rf"(?:QH\d{{1,2}}|(?:{_KIND}) ?[-/] ?(?:{_ISSUER}|{_OTHER}|C)|UBTVQH\d{{1,2}})"
_NUMBER = r"(?:(?<!\d)|(?<=(?<!\d)(?:19|20)\d\d))\d{1,4}(?:\.\d+)?[a-z]?"
_SYMBOL = re.compile(rf"{_NUMBER}/(?:(?:19|20)\d{{2}}/)?{_TAIL}")
_WORDS = (
    "Luật|Luất|LUẬT|Bộ luật|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|THÔNG TƯ"
    "|Quyết định|Pháp lệnh|Chỉ thị|Văn bản hợp nhất"
)
_LABEL = re.compile(rf"\s*(?:{_WORDS}|VBHN|NĐ|TT|QĐ|NQ)?\s*(?:[Ss]ố:?)?\s*")
_GLUED_LABEL = re.compile(
    rf"(?<=[{LOWER}{UPPER}\d.;:,)”\"])(?:{_WORDS})\s*(?:[Ss]ố:?)?\s*\Z"
    rf"|(?<=[{LOWER}\d.;:,)”\"])(?:VBHN|NĐ|TT|QĐ|NQ)\s*(?:[Ss]ố:?)?\s*\Z"
    rf"|(?<=[{LOWER}{UPPER}\d.;:,)”\"])[Ss]ố:?\s*\Z"
)


def bare_symbol(text: str) -> str:
    """ "Thông tư số 104/2024/TT-BQP" is 104/2024/TT-BQP; any other text stays."""
    match = _SYMBOL.search(text)
    if match and match.end() == len(text) and _LABEL.fullmatch(text, 0, match.start()):
        return match[0]
    return text


def basis_cells(text: str) -> list[tuple[str, str]]:
    """(what stands before the number, the number) of each row; joined, the text."""
    table = text[len(BASES_HEADER) :] if text.startswith(BASES_HEADER) else text
    rows, begin = [], 0
    found = _symbols(table)
    for (at, symbol), follows in pairwise([*found, (len(table), "")]):
        end = at + len(symbol)
        if not _in_title(table, (at, symbol), follows) and _ends_row(table, end):
            rows.append((table[begin:at], symbol))
            begin = end
    if begin < len(table):
        rows.append((table[begin:], ""))
    return rows


def _symbols(table: str) -> list[tuple[int, str]]:
    """Each search starts on a fresh slice: "QH1354/2014/QH13" is QH13 and 54/2014/QH13."""
    found, begin = [], 0
    while match := _SYMBOL.search(table[begin:]):
        found.append((begin + match.start(), match[0]))
        begin += match.end()
    return found


def _in_title(table: str, own: tuple[int, str], follows: tuple[int, str]) -> bool:
    """A number printed again ("… 13/2020/NĐ-CP13/2020/NĐ-CP"), or another one glued to
    it that is not a title itself ("… bởi 232/2025/NĐ-CP34/2025/TT-NHNN")."""
    end = own[0] + len(own[1])
    next_at, next_symbol = follows
    next_end = next_at + len(next_symbol)
    if not next_symbol or not _ends_row(table, next_end):
        return False
    if next_symbol == own[1]:
        return bool(_LABEL.fullmatch(table, end, next_at))
    label = _LABEL.match(table, next_end)
    again = label is not None and table.startswith(next_symbol, label.end())
    return next_at == end and not again


def _ends_row(table: str, end: int) -> bool:
    """The number ends its row when the next title is glued to it or nothing follows."""
    after = table[end : end + 1]
    if not after or after.isalnum() or after in '-“"+*(\n':
        return True
    rest = table[end:].lstrip()
    return after.isspace() and (not rest or bool(_TITLE_WORD.match(rest)))


_TITLE_WORD = re.compile(rf"(?:{_WORDS})\b")


def read_bases(text: str) -> list[BasisRow]:
    """Legal bases as (number, title); a row without a number keeps its title alone."""
    rows = []
    for title, symbol in basis_cells(text):
        clean = squash(_GLUED_LABEL.sub("", title) if symbol else title)
        clean = clean.lstrip("-+*• ")
        if symbol or clean.lower() not in NOTHING:
            rows.append(BasisRow(symbol, clean))
    return rows
