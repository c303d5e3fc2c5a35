"""What a paragraph is: the title of a procedure, a section, a case, an agency, a total."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.process.words import is_plain_limit

CODE = re.compile(r"\b\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2})?(?:\.[A-Z]\d{2})?\b")
_SYMBOL = re.compile(
    r"(?:ký hiệu|mã hiệu|mã quy trình|mã số quy trình|quy trình số)\s*:?\s*"
    r"([A-ZĐ0-9][A-ZĐ0-9./\-–]{1,30})",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"^\s*(?:[*\-+•–]\s*)?(?:(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3})*|[A-Za-zđĐ])[.)/:]\s*)*"
)
_TITLE_COLON = re.compile(
    r"^(?:ten )?(?:thu tuc(?: hanh chinh)?|tthc|quy trinh(?: noi bo)?(?: giai quyet)?"
    r"(?: thu tuc| tthc| ho so)?(?: hanh chinh)?|nhom thu tuc)"
    r"(?: (?:so )?\d{1,3})?\s*[:.]\s*(.{6,})$"
)
_TITLE_PLAIN = re.compile(
    r"^(?:nhom )?(?:thu tuc|tthc|quy trinh(?: noi bo| dien tu)?(?:,? quy trinh dien tu)?"
    r"(?: giai quyet| thuc hien)?(?: thu tuc| tthc| ho so)?|ten thu tuc)\b.{6,}$"
)
_NOT_TITLE = re.compile(
    r"^(?:thu tuc|quy trinh)[^:]{0,60} (?:linh vuc|thuoc (?:tham quyen|pham vi)|"
    r"tren dia ban|cap (?:tinh|xa|huyen)$|ap dung)|^thu tuc hanh chinh (?:noi bo )?"
    r"(?:cap|lien thong|thuoc|moi|duoc|sua doi|bi bai bo|dung chung)|quy trinh noi bo tai|"
    r"^quy trinh so\s*:?\s*\S*$|"
    r"^(?:noi dung |so do |luu do |mo ta )?quy trinh(?:,? (?:noi bo|dien tu|giai quyet|xu ly|"
    r"thuc hien|cong viec|ho so|thu tuc hanh chinh|thu tuc|tthc|cac buoc|va|chi tiet|"
    r"lien thong|noi bo|quy trinh|cu the))*$|"
    r"^quy trinh (?:giai quyet|xu ly|thuc hien|noi bo)[^:]{0,30} tai "
)
_SECTION = re.compile(
    r"^(?:co so phap ly|can cu|thanh phan|so luong|thoi gian|thoi han|cach thuc|noi tiep|"
    r"dia diem|phi\b|le phi|cac bieu mau|bieu mau|mau don|ten (?:cac )?mau|quy trinh (?:giai quyet|"
    r"xu ly|noi bo|thuc hien|dien tu)|noi dung quy trinh|dien giai|thuyet minh|trinh tu|luu do|so do|trach nhiem|"
    r"ket qua|doi tuong|co quan|yeu cau|dieu kien|ho so|muc dich|pham vi|tai lieu|dinh nghia|"
    r"luu y|ghi chu ?(?::|$)|linh vuc|mo ta|cac buoc|noi dung|danh muc|dieu \d|phu luc|phan |muc |chuong |noi nhan|"
    r"kem theo|mau so|don vi tinh|tong |thu tuc hanh chinh|don |to khai)"
)
_INSIDE = re.compile(
    r"^(?:muc dich|co so phap ly|can cu phap ly|thanh phan|so luong ho so|cach thuc|"
    r"noi tiep nhan|(?:tong )?thoi (?:gian|han) (?:giai quyet|xu ly|thuc hien))"
)
_CASE = re.compile(
    r"^(?:truong hop|doi voi (?:truong hop|ho so|to chuc|ca nhan|thu tuc)|hinh thuc|"
    r"truc tuyen|truc tiep|nop (?:ho so )?(?:truc tuyen|truc tiep)|phuong an \d)"
)
_AGENCY = re.compile(
    r"^(?:(?:quy trinh|cac buoc|trinh tu|noi dung)(?: (?:giai quyet|noi bo|thuc hien|xu ly|"
    r"cong viec|dien tu|ho so|tthc|thu tuc hanh chinh|cac buoc|cac cong viec))* )?tai "
    r"(?:cac )?(?:so(?! \d)|ubnd|uy ban|van phong|trung tam|chi cuc|phong|cap|bo phan|ban|bo|co quan|"
    r"don vi|cuc|cong an|vien|chi nhanh)\b|^(?:cap (?:tinh|xa)|uy ban nhan dan|ubnd (?:tinh|"
    r"xa|cap|thanh pho|phuong)|van phong (?:ubnd|uy ban))"
)
_ORGAN = re.compile(
    r"^(?:tai )?(?:cac )?(?:so|ubnd|uy ban|hdnd|hoi dong|van phong|trung tam|chi cuc|phong|"
    r"bo phan|ban|bo|cuc|cong an|vien|cap (?:tinh|xa|huyen|so|bo|trung uong)|don vi|co quan|thue|kho bac|bao hiem|mot cua|thanh tra|hat|doi|to|truong|benh vien|quy|xa|huyen|tinh)\b"
)
_TIME = re.compile(
    r"^(?:tong (?:so )?)?(?:thoi gian|thoi han)(?! (?:tiep nhan|luu|lam viec|nop|hieu luc|"
    r"co hieu luc|thanh toan|bao luu))[^:]{0,90}:?"
)
_STEP = re.compile(
    r"^[-+•–*\s]*(?:\d{1,2}(?:\.\d{1,2})*[.)]\s*)?buoc (?:thu )?(\d{1,2})\b"
)


@dataclass(frozen=True, slots=True)
class Words:
    """A line taken apart: its numbering, the rest, and the rest folded."""

    numbering: str
    body: str
    folded: str


def words_of(line: str) -> Words:
    """The line with its numbering ("I.", "2.1.", "a)") set aside."""
    found = _NUMBERING.match(line)
    body = line[found.end() :] if found else line
    return Words(found[0].strip() if found else "", body.strip(), fold(body))


def code_in(line: str) -> str:
    """The national code in the line as printed, "" when there is none."""
    found = CODE.search(line)
    return found[0] if found else ""


def symbol_in(line: str) -> str:
    """The agency's own symbol ("ký hiệu: QTTP-20")."""
    found = _SYMBOL.search(line)
    symbol = found[1].strip(".-–") if found else ""
    return symbol if any(char.isalpha() for char in symbol) else ""


def begins_procedure(words: Words) -> bool:
    """A section that only stands inside a procedure: its title must be above it."""
    return bool(_INSIDE.match(words.folded))


def is_step(line: str) -> bool:
    """ "Bước 3: …" at the start of a line outside tables."""
    return bool(_STEP.match(fold(line)))


def is_section(words: Words) -> bool:
    return bool(_SECTION.match(words.folded)) and not _title_colon(words)


def is_case(words: Words, *, strong: bool) -> bool:
    """A numbered or bold line naming a case; "- Trường hợp hồ sơ thiếu: …" is none."""
    numbered = bool(words.numbering.strip("-+•–* "))
    return (
        (numbered or strong)
        and len(words.folded) < 250
        and bool(_CASE.match(words.folded))
    )


def is_agency(words: Words, *, strong: bool) -> bool:
    """A heading such as "Quy trình nội bộ tại UBND tỉnh"; a sentence about one is none."""
    marked = strong or bool(words.numbering) or words.folded.startswith("quy trinh")
    short = len(words.folded) < 160 and not words.body.endswith((".", ";"))
    named = bool(_AGENCY.match(words.folded)) or words.body.lower().startswith("sở ")
    return marked and short and named


def names_organ(text: str) -> bool:
    """Does the text begin with the name of an office ("Trung tâm …", "Sở …")?"""
    return bool(_ORGAN.match(fold(words_of(text).body)))


def agency_in(words: Words, *, strong: bool) -> str:
    """The agency a heading names, also with its share: "Tại Sở Y tế: 12 ngày"."""
    if not re.search(r"\d+\s*(?:ngày|giờ)", words.body):
        return agency_name(words.body) if is_agency(words, strong=strong) else ""
    name, mark, after = words.body.partition(":")
    if not mark:
        name, mark, after = words.body.strip(" .;)").partition("(")
    own = words_of(name.strip())
    if not mark or not is_plain_limit(after.strip(" .;)")):
        return ""
    marked = strong or bool(words.numbering)
    return agency_name(name) if marked and is_agency(own, strong=True) else ""


def is_time(words: Words) -> bool:
    """ "Thời gian giải quyết: …", also as "Tổng thời gian …"."""
    return bool(_TIME.match(words.folded))


def title_in(words: Words, *, strong: bool) -> str:
    """The title a line gives a procedure, "" when it gives none."""
    named = _title_colon(words)
    if named:
        return clean_title(named)
    folded = fold(clean_title(words.body))
    if len(folded) > 500 or _NOT_TITLE.search(folded):
        return ""
    if is_agency(words, strong=True) and not code_in(words.body):
        return ""
    if (words.numbering or strong) and _TITLE_PLAIN.match(folded):
        return clean_title(words.body)
    has_code = bool(code_in(words.body)) and len(folded) > 5
    if has_code and not re.match(r"^(?:can cu|dieu \d|quyet dinh|ma )", folded):
        return clean_title(words.body)
    return ""


def _title_colon(words: Words) -> str:
    found = _TITLE_COLON.match(words.folded)
    if not found or re.match(r"(?:noi bo|giai quyet)\b.{0,12}$", found[1]):
        return ""
    _, mark, after = re.split(r"([:.])", words.body, maxsplit=1)
    return after.strip() if mark else ""


def clean_title(text: str) -> str:
    """Without the code, the symbol and the brackets that held them."""
    bare = re.sub(
        r"\(?\s*\(?(?:Mã|mã|MÃ)\s*(?:số|hồ sơ|SỐ)?\s*(?:TTHC|thủ tục(?: hành chính)?|"
        r"THỦ TỤC|DVC)?\s*:?\s*" + CODE.pattern + r"[^()]*\)?",
        " ",
        text,
    )
    bare = re.sub(r"\([^()]*(?:" + CODE.pattern + r"|[Kk]ý hiệu)[^()]*\)?", " ", bare)
    bare = re.sub(r"^\s*" + CODE.pattern + r"\s*[-–:.]?\s*", "", bare)
    bare = CODE.sub(" ", bare)
    return (
        re.sub(r"\s+([,;])|\s+", r"\1 ", bare).replace("  ", " ").strip(" .:;,-–“”\"'(")
    )


def same_title(one: str, other: str) -> bool:
    """The same procedure by its name, "Thủ tục" before it or not."""
    first, second = _core(one), _core(other)
    if not first or not second:
        return False
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) > 25 and len(short) * 10 >= len(long) * 8 and short in long


def begins_with(long: str, short: str) -> bool:
    """Does the longer title only go on where the shorter one ends?"""
    return len(_core(short)) > 25 and _core(long).startswith(_core(short))


@lru_cache(maxsize=4096)
def _core(title: str) -> str:
    folded = re.sub(r"[^\w ]+", " ", fold(title))
    folded = re.sub(r"\s+", " ", folded).strip()
    return re.sub(
        r"^(?:quy trinh|thu tuc|hanh chinh|noi bo|giai quyet|tthc|\s)+", "", folded
    )


def agency_name(body: str) -> str:
    """ "UBND tỉnh" of "Quy trình nội bộ tại UBND tỉnh"."""
    found = re.search(r"\btại\s+(.{3,})$", body, re.IGNORECASE)
    name = found[1] if found else body
    return name.strip(" .:;*")
