"""File names of strangers: kept readable, made harmless."""

from __future__ import annotations

import re
import unicodedata

from eiso.base.errors import RefusedFile

MAX_BYTES = 200
# Left-to-right and right-to-left marks can show "ban-\u202efdp.exe" as "ban-exe.pdf".
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200d\ufeff]")
_PROGRAMS = re.compile(
    r"\.(exe|com|scr|bat|cmd|ps1|vbs|js|jse|wsf|hta|jar|msi|lnk|sh|py|php|jsp|asp|aspx"
    r"|html?|xhtml|svg|docm|xlsm|dotm|xltm)(?=\.|$)",
    re.IGNORECASE,
)


def safe_name(name: str) -> str:
    """`name` as it may be kept and shown: no path, no hidden marks, at most 200 bytes.

    Refuses (RefusedFile) a name made to deceive: a path, a reversed text, a second
    ending of a program.
    """
    text = unicodedata.normalize("NFC", name).strip()
    if _BIDI.search(text) or _CONTROL.search(text):
        raise RefusedFile(
            "Tên tệp có ký tự ẩn làm tên đọc khác đi. Đổi tên tệp rồi gửi lại."
        )
    if "/" in text or "\\" in text or text in {"", ".", ".."}:
        raise RefusedFile("Tên tệp không được là một đường dẫn. Đổi tên rồi gửi lại.")
    if _PROGRAMS.search(text):
        raise RefusedFile(
            f"Tên “{_shown(text)}” mang đuôi của một chương trình. Đổi tên, hoặc gửi "
            "đúng tệp văn bản."
        )
    return _shortened(text)


def ending_of(name: str) -> str:
    """The ending that decides, lower case: ".docx"; ".csv.gz" counts as one."""
    parts = name.lower().rsplit(".", 2)
    if len(parts) == 3 and parts[2] == "gz":
        return f".{parts[1]}.gz"
    return f".{parts[-1]}" if len(parts) > 1 else ""


def _shortened(text: str) -> str:
    ending = ending_of(text)
    stem = text[: len(text) - len(ending)] if ending else text
    room = MAX_BYTES - len(ending.encode())
    kept = stem.encode()[: max(room, 1)].decode("utf-8", errors="ignore")
    return kept.rstrip(" .") + text[len(stem) :]


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]}…{text[-15:]}"
