"""Store bytes for ever under their hash, and open them only when they are still right.

The order is the promise (reliability, rule 9): whole file written and fsynced under a
temporary name, linked to its final name, its folder fsynced, and only then a row.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File

from eiso.base import moment
from eiso.base.errors import BusinessError, RefusedFile
from eiso.base.faults import fault
from eiso.base.files.choices import EVERYTHING
from eiso.base.files.gate import inspect
from eiso.base.files.models import StoredFile
from eiso.base.files.names import safe_name

_CHUNK = 2**20
TEMPORARY_SECONDS = 3600


class NoSpace(BusinessError):
    """The disk is full (or the folder cannot be written)."""

    code = "no_space"
    status = 507


class Damaged(BusinessError):
    """The stored bytes are gone or are not what they were."""

    code = "damaged_file"
    status = 500


def store(
    content: bytes | BinaryIO | File,
    name: str,
    *,
    allowed: Collection[str] = EVERYTHING,
    scope: str = "",
    max_bytes: int | None = None,
) -> StoredFile:
    """Keep `content`, handed in as `name`, and return its row.

    Call it inside the transaction of the act that owns the file. `allowed`: keys of
    `choices.KINDS`; `max_bytes` defaults to MAX_UPLOAD_BYTES (20 MiB). Raises
    RefusedFile, NoSpace; then nothing is left behind.
    """
    kept_name = safe_name(name)
    limit = max_bytes or settings.MAX_UPLOAD_BYTES
    with _full_disk_said(), _temporary() as draft:
        digest, size = _write(draft, content, kept_name, limit)
        kind = inspect(draft, kept_name, allowed)
        _settle(draft, path_of(digest))
    return StoredFile.objects.create(
        sha256=digest,
        size=size,
        kind_key=kind.key,
        name=kept_name,
        scope=scope,
        stored_at=moment.now(),
    )


def open_verified(stored: StoredFile) -> BinaryIO:
    """The bytes, checked against their hash before the first one is given out."""
    try:
        file = path_of(stored.sha256).open("rb")
    except OSError as error:
        raise Damaged(
            f"Không mở được tệp “{stored.name}”: kho tệp thiếu nội dung. Báo quản trị "
            "khôi phục từ bản sao lưu."
        ) from error
    if hashlib.file_digest(file, "sha256").hexdigest() != stored.sha256:
        file.close()
        raise Damaged(
            f"Không mở tệp “{stored.name}”: nội dung trong kho đã khác lúc nhận. Báo "
            "quản trị khôi phục từ bản sao lưu."
        )
    file.seek(0)
    return file


def read(stored: StoredFile) -> bytes:
    """All bytes of a stored file, verified."""
    with open_verified(stored) as file:
        return file.read()


def root() -> Path:
    return Path(settings.EISO_HOME) / "files"


def path_of(digest: str) -> Path:
    """Where the bytes with this SHA-256 lie: files/ab/cd/abcd…"""
    return root() / digest[:2] / digest[2:4] / digest


def sweep_temporary(older_than: int = TEMPORARY_SECONDS) -> int:
    """Remove what a killed process left half-written; returns how many files."""
    folder = root() / "tmp"
    if not folder.is_dir():
        return 0
    limit = moment.now().timestamp() - older_than
    gone = 0
    for draft in folder.iterdir():
        if draft.stat().st_mtime < limit:
            draft.unlink(missing_ok=True)
            gone += 1
    return gone


@contextmanager
def _temporary() -> Iterator[Path]:
    folder = root() / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / secrets.token_hex(16)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _write(
    draft: Path, content: bytes | BinaryIO | File, name: str, limit: int
) -> tuple[str, int]:
    """Write everything to `draft`, hashing; on disk for certain when it returns."""
    source = io.BytesIO(content) if isinstance(content, bytes) else content
    source.seek(0)
    hasher, size = hashlib.sha256(), 0
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise RefusedFile(
                    f"Chưa nhận tệp “{name}”: lớn hơn {limit // 2**20} MB. Chia nhỏ, "
                    "hoặc nén ảnh trong tệp, rồi gửi lại."
                )
            hasher.update(chunk)
            file.write(chunk)
            fault("files.write")
        file.flush()
        os.fsync(file.fileno())
    return hasher.hexdigest(), size


def _settle(draft: Path, final: Path) -> None:
    """Give the draft its final name; never over another file."""
    final.parent.mkdir(parents=True, exist_ok=True)
    fault("files.before_link")
    try:
        os.link(draft, final)
    except FileExistsError:
        with final.open("rb") as there:
            if hashlib.file_digest(there, "sha256").hexdigest() != final.name:
                raise Damaged(
                    "Kho tệp có một tệp hỏng trùng nội dung với tệp này nên chưa lưu "
                    "được. Báo quản trị chạy “eiso verify”."
                ) from None
    fault("files.after_link")
    # Every folder of the way, each time: whoever made the folder or the file before us
    # may have died between making and fsync.
    for folder in (final.parent, final.parent.parent, root(), root().parent):
        _fsync_folder(folder)


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _full_disk_said() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}:
            raise
        raise NoSpace(
            "Chưa lưu được tệp: ổ đĩa của máy chủ đã đầy hoặc không ghi được. Báo quản "
            "trị giải phóng chỗ, rồi gửi lại. Không có gì bị đổi."
        ) from error
