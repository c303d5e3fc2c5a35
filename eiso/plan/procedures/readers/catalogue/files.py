"""A whole file of the catalogue, told by its bytes: JSON lines, a JSON array, gzip of
these, or an Excel workbook. Anything else, or a bomb, is refused whole with a sentence.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from eiso.base.errors import RefusedFile
from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.catalogue.bodies import body_of_file
from eiso.plan.procedures.readers.catalogue.published import (
    CatalogueFile,
    Kind,
    Published,
    RecordRefused,
    Refused,
    collect,
    said,
)
from eiso.plan.procedures.readers.catalogue.sources import (
    kind_of,
    read_record,
    read_row,
)

MAX_BYTES = 300 * 2**20  # inflated; the largest ministry is 12 MB
MAX_RATIO = 200
_HEADINGS = {
    "code": {
        *("ma so", "ma tthc", "ma thu tuc", "ma thu tuc hanh chinh", "ma so tthc"),
        *("ma so thu tuc", "ma so thu tuc hanh chinh", "ma", "ma so ho so tthc"),
    },
    "title": {
        *("ten", "ten thu tuc", "ten tthc", "ten thu tuc hanh chinh"),
        *("thu tuc hanh chinh", "tthc", "ten goi", "ten thu tuc tthc"),
    },
    "body": {"co quan ban hanh", "co quan cong bo", "bo, nganh", "bo/nganh"},
    "agencies": {"co quan thuc hien", "don vi thuc hien", "co quan giai quyet"},
    "field": {"linh vuc", "ten linh vuc", "linh vuc thuc hien"},
    "level": {"cap thuc hien", "cap giai quyet"},
    "decision": {"so quyet dinh", "quyet dinh cong bo", "so quyet dinh cong bo"},
}
_CODE_FIELD = re.compile(rb'"(?:ma_thu_tuc|thu_tuc_id|code)"\s*:\s*"\s*(\d\.\d{6})')
_NO_CATALOGUE = (
    "không phải danh mục TTHC: cần tệp dòng JSON của Cổng Dịch vụ công "
    "hoặc tệp Excel có cột “Mã số” và “Tên”"
)

_OLD = (
    "đây là tệp Excel đời cũ (.xls) hoặc có mật khẩu. Mở tệp, bỏ mật khẩu, lưu thành "
    ".xlsx, rồi nhập lại"
)
_CSV = (
    "danh mục không nhận dạng CSV. Mở bằng Excel, giữ cột “Mã số” và “Tên”, lưu thành "
    ".xlsx, rồi nhập lại"
)


def read_catalogue(data: bytes, name: str = "tệp") -> CatalogueFile:
    """Read one file. Raises RefusedFile when the whole of it cannot be a catalogue."""
    if data.startswith(b"PK\x03\x04"):
        return _finish(_read_workbook(data, name))
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _refuse(name, _OLD)
    if data.startswith(b"\x1f\x8b"):
        data = _inflate(data, name)
    lines = _text(data, name)
    odd = any(b"\\u0000" in line or b"\\ud" in line.lower() for line in lines)
    return _finish(_read_json(lines, name, odd=odd))


def _finish(file: CatalogueFile) -> CatalogueFile:
    file.body = body_of_file(file.procedures)
    return file


def _refuse(name: str, why: str) -> RefusedFile:
    return RefusedFile(f"Từ chối tệp {name}: {why}. Không có gì thay đổi.")


def _inflate(data: bytes, name: str) -> bytes:
    """All members of a gzip file, at most MAX_BYTES of them."""
    whole = bytearray()
    rest = data
    try:
        while rest.startswith(b"\x1f\x8b"):
            stream = zlib.decompressobj(wbits=31)
            whole += stream.decompress(rest, MAX_BYTES + 1 - len(whole))
            if len(whole) > MAX_BYTES:
                raise _refuse(name, "tệp nén bung ra quá lớn")
            if not stream.eof:
                raise _refuse(name, "tệp nén bị cắt cụt, hãy tải lại")
            rest = stream.unused_data
    except zlib.error:
        raise _refuse(name, "tệp nén bị hỏng, hãy tải lại") from None
    return bytes(whole)


def _text(data: bytes, name: str) -> list[bytes]:
    """Lines of UTF-8 bytes; UTF-16 with its mark is turned into UTF-8 first."""
    if len(data) > MAX_BYTES:
        raise _refuse(name, "tệp quá lớn")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError:
            raise _refuse(name, "bảng mã của tệp không đọc được") from None
    return data.removeprefix(b"\xef\xbb\xbf").split(b"\n")


def _read_json(lines: list[bytes], name: str, *, odd: bool) -> CatalogueFile:
    records = list(_objects(lines))
    kinds = Counter(
        kind
        for _, record in records
        if isinstance(record, dict) and (kind := kind_of(record))
    )
    if not kinds:
        raise _refuse(name, _CSV if name.lower().endswith(".csv") else _NO_CATALOGUE)
    file = CatalogueFile(name, kinds.most_common(1)[0][0])
    collect(file, (_published(record, where, odd=odd) for where, record in records))
    return file


def _objects(lines: list[bytes]) -> Iterator[tuple[str, object]]:
    """(place, parsed record) or (place, Refused) of an array or of lines."""
    first = next((line.lstrip() for line in lines if line.strip()), b"")
    if first.startswith(b"[") or (first.strip() == b"{" and len(lines) > 1):
        whole = _parsed(b"\n".join(lines), "tệp")
        items = whole if isinstance(whole, list) else [whole]
        if isinstance(whole, Refused):
            return
        for number, item in enumerate(items, 1):
            yield f"bản ghi {number}", item
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"dòng {number}", _parsed(line, f"dòng {number}")


def _parsed(line: bytes, where: str) -> object:
    try:
        return json.loads(line.decode())
    except UnicodeDecodeError:
        return Refused(where, "Không phải chữ UTF-8", _code_in(line))
    except (ValueError, RecursionError):
        return Refused(where, "Dòng JSON bị hỏng", _code_in(line))


def _code_in(line: bytes) -> str:
    """The code a broken line still shows: its procedure is not to look withdrawn."""
    match = _CODE_FIELD.search(line)
    return match[1].decode() if match else ""


def _published(record: object, where: str, *, odd: bool) -> Published | Refused:
    if isinstance(record, Refused):
        return record
    if not isinstance(record, dict):
        return Refused(where, "Không phải một thủ tục")
    kind = kind_of(record)
    if kind is None:
        return Refused(where, "Không phải một thủ tục: không có trường nào quen")
    try:
        if odd:
            _check_letters(record)
        return read_record(record, kind, where)
    except RecordRefused as refusal:
        code = _code_in(json.dumps(record).encode())
        return Refused(where, str(refusal), code)


def _check_letters(record: object) -> None:
    """No NUL and no half of a surrogate pair, which no database keeps."""
    line = json.dumps(record, ensure_ascii=False)
    if "\\u0000" in line:
        raise RecordRefused("Bản ghi có ký tự NUL")
    if any("\ud800" <= letter <= "\udfff" for letter in line):
        raise RecordRefused("Bản ghi có ký tự hỏng")


def _read_workbook(data: bytes, name: str) -> CatalogueFile:
    _check_zip(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            (sheet, book.get_sheet_by_name(sheet).to_python())
            for sheet in book.sheet_names
        ]
    except (CalamineError, OSError, ValueError) as error:
        raise _refuse(name, "không mở được như tệp Excel") from error
    file = CatalogueFile(name, Kind.PORTAL)
    found: list[Published | Refused] = []
    known = False
    for sheet, rows in sheets:
        header = _header(rows)
        if header is not None:
            known = True
            found.extend(_rows_of(sheet, rows, *header))
    if not known:
        raise _refuse(name, _NO_CATALOGUE)
    collect(file, found)
    return file


def _check_zip(data: bytes, name: str) -> None:
    """Look at the directory before inflating, then inflate with a cap: it may lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            declared = sum(member.file_size for member in members)
            if len(members) > 2000 or declared > max(
                10 * 2**20, min(MAX_BYTES, MAX_RATIO * len(data))
            ):
                raise _refuse(name, "tệp nén bung ra quá lớn")
            if "xl/workbook.xml" not in archive.namelist():
                raise _refuse(name, _NO_CATALOGUE)
            for member in members:
                with archive.open(member) as stream:
                    while stream.read(2**20):
                        pass
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ):
        raise _refuse(name, "tệp Excel bị hỏng hoặc có mật khẩu") from None


def _header(rows: list[list[Any]]) -> tuple[int, dict[str, int]] | None:
    """(number of the heading's row, column of each field) within the first 40 rows."""
    for number, row in enumerate(rows[:40]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            words = fold(re.sub(r"\([^)]*\)", " ", str(cell))).strip(" .:*")
            for key, names in _HEADINGS.items():
                if words in names and key not in columns:
                    columns[key] = column
        if "code" in columns and "title" in columns:
            return number, columns
    return None


def _rows_of(
    sheet: str, rows: list[list[Any]], header: int, columns: Mapping[str, int]
) -> Iterator[Published | Refused]:
    for number, row in enumerate(rows[header + 1 :], header + 2):
        cells = {key: _cell(row, column, key) for key, column in columns.items()}
        if not any(said(cell) for cell in cells.values()):
            continue
        where = f"{sheet}, dòng {number}"
        try:
            if any("\0" in cell for cell in cells.values()):
                raise RecordRefused("Dòng có ký tự NUL")
            yield read_row(cells, where)
        except RecordRefused as refusal:
            yield Refused(where, str(refusal))


def _cell(row: list[Any], column: int, key: str) -> str:
    value = row[column] if column < len(row) else ""
    if key == "code" and isinstance(value, float):
        return f"{value:.6f}"  # Excel turned 1.000250 into the number 1.00025
    return re.sub(r"_x000D_|\r\n?", "\n", str(value))
