"""Read a time limit as Vietnamese officials write it, or refuse it; never guess.

The grammar, after folding (NFC, lower case, one space):

    limit   = [opening] term {[","|"và"] term} [clause]   |   same-day [clause]
    term    = number ["(" number ")"] unit ["(" hours ")" of the same length]
    number  = 5 | 05 | 0,25 | 0.5 | 1/2 | ½ | number words ("mười lăm")
    unit    = ngày làm việc | ngày | giờ làm việc | giờ | phút | tháng | h | d
    opening = (trong) thời hạn | không quá | tối đa | chậm nhất | trong vòng …
    clause  = "kể từ …" and its kin: kept, not interpreted

A bare number, a missing unit, two numbers that disagree, a range: LimitNotUnderstood.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from eiso.base.clock.numerals import read_words
from eiso.base.clock.terms import Limit, LimitNotUnderstood, Part, Steps, Unit

__all__ = ["Limit", "LimitNotUnderstood", "Part", "Steps", "Unit", "parse_limit"]

_UNITS: dict[str, Unit] = {
    "ngày làm việc": Unit.WORKING_DAY,
    "ngày": Unit.DAY,
    "d": Unit.DAY,
    "tháng": Unit.MONTH,
    "giờ làm việc": Unit.WORKING_HOUR,
    "giờ": Unit.WORKING_HOUR,
    "h": Unit.WORKING_HOUR,
    "h làm việc": Unit.WORKING_HOUR,
    "phút": Unit.WORKING_HOUR,
}
_OPENINGS = (
    "thời hạn giải quyết",
    "trong thời hạn",
    "trong thời gian",
    "trong vòng",
    "trong khoảng thời gian",
    "thời hạn",
    "thời gian",
    "không quá",
    "không muộn hơn",
    "tối đa",
    "chậm nhất",
    "trong",
    "≤",
    "là",
    ":",
    "-",
    "+",
)
_SAME_DAY = re.compile(
    r"(?:giải quyết |trả kết quả |trả )?(?:ngay )?trong ngày(?: làm việc)?"
    r"(?: (?:tiếp nhận|nhận)(?: được| đủ)?(?: hồ sơ(?: hợp lệ)?)?)?"
)
_CLAUSE = re.compile(
    r"[,(]? ?\b(?:kể từ|tính từ|từ ngày|từ khi|từ thời điểm|sau khi|sau ngày)\b"
)
_NUMBER = re.compile(r"\d+/\d+|\d+(?:[.,]\d+)?|[½¼¾]")
_UNIT = re.compile(
    r"ngày làm việc|ngày|giờ làm việc|giờ|tháng|phút|h làm việc|[hd](?![^\W\d_])"
)
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
    while not _SAME_DAY.fullmatch(body):
        for opening in _OPENINGS:
            if body.startswith((f"{opening} ", f"{opening}: ")):
                body = body[len(opening) + 1 :].lstrip(" :")
                break
        else:
            break
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
        rest = _without_restatement(parts[-1], rest[found.end() :].lstrip(), text)
        rest = re.sub(r"^(?:, ?|và )", "", rest)
    if not parts:
        raise LimitNotUnderstood(text)
    return parts


def _without_restatement(part: Part, rest: str, text: str) -> str:
    """Drop "(16 giờ)" after "2 ngày làm việc" when it says the same at 8 hours a day.

    After a plain "ngày" it would turn calendar days into working ones: left unread.
    """
    if part.unit is not Unit.WORKING_DAY or not rest.startswith("("):
        return rest
    inside, closing, after = rest[1:].partition(")")
    again = _terms(inside.strip(" =:"), text)
    hours = len(again) == 1 and again[0].unit is Unit.WORKING_HOUR
    if not (closing and hours and again[0].value == part.value * 8):
        raise LimitNotUnderstood(text, "số ngày và số giờ không khớp nhau")
    return after.lstrip()


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
