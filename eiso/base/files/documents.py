"""PDF: one plain document, nothing that runs, nothing hidden behind it."""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

from eiso.base.files.packages import Unacceptable

MAX_STREAM = 8 * 2**20
MAX_INFLATED = 64 * 2**20
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)"
    rb"(?![A-Za-z0-9])"
)
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")


def check_pdf(file: BinaryIO, size: int) -> None:
    """A PDF from its first byte, complete, without scripts, programs or attachments."""
    data = file.read()
    if not data.startswith(b"%PDF-"):
        raise Unacceptable("nội dung không phải tệp PDF")
    tail = data[-2048:]
    if b"%%EOF" not in tail:
        raise Unacceptable("tệp PDF bị cắt giữa chừng")
    if b"PK\x05\x06" in data[-66_000:] or b"PK\x03\x04" in data[:1024]:
        raise Unacceptable("tệp vừa là PDF vừa là tệp nén")
    _check_objects(data)
    for stream in _object_streams(data):
        _check_objects(stream)


def _check_objects(data: bytes) -> None:
    # A name may be written with escapes: /J#61vaScript is /JavaScript.
    plain = _ESCAPE.sub(lambda match: bytes([int(match.group(1), 16)]), data)
    if _LOCKED.search(plain):
        raise Unacceptable("tệp PDF có mật khẩu", "Bỏ mật khẩu rồi gửi lại.")
    if _ACTIVE.search(plain):
        raise Unacceptable(
            "tệp PDF có mã chạy hoặc tệp đính kèm", "In lại thành PDF thường rồi gửi."
        )


def _object_streams(data: bytes) -> list[bytes]:
    """Compressed streams that hold objects: a script may be written inside one."""
    found: list[bytes] = []
    budget = MAX_INFLATED
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 400) : match.start()]
        if b"ObjStm" not in _ESCAPE.sub(
            lambda m: bytes([int(m.group(1), 16)]), head[head.rfind(b"obj") :]
        ):
            continue
        try:
            text = zlib.decompressobj().decompress(data[match.end() :], MAX_STREAM)
        except zlib.error as error:
            raise Unacceptable("tệp PDF hỏng") from error
        budget -= len(text)
        if budget < 0 or len(text) >= MAX_STREAM:
            raise Unacceptable("tệp nén phình ra quá lớn khi mở")
        found.append(text)
    return found
