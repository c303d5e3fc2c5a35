"""Plain text, tables as text, JSON, and these packed with gzip."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from eiso.base.files.packages import Unacceptable

MAX_INFLATED = 500 * 2**20
MAX_RATIO = 200
MAX_JSON = 64 * 2**20
MAX_DEPTH = 100
_CHUNK = 2**18
_MARKUP = re.compile(
    r"^\s*<\s*(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ENCODING = "Lưu lại với bảng mã UTF-8 rồi gửi."


def check_text(file: BinaryIO, size: int) -> None:
    """UTF-8 without control characters, and not a web page in disguise."""
    _check_lines(iter(lambda: file.read(_CHUNK), b""))


def check_json(file: BinaryIO, size: int) -> None:
    """One JSON value in UTF-8."""
    if size > MAX_JSON:
        raise Unacceptable(
            "tệp JSON quá lớn", "Gửi dạng JSON từng dòng (.jsonl) để đọc dần."
        )
    check_text(file, size)
    file.seek(0)
    _parse(file.read())


def check_json_lines(file: BinaryIO, size: int) -> None:
    """One JSON value a line in UTF-8."""
    check_text(file, size)
    file.seek(0)
    for line in file:
        if line.strip():
            _parse(line)


def check_gzip(file: BinaryIO, size: int) -> None:
    """One gzip member with text in it that does not swell beyond reason."""
    if file.read(3) != b"\x1f\x8b\x08":
        raise Unacceptable("nội dung không phải tệp .gz")
    file.seek(0)
    _check_lines(_inflated(file, size))


def _inflated(file: BinaryIO, size: int) -> Iterator[bytes]:
    engine = zlib.decompressobj(wbits=31)
    total = 0
    while packed := file.read(_CHUNK):
        while packed:
            try:
                chunk = engine.decompress(packed, _CHUNK)
            except zlib.error as error:
                raise Unacceptable("tệp .gz hỏng") from error
            total += len(chunk)
            if total > MAX_INFLATED or total > MAX_RATIO * size + 2**20:
                raise Unacceptable("tệp nén phình ra quá lớn khi mở")
            yield chunk
            packed = engine.unconsumed_tail
            if engine.unused_data:
                raise Unacceptable("sau phần cuối còn dữ liệu lạ")
    if not engine.eof:
        raise Unacceptable("tệp .gz bị cắt giữa chừng")


def _check_lines(chunks: Iterator[bytes]) -> None:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    start = ""
    try:
        for chunk in chunks:
            text = decoder.decode(chunk)
            if _CONTROL.search(text):
                raise Unacceptable("nội dung không phải văn bản", _ENCODING)
            if len(start) < 1024:
                start += text[:1024]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unacceptable("văn bản không viết bằng UTF-8", _ENCODING) from error
    if _MARKUP.match(start):
        raise Unacceptable("nội dung là trang web, không phải văn bản")


def _parse(data: bytes) -> None:
    try:
        depth = _depth(data)
        if depth > MAX_DEPTH:
            raise Unacceptable("JSON lồng quá sâu")
        json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unacceptable("nội dung không phải JSON") from error


_BRACKETS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


def _depth(data: bytes) -> int:
    deepest = depth = 0
    for match in _BRACKETS.finditer(data):
        sign = match.group()
        if sign in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in b"]}":
            depth -= 1
    return deepest
