"""What kind of file this is, by its bytes; what is unsafe or unreadable is refused."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

from eiso.base.errors import RefusedFile

MAX_FILE = 30 * 1024 * 1024  # bytes of the file itself
MAX_PART = 30 * 1024 * 1024  # bytes of one unpacked part that we read
MAX_ALL = 120 * 1024 * 1024  # bytes of all parts, where all are read
MAX_TEXT = 8 * 1024 * 1024  # bytes of a text without any packing
MAX_PARTS = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHOOSE = "Chọn tệp Word (.docx), Excel (.xlsx) hoặc văn bản (.md, .txt, .csv)."


class Format(StrEnum):
    WORD = "word"
    SHEET = "sheet"
    TEXT = "text"
    CSV = "csv"


def format_of(data: bytes, name: str) -> Format:
    """The format of `data`. Raises RefusedFile with what to do instead."""
    _check_size(data)
    if data.startswith(_OLE):
        raise _refused_ole(data)
    if data.startswith(b"PK"):
        return _office(data, name)
    if data.startswith(b"%PDF"):
        raise RefusedFile(
            f"Tệp PDF không giữ bảng, nên không đọc được các bước. {_CHOOSE}",
            code="pdf",
        )
    if data.lstrip()[:5].lower() in (b"{\\rtf", b"<html", b"<!doc", b"<?xml"):
        raise RefusedFile(
            "Tệp này không phải tệp Word .docx. Mở bằng Word, chọn Lưu thành .docx, "
            "rồi nhập lại.",
            code="not_docx",
        )
    if len(data) > MAX_TEXT:
        raise RefusedFile(
            f"Văn bản lớn hơn {MAX_TEXT // 1024 // 1024} MB nên không nhận. Tách thành "
            "nhiều tệp, rồi nhập lại.",
            code="too_large",
        )
    return Format.CSV if name.lower().endswith((".csv", ".tsv")) else Format.TEXT


def _check_size(data: bytes) -> None:
    if not data.strip():
        raise RefusedFile(f"Tệp rỗng, không có gì để đọc. {_CHOOSE}", code="empty")
    if len(data) > MAX_FILE:
        limit = MAX_FILE // 1024 // 1024
        raise RefusedFile(
            f"Tệp lớn hơn {limit} MB nên không nhận. Bỏ ảnh trong tệp hoặc tách "
            "thành nhiều tệp, rồi nhập lại.",
            code="too_large",
        )


def _refused_ole(data: bytes) -> RefusedFile:
    if _ENCRYPTED in data:
        return RefusedFile(
            "Tệp có mật khẩu nên không mở được. Bỏ mật khẩu, lưu lại, rồi nhập lại.",
            code="encrypted",
        )
    return RefusedFile(
        "Tệp Word hoặc Excel đời cũ (.doc, .xls) không đọc được. Mở tệp, chọn Lưu "
        "thành .docx hoặc .xlsx, rồi nhập lại.",
        code="old_office",
    )


def _office(data: bytes, name: str) -> Format:
    archive = open_archive(data)
    names = archive.namelist()
    if len(names) > MAX_PARTS:
        raise RefusedFile(
            "Tệp có quá nhiều phần bên trong nên không nhận. Lưu lại thành tệp mới, "
            "rồi nhập lại.",
            code="too_many_parts",
        )
    _refuse_macros(archive, names, name)
    if "word/document.xml" in names:
        return Format.WORD
    if "xl/workbook.xml" in names:
        return Format.SHEET
    raise RefusedFile(f"Không nhận ra loại tệp. {_CHOOSE}", code="unknown_type")


def _refuse_macros(archive: zipfile.ZipFile, names: list[str], name: str) -> None:
    types = b""
    if "[Content_Types].xml" in names:
        types = read_part(archive, "[Content_Types].xml")
    if (
        any(part.lower().endswith("vbaproject.bin") for part in names)
        or b"macroenabled" in types.lower()
        or name.lower().endswith((".docm", ".xlsm", ".dotm"))
    ):
        raise RefusedFile(
            "Tệp có macro (mã lệnh) nên không nhận. Lưu thành .docx hoặc .xlsx không "
            "có macro, rồi nhập lại.",
            code="macro",
        )


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The parts of an Office file. Raises RefusedFile when it is broken."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as cause:
        raise _broken() from cause


def read_part(archive: zipfile.ZipFile, part: str) -> bytes:
    """One part, never more than MAX_PART, whatever size the file claims for it."""
    try:
        with archive.open(part) as opened:
            data = opened.read(MAX_PART + 1)
    except RuntimeError as cause:  # zipfile: the part has a password
        raise RefusedFile(
            "Tệp có mật khẩu nên không mở được. Bỏ mật khẩu, lưu lại, rồi nhập lại.",
            code="encrypted",
        ) from cause
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError) as cause:
        raise _broken() from cause
    except Exception as cause:
        raise _broken() from cause
    if len(data) > MAX_PART:
        raise bomb()
    return data


def bomb() -> RefusedFile:
    """What to say of a small file that unpacks to a very large one."""
    return RefusedFile(
        "Nội dung tệp bung ra quá lớn (giống “bom nén”) nên không nhận. Lưu lại "
        "thành tệp mới, rồi nhập lại.",
        code="bomb",
    )


def _broken() -> RefusedFile:
    return RefusedFile(
        "Tệp bị hỏng, không mở được. Mở bằng Word hoặc Excel, lưu lại thành tệp mới, "
        "rồi nhập lại.",
        code="broken",
    )
