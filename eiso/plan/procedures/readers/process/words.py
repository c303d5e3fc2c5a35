"""The words by which step tables are known, in the spellings offices use."""

from __future__ import annotations

import re

from eiso.base.text.folding import fold, squash

_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?|[ivx]{1,5})"
_STEP = re.compile(rf"^(?:buoc|b|cong viec|b\.)\s*(?:thu\s+)?({_NUMBER})\b(.*)$")
_BARE = re.compile(rf"^\(?({_NUMBER})\)?\s*[.:)]?$")
_RANGE = re.compile(
    rf"^(?:cac\s+)?buoc\s*({_NUMBER})\s*(?:-|–|den|,|va)\s*(?:buoc\s*)?({_NUMBER})[.:]?$"
)
_LIMIT = re.compile(
    r"^(?:khong qua|toi da|trong vong|thoi han|trong|khoang|≤|<)?[\s:]*"
    r"(?:\d+(?:[.,/]\d+)?\s*[½¼¾]?|½|¼|¾|nua|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)?"
    r"\s*(?:\([^)]{0,20}\))?\s*\(?\s*"
    r"(?:ngay lam viec|ngay|gio lam viec|gio hanh chinh|gio|phut|thang|buoi|h)\b.{0,120}$",
    re.DOTALL,
)
_FIGURE = re.compile(r"^\d{1,3}(?:[.,]\d{1,2})?$|^\d{1,2}/\d{1,2}$|^[½¼¾]$")
_TOTAL = re.compile(  # with its marks: "Cộng" sums up, "Công chức" does not
    r"^[-+*•\s]*(?:\d+[.)]?\s*)?(?:tổng(?!\s*(?:hợp|cục|giám|công|đài|biên|thanh))|"
    r"cộng(?!\s*(?:h[oò][aà]|tác|đồng|sự)))\b"
)
_TIMED = re.compile(r"\b(?:thoi gian|thoi han|so ngay|so gio)\b")
_HEADING = re.compile(
    r"^(?:[ivx]{1,5}|[a-e]|\d{1,2})?[.)]?\s*"
    r"(?:quy trinh|tai |cap |truong hop|doi voi |giai doan|phan |hinh thuc|thu tuc|"
    r"noi dung cong viec tai|co quan |thoi han giai quyet|thoi gian giai quyet)"
)
_NO_TERM = re.compile(
    r"gio hanh chinh|khong tinh|khong quy dinh|khong gioi han|theo (?:phieu|giay) hen|"
    r"theo lich|theo thuc te|theo quy dinh|theo thoi gian|^[-–.…]+$"
)


def is_step_word(text: str) -> bool:
    """ "Bước 7", "B3": a label nobody can take for anything else."""
    folded = fold(text)
    return bool((_STEP.match(folded) and len(folded) < 40) or _RANGE.match(folded))


def is_label(text: str) -> bool:
    """A step's label: "Bước 1", "B2", "3", "2.1", "IV"."""
    folded = fold(text)
    found = _STEP.match(folded)
    if found and len(found[2]) <= 2:
        return True
    return bool(_BARE.match(folded) or _RANGE.match(folded))


def label_number(text: str) -> tuple[str, str]:
    """("2.1", "Tiếp nhận") of "Bước 2.1: Tiếp nhận"; ("", text) when it has no number."""
    folded = fold(text)
    ranged = _RANGE.match(folded)
    if ranged:
        return f"{_bare(ranged[1])}-{_bare(ranged[2])}", ""
    found = _STEP.match(folded)
    if found:
        rest = re.sub(
            r"^\s*(?:Bước|BƯỚC|bước|B|Công việc)\.?\s*(?:thứ\s+)?[\d.]*[IVXivx]*[a-z]?\b"
            r"\s*[.:)–-]*\s*",
            "",
            text,
        )
        return _bare(found[1]), rest if rest != text else ""
    bare = _BARE.match(folded)
    if bare:
        return _bare(bare[1]), ""
    return "", text


def _bare(number: str) -> str:
    parts = [part.lstrip("0") or "0" for part in number.split(".") if part]
    joined = ".".join(parts)
    return joined.upper() if re.fullmatch(r"[ivx]+", joined) else joined


def is_plain_limit(text: str) -> bool:
    """A cell that holds a term or stands in its place ("Giờ hành chính"), nothing else."""
    folded = fold(text)
    if not folded or len(folded) > 140:
        return False
    return bool(_LIMIT.match(folded)) or (
        len(folded) < 40 and bool(_NO_TERM.search(folded))
    )


def is_figure(text: str) -> bool:
    """A bare number: a limit only when the column or the total gives its unit."""
    return bool(_FIGURE.match(fold(text)))


def is_no_term(text: str) -> bool:
    """ "Giờ hành chính", "theo phiếu hẹn": a text in the place of a limit."""
    return bool(_NO_TERM.search(fold(text)))


def is_total(text: str) -> bool:
    """ "Tổng thời gian: 30 ngày làm việc", "Tổng cộng"."""
    return bool(_TOTAL.match(squash(text).lower()))


def looks_timed(folded: str) -> bool:
    """A head that speaks of time."""
    return bool(_TIMED.search(folded)) and len(folded) < 120


def is_heading(text: str) -> bool:
    """A line that names a part of a process: an agency, a case, a stage."""
    folded = fold(text)
    return len(folded) < 200 and bool(_HEADING.match(folded))
