"""Limits as step tables write them: the unit of a head or a total holds for its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from eiso.base.clock.limits import Limit, LimitNotUnderstood, Unit, parse_limit
from eiso.base.text.folding import fold, squash
from eiso.plan.procedures.readers.process.words import is_figure, is_no_term

_AMOUNT = r"(?:\d+(?:[.,/]\d+)?|[½¼¾])"
_TERM = re.compile(
    rf"{_AMOUNT}\s*(?:\([^()]{{1,30}}\)\s*)?"
    r"(?:ngày\s*làm\s*việc|ngày|giờ\s*làm\s*việc|giờ|phút|tháng)"
    rf"(?:\s*(?:và|,)?\s*{_AMOUNT}\s*(?:giờ\s*làm\s*việc|giờ|phút))*",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    rf"({_AMOUNT})\s*\(?\s*(ngày\s*làm\s*việc|ngày)?\s*\)?\s*[x×*]\s*0?8\s*(?:giờ|h)"
    r"(?:\s*/\s*ngày)?\s*=\s*(\d+(?:[.,]\d+)?)\s*(?:giờ|h)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:trong đó|bao gồm|cụ thể|gồm có|chia ra|không tính|không bao gồm|không kể)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:kể từ|tính từ|từ ngày|từ khi|từ thời điểm|sau khi|sau ngày)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_ASIDE = re.compile(
    r"^(.*\S)\s*\(((?:không kể|không tính|không bao gồm|chưa tính|kể cả|bao gồm|đã bao gồm|trong đó|chưa kể|sau khi|"
    r"kể từ|theo|làm việc|đã cắt giảm|đã rút ngắn)[^()]*)\)\s*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"^(.*\d.*?\S)\s*[,;:]\s*((?:trong đó|đã bao gồm|bao gồm|không bao gồm|không kể|"
    r"không tính|chưa kể|chưa tính)\s.*)$",
    re.IGNORECASE,
)
_TWO_FIGURES = re.compile(r"^0\d*/\d|/0\d|^(?:[2-9]|\d\d+)/(?![348]\b)\d+")
_RANGE = re.compile(rf"{_AMOUNT}\s*(?:[-–]|đến|tới)\s*{_AMOUNT}", re.IGNORECASE)
_UNSURE = re.compile(
    rf"{_AMOUNT}\s*(?:[-–]|đến|tới)\s*{_AMOUNT}|\btừ\s+{_AMOUNT}.*\b(?:đến|xuống)\b|"
    r"\bhoặc\b|\btrường hợp\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A cell read. `state` is "read", "empty", "none" (no term is set) or "unclear"."""

    state: str
    text: str = ""
    limit: Limit | None = None
    minutes: int | None = None
    clause: str = ""
    why: str = ""


def unit_of_head(head: str) -> str:
    """The unit a head gives its cells: "ngày làm việc", "ngày", "giờ", "phút" or ""."""
    folded = fold(head)
    days = "ngay" in folded
    hours = bool(re.search(r"\bgio\b(?! hanh chinh)", folded))
    if days and hours:
        return ""
    if days:
        return "ngày làm việc" if "lam viec" in folded else "ngày"
    if hours:
        return "giờ"
    return "phút" if re.search(r"\bphut\b", folded) else ""


def read_term(text: str, unit: str = "") -> Term:
    """One cell of the column of limits; `unit` is what its head or the total says."""
    said = squash(text.replace("\n", " "))
    body = _tidy(said)
    aside = _ASIDE.match(body) or _BESIDE.match(body)
    if aside and not is_no_term(aside[1]):
        inner = read_term(aside[1], unit)
        if inner.state == "read":
            return replace(inner, text=said, clause=inner.clause or aside[2].strip())
    if not body or re.fullmatch(r"[-–—.…/_\s]*", body):
        return Term("empty", said)
    if _TWO_FIGURES.search(body):
        return Term("unclear", said, why="không rõ là một phần của ngày hay hai số")
    if is_figure(body):
        if not unit:
            return Term("unclear", said, why="có số mà không có đơn vị")
        body = f"{body} {unit}"
    try:
        limit = _parsed(body)
    except LimitNotUnderstood as refusal:
        if is_no_term(said):
            return Term("none", said, why="không phải là thời hạn")
        return Term("unclear", said, why=_why(refusal, said))
    limit = _with_unit(limit, unit, said)
    return Term("read", said, limit, limit.minutes(), limit.clause)


def _tidy(text: str) -> str:
    """Without what stands around a limit and says nothing: stars, brackets, "./."."""
    body = re.sub(r"[*_]+", " ", text)
    body = re.sub(r"\s*[./;,]+\s*$", "", squash(body))
    body = re.sub(r"^[-+•:]\s*", "", body)
    if body.startswith("(") and body.endswith(")") and body.count("(") == 1:
        body = body[1:-1]
    body = re.sub(r"^nửa\b", "1/2", body, flags=re.IGNORECASE)
    body = re.sub(r"^(?:trong|≤|<=|khoảng dưới)\s*(?=[\d½¼¾])", "", body, flags=re.I)
    body = re.sub(r"(\d)\s*giờ hành chính", r"\1 giờ làm việc", body, flags=re.I)
    body = re.sub(r"\b(\d+)\s*([½¼¾])", _whole_and_part, body)
    body = re.sub(r"\s*/\s*(?:0?1\s*)?(?:bộ\s+)?hồ sơ$", "", body, flags=re.I)
    body = re.sub(r"(?<=[a-zàờ])\s*\+\s*(?=\d)", " ", body)
    return squash(_join_units(body))


def _whole_and_part(found: re.Match[str]) -> str:
    """ "2½" as "2,5"."""
    part = {"½": "5", "¼": "25", "¾": "75"}[found[2]]
    return f"{found[1]},{part}"


def _parsed(body: str) -> Limit:
    try:
        return parse_limit(body)
    except LimitNotUnderstood:
        twice = _said_twice(body)
        if twice is None:
            raise
        return twice


def _said_twice(body: str) -> Limit | None:
    """ "01 ngày (08 giờ)", "1 ngày làm việc / 8 giờ": one limit in two units that agree."""
    found = re.fullmatch(r"([^()]+)\(([^()]+)\)(.*)", body) or re.fullmatch(
        r"([^=/]+?)\s*(?:=|/\s*(?=\d+[.,]?\d*\s*giờ))\s*([^=/]+)()", body
    )
    if found is None:
        return None
    try:
        first = parse_limit(f"{found[1].strip()} {found[3].strip()}".strip())
        second = parse_limit(found[2].strip())
    except LimitNotUnderstood:
        return None
    same = first.minutes() is not None and first.minutes() == second.minutes()
    return first if same else None


def _with_unit(limit: Limit, unit: str, text: str) -> Limit:
    """Whole "ngày" under a head that says "ngày làm việc" are working days."""
    made = replace(limit, text=text)
    if unit == "ngày làm việc" and limit.unit is Unit.DAY:
        made = replace(made, unit=Unit.WORKING_DAY)
    return made


def _why(refusal: LimitNotUnderstood, text: str) -> str:
    if len(_TERM.findall(text)) > 1:
        return "có nhiều thời hạn trong một ô"
    if _RANGE.search(text):
        return "là một khoảng, không phải một thời hạn"
    found = re.search(r"”: (.*?)\. Ghi như", refusal.message)
    return found[1] if found else "không đọc ra thời hạn"


def read_total(text: str, unit: str = "") -> Term:
    """The total a text states: "Tổng thời gian: 30 ngày làm việc kể từ …".

    Several terms are one total only when they are the same time in two units.
    """
    said = squash(text.replace("\n", " "))
    product = _PRODUCT.search(said)
    if product:
        return _product(product, said)
    clause = _CLAUSE.search(said)
    body = _CLAUSE.sub("", said)
    body = re.sub(r"\([^()\d]*\)", " ", _join_units(body))
    body = _AFTER.split(body)[0]
    outside = _PARENTHESES.sub(" ", body)
    terms = _TERM.findall(outside)
    if not terms:
        return _bare_total(outside, said, unit)
    if _UNSURE.search(outside):
        return Term("unclear", said, why="có nhiều thời hạn, không rõ thời hạn nào")
    read = [read_term(term, unit) for term in terms]
    kept = [one for one in read if one.limit is not None]
    if not kept:
        return Term("unclear", said, why=read[0].why)
    if any(one.minutes != kept[0].minutes for one in (*kept, *_restated(body, unit))):
        return Term("unclear", said, why="có nhiều thời hạn, không rõ thời hạn nào")
    return replace(kept[0], text=said, clause=clause[0] if clause else "")


def _restated(body: str, unit: str) -> list[Term]:
    """Brackets that hold a whole term and nothing else say the total once more."""
    inside = (read_term(found, unit) for found in _PARENTHESES.findall(body))
    return [one for one in inside if one.limit is not None and not is_figure(one.text)]


def _join_units(body: str) -> str:
    """ "15 (ngày làm việc)" and "05 (năm) ngày" as "15 ngày làm việc", "05 ngày"."""
    body = re.sub(
        r"(\d)\s*\(\s*(ngày làm việc|ngày|giờ làm việc|giờ)\s*\)",
        r"\1 \2",
        body,
        flags=re.I,
    )
    return re.sub(r"(\d)\s*\([^()\d]{2,25}\)\s*(?=ngày|giờ)", r"\1 ", body, flags=re.I)


def _product(found: re.Match[str], said: str) -> Term:
    days = Decimal(found[1].replace(",", ".")) if "/" not in found[1] else Decimal(0)
    hours = Decimal(found[3].replace(",", "."))
    if days * 8 != hours:
        return Term("unclear", said, why="phép nhân không khớp")
    limit = Limit(days, Unit.WORKING_DAY, said)
    return Term("read", said, limit, limit.minutes())


def _bare_total(outside: str, said: str, unit: str) -> Term:
    """A total row may hold a bare number under the unit of its column, or words."""
    tail = outside.rsplit(":", 1)[-1].strip()
    for part in (tail, outside):
        term = read_term(part, unit)
        if term.state == "read":
            return replace(term, text=said)
    return Term("empty" if not re.search(r"\d", outside) else "unclear", said, why="")
