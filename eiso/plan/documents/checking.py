"""This room's part of `eiso verify`: issued content is what was signed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from eiso.base.trail.verify import Problem, Progress, Report
from eiso.plan.documents import frozen
from eiso.plan.documents.models import Revision


def check_documents(report: Report, progress: Progress) -> Iterator[Problem]:
    """Every revision's bytes give its SHA-256, and the database refuses changes."""
    if not frozen.is_installed():
        yield Problem(
            "documents.frozen",
            frozen.TABLE,
            "Bảng bản tài liệu không còn được khóa chống sửa bản đã ban hành. "
            "Chạy eiso setup để khóa lại, rồi kiểm tra lại.",
        )
    rows = Revision.objects.order_by("pk").values_list("code", "content", "sha256")
    total = rows.count()
    for done, (code, content, sha256) in enumerate(rows.iterator(500), start=1):
        if done % 500 == 0 or done == total:
            progress(done, total, "tài liệu")
        if hashlib.sha256(bytes(content)).hexdigest() != sha256:
            yield Problem(
                "documents.content",
                code,
                f"Nội dung của bản {code} không khớp mã kiểm đã ghi khi lưu. "
                "Lấy lại bản này từ bản sao lưu.",
            )
