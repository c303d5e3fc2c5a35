"""What the words of a head name: the role of a column, in many spellings."""

from __future__ import annotations

import re

from eiso.base.text.folding import fold

# Order matters: the first pattern that fits names the column.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (
            "note",
            r"phoi hop|truoc han|dung han|qua han|luu tru|^ghi chu|^diem\b|thoi (?:gian|han) luu",
        ),
        (
            "name",
            r"ten (?:thu tuc|tthc|quy trinh|dich vu)|^(?:thu tuc hanh chinh|tthc)$",
        ),
        ("code", r"ma (?:so )?(?:tthc|thu tuc|quy trinh|dvc)|^ma (?:so)?$"),
        ("symbol", r"^ky hieu"),
        (
            "limit",
            r"thoi gian|thoi han|so ngay|so gio|thoi luong|^(?:ngay|gio)(?: lam viec)?$",
        ),
        (
            "label",
            r"^(?:tt|stt|so tt|so thu tu|thu tu.*|buoc.*|ten buoc|cac buoc|no|#|b)$",
        ),
        ("paper", r"ten ho so|thanh phan ho so|ten (?:loai )?giay to|ten thanh phan"),
        ("template", r"ten (?:bieu )?mau|ten mau don"),
        ("original", r"ban (?:chinh|goc)"),
        ("copy", r"ban sao|ban chup"),
        ("count", r"^so luong"),
        (
            "actor",
            (
                r"nguoi\b|^chu tri\b|trach nhiem|chuc danh|vi tri|chu the|can bo|cong chuc|doi tuong|"
                r"thanh phan|bo phan|nhan su|thuc hien boi|ca nhan"
            ),
        ),
        ("agency", r"don vi|co quan|phong ban|noi thuc hien|^to chuc"),
        ("address", r"dia chi|dia diem"),
        ("channel", r"cach thuc (?:nop|thuc hien tthc)|hinh thuc nop|kenh"),
        ("forms", r"bieu mau|mau bieu|ket qua|san pham|dau ra|tai lieu|^mau\b|ho so"),
        (
            "content",
            (
                r"noi dung|mo ta|dien giai|cong viec|cach thuc|trinh tu|hoat dong|nhiem vu|"
                r"thao tac|thuc hien|buoc|quy trinh"
            ),
        ),
        ("fee", r"\bphi\b|le phi|muc thu"),
        ("field", r"^linh vuc"),
        ("basis", r"can cu|co so phap ly|phap ly"),
    )
)


def role_of(text: str) -> str:
    """The role a head's text names, "" when unknown."""
    folded = fold(re.sub(r"\(.*?\)", " ", text.replace("\n", " "))) or fold(text)
    return next((role for role, known in _ROLES if known.search(folded)), "")
