"""Read the published lists of administrative units: which list it is, and its rows.

Pure: no database. The kind of a file is told by its head, never by its name.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from eiso.base.errors import RefusedFile
from eiso.base.text.folding import squash

MAX_BYTES = 64 * 2**20
PROVINCES = "provinces"
COMMUNES = "communes"
BEFORE = "communes_before"
PROVINCE_MAP = "province_mapping"
COMMUNE_MAP = "commune_mapping"

# In the order they are brought in: lists before the tables that join them.
HEADS: dict[str, tuple[str, ...]] = {
    PROVINCES: ("code", "full_name", "unit_type", "n_communes"),
    COMMUNES: ("code", "full_name", "unit_type", "province_code", "province_full_name"),
    BEFORE: (
        "province_code",
        "province",
        "district_code",
        "district",
        "ward_code",
        "ward",
    ),
    PROVINCE_MAP: ("old_code", "old_name", "new_code", "new_name"),
    COMMUNE_MAP: (
        "old_ward_code",
        "old_ward",
        "new_ward_code",
        "new_ward",
        "new_province",
        "kind",
        "is_default_target",
    ),
}
ORDER = list(HEADS)


@dataclass(frozen=True)
class UnitFile:
    """One list in memory: its name, hash of the bytes as given, kind and rows."""

    name: str
    sha256: str
    kind: str
    rows: list[tuple[int, dict[str, str]]]


def read_file(path: Path) -> UnitFile:
    """Read a CSV, plain or gzipped. RefusedFile names what is wrong with the whole."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RefusedFile(
            f"Không mở được tệp {path.name} ({error.strerror}). Kiểm tra đường dẫn."
        ) from error
    text = _text(path.name, _plain(path.name, raw))
    reader = csv.DictReader(io.StringIO(text), strict=True)
    kind = _kind(path.name, [squash(name) for name in reader.fieldnames or []])
    reader.fieldnames = [squash(name) for name in reader.fieldnames or []]
    rows = list(_rows(path.name, reader))
    if not rows:
        raise RefusedFile(f"Tệp {path.name} không có dòng nào. Kiểm tra lại tệp.")
    return UnitFile(path.name, hashlib.sha256(raw).hexdigest(), kind, rows)


def _plain(name: str, raw: bytes) -> bytes:
    if not raw.startswith(b"\x1f\x8b"):
        if len(raw) > MAX_BYTES:
            raise _too_big(name)
        return raw
    try:
        with gzip.open(io.BytesIO(raw)) as stream:
            plain = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedFile(f"Tệp nén {name} bị hỏng. Tải lại tệp.") from error
    if len(plain) > MAX_BYTES:
        raise _too_big(name)
    return plain


def _too_big(name: str) -> RefusedFile:
    return RefusedFile(
        f"Tệp {name} quá lớn: nội dung vượt {MAX_BYTES // 2**20} MB. Tách tệp ra."
    )


def _text(name: str, plain: bytes) -> str:
    try:
        text = plain.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFile(
            f"Tệp {name} không phải UTF-8 (byte thứ {error.start + 1}). "
            "Lưu lại thành CSV UTF-8."
        ) from error
    if "\0" in text:
        raise RefusedFile(f"Tệp {name} không phải tệp chữ. Chọn tệp CSV.")
    return text


def _kind(name: str, head: list[str]) -> str:
    for kind, needed in HEADS.items():
        if set(needed) <= set(head):
            return kind
    raise RefusedFile(
        f"Không nhận ra tệp {name}: dòng đầu là “{', '.join(head)[:200]}”. "
        "Cần danh mục tỉnh, danh mục xã, danh mục ba cấp trước 01/7/2025, "
        "hoặc bảng chuyển đổi."
    )


def _rows(
    name: str, reader: csv.DictReader[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        for row in reader:
            yield (
                reader.line_num,
                {key: squash(row.get(key) or "") for key in reader.fieldnames or ()},
            )
    except csv.Error as error:
        raise RefusedFile(
            f"Tệp {name} hỏng ở dòng {reader.line_num}. Sửa dòng đó rồi nhập lại."
        ) from error
