"""The gate of every upload: size, name, magic, container, then what the class allows.

Pure of Django's tables: it looks at a file on disk and says what it is, or refuses it
with a sentence. Nothing here trusts the name, the declared type or a declared size.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO

from eiso.base.errors import RefusedFile
from eiso.base.files import documents, packages, pictures, texts
from eiso.base.files.choices import EVERYTHING, KINDS, Kind
from eiso.base.files.names import ending_of
from eiso.base.files.packages import Unacceptable

# The harmless string every virus scanner agrees to find; ours must find it too.
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

_CHECKS: dict[str, Callable[[BinaryIO, int], None]] = {
    "docx": packages.check_docx,
    "xlsx": packages.check_xlsx,
    "pdf": documents.check_pdf,
    "png": pictures.check_png,
    "jpg": pictures.check_jpg,
    "text": texts.check_text,
    "csv": texts.check_text,
    "json": texts.check_json,
    "jsonl": texts.check_json_lines,
    "gz": texts.check_gzip,
}


def inspect(path: Path, name: str, allowed: Collection[str] = EVERYTHING) -> Kind:
    """What the file at `path`, handed in as `name`, is; raises RefusedFile with why.

    `allowed` is keys of `KINDS`. The content decides: a name only chooses which check
    the content must pass.
    """
    kind = _kind_named(name, allowed)
    size = path.stat().st_size
    if size == 0:
        raise RefusedFile(f"Tệp “{name}” rỗng. Chọn lại tệp có nội dung.")
    with path.open("rb") as file:
        if _EICAR in file.read(4096):
            raise RefusedFile(f"Tệp “{name}” mang mã độc. Không nhận tệp này.")
        file.seek(0)
        try:
            _CHECKS[kind.key](file, size)
        except Unacceptable as why:
            raise RefusedFile(f"Chưa nhận tệp “{name}”: {why}. {why.advice}") from why
    return kind


def _kind_named(name: str, allowed: Collection[str]) -> Kind:
    ending = ending_of(name)
    for key in sorted(allowed):
        if ending in KINDS[key].endings:
            return KINDS[key]
    titles = ", ".join(KINDS[key].title for key in KINDS if key in allowed)
    raise RefusedFile(
        f"Chưa nhận tệp “{name}”: loại tệp này không dùng ở đây. Chỉ nhận {titles}."
    )
