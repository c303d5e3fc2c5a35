"""Pictures: read the frame, not the pixels; nothing may follow the picture."""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

from eiso.base.files.packages import Unacceptable

MAX_PIXELS = 60_000_000  # a 300 dpi A3 scan has 17 million
_PNG = b"\x89PNG\r\n\x1a\n"


def check_png(file: BinaryIO, size: int) -> None:
    """Chunks in order with right checksums, a bearable size, the end at the end."""
    if file.read(8) != _PNG:
        raise Unacceptable("nội dung không phải ảnh PNG")
    first = True
    while True:
        head = file.read(8)
        if len(head) < 8:
            raise Unacceptable("ảnh bị cắt giữa chừng")
        length, kind = struct.unpack(">I4s", head)
        if length > size:
            raise Unacceptable("ảnh khai sai cỡ")
        body, check = file.read(length), file.read(4)
        if len(check) < 4 or zlib.crc32(kind + body) != struct.unpack(">I", check)[0]:
            raise Unacceptable("ảnh hỏng")
        if first:
            _check_png_head(kind, body)
            first = False
        if kind == b"IEND":
            break
    if file.read(1):
        raise Unacceptable("sau ảnh còn dữ liệu lạ")


def _check_png_head(kind: bytes, body: bytes) -> None:
    if kind != b"IHDR" or len(body) != 13:
        raise Unacceptable("ảnh hỏng")
    width, height = struct.unpack(">II", body[:8])
    _check_pixels(width, height)


def check_jpg(file: BinaryIO, size: int) -> None:
    """A JPEG whose frame gives a bearable size and behind which no archive hides."""
    data = file.read()
    if not data.startswith(b"\xff\xd8\xff"):
        raise Unacceptable("nội dung không phải ảnh JPEG")
    if b"\xff\xd9" not in data[-65_536:]:
        raise Unacceptable("ảnh bị cắt giữa chừng")
    tail = data[data.rfind(b"\xff\xd9") + 2 :]
    if b"PK\x05\x06" in data[-66_000:] or b"<" in tail or len(tail) > 65_536:
        raise Unacceptable("sau ảnh còn dữ liệu lạ")
    _check_frame(data)


def _check_frame(data: bytes) -> None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            _check_pixels(width, height)
            return
        if marker == 0xDA or length < 2:
            break
        at += 2 + length
    raise Unacceptable("ảnh hỏng")


def _check_pixels(width: int, height: int) -> None:
    if not width or not height:
        raise Unacceptable("ảnh hỏng")
    if width * height > MAX_PIXELS:
        raise Unacceptable(
            f"ảnh {width} × {height} điểm, quá lớn", "Quét lại ở 300 dpi rồi gửi."
        )
