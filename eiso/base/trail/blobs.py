"""Stored files against their hashes (the file room lies lower and cannot register)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from eiso.base.files.models import StoredFile
from eiso.base.files.services import path_of
from eiso.base.trail.verify import Problem, Progress, Report


def check_files(report: Report, progress: Progress) -> Iterator[Problem]:
    """Every stored file is there and is what it was."""
    wanted = StoredFile.objects.order_by("sha256", "id")
    total, checked = wanted.count(), ""
    for done, stored in enumerate(wanted.iterator(), start=1):
        if stored.sha256 != checked:
            checked = stored.sha256
            yield from _check(stored)
        if done % 50 == 0:
            progress(done, total, "Đối chiếu tệp")


def _check(stored: StoredFile) -> Iterator[Problem]:
    path = path_of(stored.sha256)
    if not path.is_file():
        why = "không còn trong kho"
    else:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == stored.sha256:
                return
        why = "trong kho đã khác lúc nhận"
    yield Problem(
        "file",
        stored.code,
        f"Tệp “{stored.name}” ({stored.sha256[:12]}…) {why}. Khôi phục tệp này từ bản "
        "sao lưu.",
    )
