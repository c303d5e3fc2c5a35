"""The table of channels, printed on the portal and flattened without separators.

    Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến3 Ngày làm việcMiễn phí…

The grammar, found in all 1,778 published procedures of 2026 (4,700 rows):
row = channel · limit · fee · description; the limit and the fee are never empty.
limit = number + unit | number alone | "Không có thông tin" | a sentence;
fee = "Miễn phí" | amount + currency | "Không có thông tin", then perhaps one "(note)".
A channel's word inside a description is never directly followed by a limit and a fee:
that alone tells a row's start. The parts of all rows, joined, are the text again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from eiso.plan.procedures.readers.catalogue.letters import LOWER, UPPER
from eiso.plan.procedures.readers.catalogue.limits import read_limit
from eiso.plan.procedures.readers.catalogue.published import ChannelRow

HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"
CHANNELS = {
    "Trực tiếp": "direct",
    "Trực tuyến": "online",
    "Dịch vụ bưu chính": "post",
}

_WORD = "|".join(CHANNELS)
_NUMBER = r"\d+(?:[.,]\d+)*"
_COUNT = rf"{_NUMBER}(?: ?[-–] ?{_NUMBER})?"
_UNIT = r"Ngày làm việc|Ngày|Giờ làm việc|Giờ|Tháng|Phút|Tuần|Quý|Năm"
_SILENT = r"Không có thông tin|Không quy định|Không xác định"
_CURRENCY = (
    r"VNĐ|VND|Việt Nam Đồng|[Đđ]ồng|USD|EUR|Euro|Đô la Mỹ"
    rf"|[A-Z]{{3}}(?![{UPPER}{LOWER}])"
)
_AMOUNT = rf"{_NUMBER} (?:{_CURRENCY})"
# The older pages print "Phí : 50.000 Đồng (…)", several one after another.
_NAMED = rf"(?:Phí|Lệ phí) ?: ?(?:{_NUMBER})? ?(?:{_CURRENCY})?"
_FEE = rf"(?:Miễn phí|Không có thông tin|{_AMOUNT}|{_NAMED})"

# A row surely starts here: the limit is a number with a unit, a number, or a set phrase,
# glued to the channel's word.
_SURE = re.compile(
    rf"(?P<channel>{_WORD})(?:"
    rf"(?P<unit_limit>{_COUNT} ?(?:{_UNIT}))(?P<fee>{_FEE})?"
    rf"|(?P<small_limit>{_COUNT} (?i:{_UNIT}))(?P<small_fee>{_FEE})"
    rf"|(?P<phrase>{_SILENT})(?P<phrase_fee>{_FEE})?"
    rf"|(?P<bare>{_NUMBER})"
    rf"(?:(?P<bare_fee>Miễn phí|Không có thông tin|{_NAMED})|(?={_WORD}|\Z))"
    rf"|(?P<glued>{_NUMBER})(?P<glued_money> (?:{_CURRENCY}))"
    rf"|(?P<no_limit>)(?P<only_fee>Miễn phí|{_NAMED})"
    r")"
)
# A row whose limit is a sentence: a capital right after the channel, a fee before any
# sure start, no line break between.
_SENTENCE = re.compile(
    rf"(?P<channel>{_WORD})(?P<limit>[{UPPER}](?:(?!{_WORD}|\n).){{0,400}}?)"
    rf"(?P<fee>{_FEE})"
)
_MORE_FEE = re.compile(rf"\s*(?:Phí|Lệ phí) ?: ?{_NUMBER} ?(?:{_CURRENCY})")
_ENUMERATOR = re.compile(
    r"\((?:[a-zđ]|\d{1,2}|[ivx]{1,4})\)"
    r"|(?<=[\s;:.,+\-)])(?:[a-zđ]|\d{1,2}|[ivx]{1,4})\)"
)
_LISTED = re.compile(r"\((?:[a-zđ]|\d{1,2}|[ivx]{1,4})\)\s")
_FIRST_ITEM = re.compile(r"(?:[a-zđ]|\d{1,2})\)")


@dataclass(frozen=True)
class _Start:
    at: int
    channel: str
    limit: str
    fee: str
    rest: int
    glued: str = ""  # digits that may be "1" and "25" or "12" and "5"


def split(text: str) -> tuple[list[ChannelRow], str]:
    """Rows in their order, and the text before the first row that nobody could read."""
    table = text[len(HEADER) :] if text.startswith(HEADER) else text
    starts = _cut_by_neighbours(list(_starts(table)))
    if not starts:
        return [], table.strip()
    rows = []
    ends = [start.at for start in starts[1:]] + [len(table)]
    for start, end in zip(starts, ends, strict=True):
        note_end = _fee_end(table, start, end)
        value, unit = read_limit(start.limit)
        rows.append(
            ChannelRow(
                channel=CHANNELS[start.channel],
                limit_text=start.limit,
                fee_text=start.fee + table[start.rest : note_end],
                note=table[note_end:end],
                value=value,
                unit=unit,
            )
        )
    return rows, table[: starts[0].at].strip()


_APART = re.compile(
    rf"(?P<channel>{_WORD})\s+(?P<limit>{_COUNT} ?(?:{_UNIT})|{_SILENT})\s+(?={_FEE})"
)
_GLUED = re.compile(rf"[^\W\d_]{_COUNT} ?(?:{_UNIT}){_FEE}")


def closed_up(text: str) -> str:
    """A table whose cells a crawler kept apart by blanks, as the portal glues them."""
    table = re.sub(r"^\s*Hình thức nộp\s*Thời gian\s*Phí, lệ phí\s*Mô tả\s*", "", text)
    return _APART.sub(r"\g<channel>\g<limit>", table.strip())


def swallowed(rows: list[ChannelRow]) -> str:
    """A description that holds what only a row holds: a channel by an unknown name."""
    return next((row.note for row in rows if _GLUED.search(row.note)), "")


def printed(rows: list[ChannelRow]) -> str:
    """The flattened table again: `printed(split(text)[0])` is the text after its header."""
    words = {value: word for word, value in CHANNELS.items()}
    return "".join(
        words[row.channel] + row.limit_text + row.fee_text + row.note for row in rows
    )


def _starts(table: str) -> Iterator[_Start]:
    sure = list(_SURE.finditer(table))
    borders = [0, *(match.start() for match in sure), len(table)]
    found = [_sure_start(match) for match in sure]
    for begin, end in pairwise(borders):
        region = table[begin:end]
        for match in _SENTENCE.finditer(region, 1 if begin in _ats(found) else 0):
            found.append(
                _Start(
                    begin + match.start(),
                    match["channel"],
                    match["limit"],
                    match["fee"],
                    begin + match.end(),
                )
            )
    yield from sorted(found, key=lambda start: start.at)


def _ats(found: list[_Start]) -> set[int]:
    return {start.at for start in found}


def _sure_start(match: re.Match[str]) -> _Start:
    at, channel, end = match.start(), match["channel"], match.end()
    if match["glued"]:
        return _glued_start(match, at, channel, end)
    limit = first_of(match, "unit_limit", "small_limit", "phrase", "bare")
    fee = first_of(match, "fee", "small_fee", "phrase_fee", "bare_fee", "only_fee")
    return _Start(at, channel, limit, fee, end)


def first_of(match: re.Match[str], *names: str) -> str:
    return next((match[name] for name in names if match[name]), "")


def _glued_start(match: re.Match[str], at: int, channel: str, end: int) -> _Start:
    digits, money = match["glued"], match["glued_money"]
    cuts = cuts_of(digits)
    if not cuts:  # nothing can stand before the amount: the limit's cell is empty
        return _Start(at, channel, "", digits + money, end)
    if len(cuts) == 1:
        return _Start(at, channel, cuts[0][0], cuts[0][1] + money, end)
    return _Start(at, channel, digits + money, "", end, digits)


def cuts_of(digits: str) -> list[tuple[str, str]]:
    """How a bare limit and an amount may be glued: "120,000" only as "1" and "20,000".

    The limit's cell is never empty, an amount neither begins with 0 nor breaks its
    groups of three; "125" leaves two cuts.
    """
    return [
        (digits[:at], digits[at:])
        for at in range(1, len(digits))
        if digits[:at].isdecimal() and _is_amount(digits[at:])
    ]


def _cut_by_neighbours(starts: list[_Start]) -> list[_Start]:
    """Cut "125 VNĐ" as "1" and "25 VNĐ" where other rows of the table print "1" alone;
    else the whole stays in the limit's text, unread, and the fee is empty."""
    bare = {start.limit for start in starts if start.limit.isdecimal()}
    return [
        _cut(start, [cut for cut in cuts_of(start.glued) if cut[0] in bare])
        if start.glued
        else start
        for start in starts
    ]


def _cut(start: _Start, cuts: list[tuple[str, str]]) -> _Start:
    if len(cuts) != 1:
        return start
    limit, amount = cuts[0]
    fee = amount + start.limit[len(start.glued) :]
    return replace(start, limit=limit, fee=fee, glued="")


def _is_amount(text: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*", text))


def _fee_end(table: str, start: _Start, end: int) -> int:
    """Where the fee's cell ends: its note, and the further fees of the older pages."""
    at = _note_end(table, start.rest, end)
    if start.fee.startswith(("Phí", "Lệ phí")):
        while more := _MORE_FEE.match(table, at, end):
            at = _note_end(table, more.end(), end)
    return at


def _note_end(table: str, at: int, end: int) -> int:
    """Where the "(note)" of the fee that may start at `at` ends; `at` when there is none.

    "(1) Trường hợp …" is a description. Writers leave brackets open: then the last
    closing one of the line ends the note.
    """
    if table.startswith(" (", at, end):
        at += 1  # "50.000 Đồng (…)" of the older pages
    if not table.startswith("(", at, end) or _LISTED.match(table, at, end):
        return at
    line_end = table.find("\n", at, end)
    line_end = end if line_end < 0 else line_end
    closed, extra = _brackets(table, at, line_end)
    if closed or extra:
        return max(closed, extra)
    last = table.rfind(")", at, line_end)
    return at if last < 0 else last + 1


def _brackets(table: str, at: int, end: int) -> tuple[int, int]:
    """(end of the first balanced group, end of the first bracket closed too often)."""
    item = _FIRST_ITEM.match(table, at + 1, end)
    place = item.end() if item else at + 1
    depth, closed = 1, 0
    while place < end:
        listed = _ENUMERATOR.match(table, place, end)
        if listed:
            place = listed.end()
            continue
        depth += {"(": 1, ")": -1}.get(table[place], 0)
        place += 1
        if depth == 0 and not closed:
            closed = place
        if depth < 0:
            return closed, place
    return closed, 0
