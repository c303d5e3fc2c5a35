"""Read a time limit as Vietnamese officials write it, or refuse it; never guess.

The grammar, after folding (NFC, lower case, one space):

    limit   = [opening] term {[","|"và"] term} [clause]   |   same-day [clause]
    term    = number ["(" number ")"] unit
    number  = 5 | 05 | 0,25 | 0.5 | 1/2 | ½ | number words ("mười lăm")
    unit    = ngày làm việc | ngày | giờ làm việc | giờ | phút | tháng | h | d
    opening = (trong) thời hạn | không quá | tối đa | chậm nhất | trong vòng …
    clause  = "kể từ …" and its kin: kept, not interpreted

A bare number, a missing unit, two numbers that disagree, a range: LimitNotUnderstood.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from eiso.base.clock.numerals import read_words
from eiso.base.errors import NotUnderstood


class Unit(StrEnum):
    """What a limit counts."""

    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    WORKING_HOUR = "working_hour"
    SAME_DAY = "same_day"


class LimitNotUnderstood(NotUnderstood):
    """The text of a limit could not be read; `text` quotes it."""

    code = "limit_not_understood"

    def __init__(self, text: str, why: str = "") -> None:
        shown = text.strip()
        if not shown:
            sentence = "Chưa ghi thời hạn."
        else:
            sentence = f"Không hiểu thời hạn “{shown[:120]}”"
            sentence += f": {why}." if why else "."
        super().__init__(f"{sentence} Ghi như “3 ngày làm việc”, “15 ngày”, “02 giờ”.")
        self.text = text


@dataclass(frozen=True, slots=True)
class Part:
    """One counted piece of a limit."""

    value: Decimal
    unit: Unit


class Steps(NamedTuple):
    """A limit taken apart once for the clock: whole units first, then working time.

    `day_fraction` is a part of a standard day, `minutes` the hours, both working time.
    """

    months: int
    days: int
    working_days: int
    day_fraction: Decimal
    minutes: int
    same_day: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit exactly as written: `value` and `unit` of its first term, `text` verbatim.

    `more` holds the further terms of "1 ngày 4 giờ"; `clause` a "kể từ …" kept unread.
    """

    value: Decimal
    unit: Unit
    text: str
    more: tuple[Part, ...] = ()
    clause: str = ""
    steps: Steps = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", _steps(self.parts))

    @property
    def parts(self) -> tuple[Part, ...]:
        return (Part(self.value, self.unit), *self.more)

    def minutes(self, day_minutes: int = 480) -> int | None:
        """Working minutes of the sums of a step table, a day being `day_minutes`.

        None for months and same-day limits, whose length only a calendar knows.
        """
        total = Decimal(0)
        for part in self.parts:
            if part.unit in (Unit.MONTH, Unit.SAME_DAY):
                return None
            each = 60 if part.unit is Unit.WORKING_HOUR else day_minutes
            total += part.value * each
        return _whole(total)


def _steps(parts: tuple[Part, ...]) -> Steps:
    counted = {unit: Decimal(0) for unit in Unit}
    for part in parts:
        counted[part.unit] += part.value
    days, days_left = divmod(counted[Unit.DAY], 1)
    working_days, working_left = divmod(counted[Unit.WORKING_DAY], 1)
    hours = counted[Unit.WORKING_HOUR] * 60
    return Steps(
        months=int(counted[Unit.MONTH]),
        days=int(days),
        working_days=int(working_days),
        day_fraction=days_left + working_left,
        minutes=_whole(hours),
        same_day=bool(counted[Unit.SAME_DAY]),
    )


def _whole(minutes: Decimal) -> int:
    return int(minutes.quantize(Decimal(1), rounding=ROUND_HALF_UP))


_UNITS: dict[str, Unit] = {
    "ngày làm việc": Unit.WORKING_DAY,
    "ngày": Unit.DAY,
    "d": Unit.DAY,
    "tháng": Unit.MONTH,
    "giờ làm việc": Unit.WORKING_HOUR,
    "giờ": Unit.WORKING_HOUR,
    "h": Unit.WORKING_HOUR,
    "phút": Unit.WORKING_HOUR,
}
_OPENINGS = (
    "thời hạn giải quyết",
    "trong thời hạn",
    "trong thời gian",
    "trong vòng",
    "thời hạn",
    "thời gian",
    "không quá",
    "không muộn hơn",
    "tối đa",
    "chậm nhất",
    "là",
    ":",
    "-",
    "+",
)
_SAME_DAY = re.compile(
    r"(?:giải quyết |trả kết quả )?(?:ngay )?trong ngày(?: làm việc)?"
    r"(?: (?:nhận|tiếp nhận|nhận được|nhận đủ)(?: đủ)? hồ sơ(?: hợp lệ)?)?"
)
_CLAUSE = re.compile(
    r"[,(]? ?\b(?:kể từ|tính từ|từ ngày|từ khi|từ thời điểm|sau khi|sau ngày)\b"
)
_NUMBER = re.compile(r"\d+/\d+|\d+(?:[.,]\d+)?|[½¼¾]")
_UNIT = re.compile(r"ngày làm việc|ngày|giờ làm việc|giờ|tháng|phút|[hd](?![^\W\d_])")
_GLYPHS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def parse_limit(text: str) -> Limit:
    """The limit `text` states. Raises LimitNotUnderstood, quoting the text."""
    body, clause = _split_clause(_folded(text))
    body = _without_openings(body)
    if _SAME_DAY.fullmatch(body):
        return Limit(Decimal(1), Unit.SAME_DAY, text, clause=clause)
    parts = _terms(body, text)
    _check(parts, text)
    return Limit(parts[0].value, parts[0].unit, text, tuple(parts[1:]), clause)


def _folded(text: str) -> str:
    spaced = unicodedata.normalize("NFC", text).replace("*", " ").replace("_", " ")
    return re.sub(r"\s+", " ", spaced.lower()).strip(" .;,")


def _split_clause(folded: str) -> tuple[str, str]:
    found = _CLAUSE.search(folded)
    if found is None:
        return folded, ""
    clause = folded[found.start() :].lstrip(" ,(").rstrip(" )")
    return folded[: found.start()].strip(" ,("), clause


def _without_openings(body: str) -> str:
    """Drop "trong thời hạn không quá" and the like; a dash before a number is a bullet
    only when a space follows, so that "-3 ngày" stays unread."""
    while True:
        for opening in _OPENINGS:
            if body.startswith((f"{opening} ", f"{opening}: ")):
                body = body[len(opening) + 1 :].lstrip(" :")
                break
        else:
            return body


def _terms(body: str, text: str) -> list[Part]:
    parts: list[Part] = []
    rest = body
    while rest:
        value, rest = _number(rest, text)
        found = _UNIT.match(rest)
        if found is None:
            why = "có số mà không có đơn vị" if not rest else f"không rõ “{rest[:40]}”"
            raise LimitNotUnderstood(text, why)
        parts.append(_part(value, found[0]))
        rest = re.sub(r"^(?:, ?|và )", "", rest[found.end() :].lstrip())
    if not parts:
        raise LimitNotUnderstood(text)
    return parts


def _part(value: Decimal, unit: str) -> Part:
    if unit == "phút":
        return Part(value / 60, Unit.WORKING_HOUR)
    return Part(value, _UNITS[unit])


def _number(rest: str, text: str) -> tuple[Decimal, str]:
    """The number at the head of `rest`; said twice, both readings must agree."""
    value, rest = _one_number(rest, text)
    if rest.startswith("("):
        inside, closing, after = rest[1:].partition(")")
        again, left = _one_number(inside.strip(), text)
        if not closing or left or again != value:
            raise LimitNotUnderstood(text, "số và chữ không khớp nhau")
        rest = after.lstrip()
    return value, rest


def _one_number(rest: str, text: str) -> tuple[Decimal, str]:
    found = _NUMBER.match(rest)
    if found is None:
        words, value = read_words(rest)
        if value is None:
            why = f"không rõ “{rest[:40]}”" if rest else ""
            raise LimitNotUnderstood(text, why)
        return Decimal(value), rest[words:].lstrip()
    return _decimal(found[0], text), rest[found.end() :].lstrip()


def _decimal(digits: str, text: str) -> Decimal:
    if digits in _GLYPHS:
        return _GLYPHS[digits]
    if "/" in digits:
        above, below = digits.split("/")
        if not int(below) or int(above) >= int(below):
            raise LimitNotUnderstood(
                text, f"“{digits}” không phải là một phần của ngày"
            )
        return Decimal(above) / Decimal(below)
    whole, _, fraction = digits.replace(",", ".").partition(".")
    if len(fraction) == 3 and whole != "0":
        raise LimitNotUnderstood(text, f"“{digits}” là nghìn hay phần nghìn")
    return Decimal(f"{whole}.{fraction}") if fraction else Decimal(whole)


def _check(parts: list[Part], text: str) -> None:
    """Refuse what reads but has no one meaning."""
    ranks = [_RANK[part.unit] for part in parts]
    in_order = ranks == sorted(set(ranks))
    if not in_order and not _hours_and_minutes(parts, text):
        raise LimitNotUnderstood(text, "có nhiều thời hạn trong một ô")
    whole_only = [part for part in parts if part.unit is Unit.MONTH]
    if any(part.value != int(part.value) for part in whole_only):
        raise LimitNotUnderstood(text, "tháng phải là số nguyên")
    if any(part.value != int(part.value) for part in parts[:-1]):
        raise LimitNotUnderstood(text, "chỉ phần cuối được là số lẻ")
    if len(parts) > 1 and _one_adjective_for_two(text):
        raise LimitNotUnderstood(
            text, "không rõ “làm việc” có tính cho cả phần ngày hay không"
        )
    if any(part.value > 100_000 for part in parts):
        raise LimitNotUnderstood(text, "số quá lớn")


_RANK = {
    Unit.MONTH: 0,
    Unit.WORKING_DAY: 1,
    Unit.DAY: 1,
    Unit.WORKING_HOUR: 2,
    Unit.SAME_DAY: 3,
}


def _hours_and_minutes(parts: list[Part], text: str) -> bool:
    """ "2 giờ 30 phút" names the same unit twice and is still one limit."""
    folded = _folded(text)
    hours = [part for part in parts if part.unit is Unit.WORKING_HOUR]
    return (
        len(hours) == 2
        and len({part.unit for part in parts}) == len(parts) - 1
        and 0 < folded.find("giờ") < folded.find("phút")
        and hours[1].value < 1
    )


def _one_adjective_for_two(text: str) -> bool:
    """ "2 ngày và 4 giờ làm việc": calendar or working days? The text does not say."""
    folded = _folded(text)
    return (
        "ngày" in folded
        and folded.count("làm việc") == 1
        and ("ngày làm việc" not in folded)
    )
