"""Word and Excel files are zip packages: look before inflating, cap while inflating.

The central directory tells sizes and names in a millisecond; it may lie, so every part is
then read within what it declared, which finds the lie (reliability, T15).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import BinaryIO

MAX_PARTS = 2_000
MAX_INFLATED = 200 * 2**20
MAX_RATIO = 150  # real documents of repeated tables reach 40
RATIO_FROM = 2**20
_CHUNK = 2**16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_TARGET = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE | re.DOTALL)
# A linked picture or hyperlink only points; these are fetched or run when opened.
_FETCHED = (b"attachedtemplate", b"oleobject", b"/frame", b"subdocument", b"/package")


class Unacceptable(Exception):
    """Why the content is refused; `advice` is what the person can do."""

    def __init__(
        self, why: str, advice: str = "Kiểm tra rồi gửi lại tệp khác."
    ) -> None:
        super().__init__(why)
        self.advice = advice


def check_docx(file: BinaryIO, size: int) -> None:
    _check_package(file, size, "word/document.xml", "Word")


def check_xlsx(file: BinaryIO, size: int) -> None:
    _check_package(file, size, "xl/workbook.xml", "Excel")


def _check_package(file: BinaryIO, size: int, main: str, title: str) -> None:
    head = file.read(8)
    if head == _OLE:
        raise Unacceptable(
            "đây là tệp kiểu cũ, có mật khẩu, hoặc không phải tệp " + title,
            f"Mở bằng {title}, bỏ mật khẩu, lưu lại dạng mới rồi gửi.",
        )
    if not head.startswith(b"PK\x03\x04"):
        raise Unacceptable(f"nội dung không phải tệp {title}")
    try:
        with zipfile.ZipFile(file) as package:
            _check_directory(package, size)
            names = {part.filename for part in package.infolist()}
            if main not in names or "[Content_Types].xml" not in names:
                raise Unacceptable(f"nội dung không phải tệp {title}")
            for part in package.infolist():
                _check_part(package, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Unacceptable("tệp hỏng, hoặc khai sai cỡ bên trong") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise Unacceptable("tệp hỏng, không mở được") from error


def _check_directory(package: zipfile.ZipFile, size: int) -> None:
    parts = package.infolist()
    if len(parts) > MAX_PARTS:
        raise Unacceptable(f"bên trong có {len(parts)} phần, quá nhiều")
    inflated = sum(part.file_size for part in parts)
    if inflated > MAX_INFLATED or any(_swells(part) for part in parts):
        raise Unacceptable("tệp nén phình ra quá lớn khi mở")
    seen: set[str] = set()
    for part in parts:
        _check_name(part, seen)
    _check_layout(package, parts, size)


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(
        part.compress_size, 1
    )


def _check_name(part: zipfile.ZipInfo, seen: set[str]) -> None:
    name = part.orig_filename
    pieces = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in pieces or ":" in name or "\0" in name:
        raise Unacceptable("bên trong có đường dẫn trỏ ra ngoài tệp")
    if name.lower() in seen:
        raise Unacceptable("bên trong có hai phần cùng tên")
    seen.add(name.lower())
    if (part.external_attr >> 16) & 0o170000 == 0o120000:
        raise Unacceptable("bên trong có liên kết tới tệp khác")
    if part.flag_bits & 0x1:
        raise Unacceptable("tệp có mật khẩu", "Bỏ mật khẩu rồi gửi lại.")
    if part.compress_type not in _PLAIN:
        raise Unacceptable("tệp nén theo cách không dùng trong văn bản")
    if name.lower().endswith(("vbaproject.bin", "vbadata.xml")):
        raise Unacceptable("tệp có macro", "Lưu lại không kèm macro rồi gửi.")


def _check_layout(
    package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], size: int
) -> None:
    """Parts lie one after another from byte 0: no overlap, nothing before or after."""
    end = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        if part.header_offset < end or (end == 0 and part.header_offset != 0):
            raise Unacceptable("các phần bên trong chồng lên nhau")
        end = part.header_offset + 30 + part.compress_size
    directory_end = package.start_dir + sum(
        46 + len(part.orig_filename.encode()) + len(part.extra) + len(part.comment)
        for part in parts
    )
    # 22 bytes of end record, 76 more when the writer added its 64-bit twin.
    if package.comment or size - directory_end > 22 + 76 + 64:
        raise Unacceptable("sau phần cuối còn dữ liệu lạ")


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename.lower()
    is_markup = name.endswith((".xml", ".rels", ".vml"))
    text = b""
    read = 0
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if read == 0:
                _check_head(chunk)
            read += len(chunk)
            if read > part.file_size:
                raise Unacceptable("tệp khai sai cỡ bên trong")
            if is_markup:
                text += chunk if len(text) < 64 * _CHUNK else b""
                _check_declaration(chunk)
    if read != part.file_size:
        raise Unacceptable("tệp khai sai cỡ bên trong")
    if name == "[content_types].xml" and b"macroenabled" in text.lower():
        raise Unacceptable("tệp có macro", "Lưu lại không kèm macro rồi gửi.")
    if name.endswith(".rels"):
        _check_links(text)


def _check_head(chunk: bytes) -> None:
    if chunk.startswith(_OLE):
        raise Unacceptable(
            "bên trong có tệp nhúng (OLE)", "Bỏ tệp nhúng, hoặc dán nội dung, rồi gửi."
        )
    if chunk.startswith(_ARCHIVES):
        raise Unacceptable("bên trong còn một tệp nén khác")
    if chunk.startswith((b"MZ", b"\x7fELF")):
        raise Unacceptable("bên trong có chương trình")


def _check_declaration(chunk: bytes) -> None:
    """No document type: entities can read files or grow without end (XXE, bombs)."""
    bare = chunk.replace(b"\0", b"")  # also when the part is written in UTF-16
    if _DECLARATION.search(bare):
        raise Unacceptable("bên trong có khai báo thực thể XML")


def _check_links(text: bytes) -> None:
    for link in _TARGET.findall(text.replace(b"\0", b"")):
        low = link.lower()
        if b"external" in low and any(word in low for word in _FETCHED):
            raise Unacceptable(
                "tệp tự lấy nội dung từ nơi khác khi mở",
                "Bỏ mẫu đính kèm hoặc đối tượng liên kết rồi gửi.",
            )
