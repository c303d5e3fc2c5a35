"""Word papers: from the shipped template at once, from an office's own in a child."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from eiso.base.errors import RefusedFile
from eiso.base.files.packages import Unacceptable, check_docx
from eiso.base.printing.rendering import Picture, render
from eiso.base.printing.sandbox import plain

WALL_SECONDS = 20


def fill_shipped(
    template: bytes,
    context: Mapping[str, Any],
    pictures: Mapping[str, Picture] | None = None,
) -> bytes:
    """Fill a template that came with eISO."""
    return render(template, context, pictures or {})


def fill_replaced(
    template: bytes,
    context: Mapping[str, Any],
    pictures: Mapping[str, Picture] | None = None,
) -> bytes:
    """Fill a template an office brought. Raises RefusedFile with what to do."""
    _check(template)
    asked = {
        "template": base64.b64encode(template).decode(),
        "context": plain(dict(context)),
        "pictures": {
            name: [
                base64.b64encode(picture.content).decode(),
                picture.width_mm,
                picture.says,
            ]
            for name, picture in (pictures or {}).items()
        },
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "eiso.base.printing.child"],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=WALL_SECONDS,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _refused("mẫu chạy quá lâu") from error
    if done.returncode == 0 and done.stdout.startswith(b"PK"):
        return done.stdout
    raise _refused(_why(done.returncode, done.stderr.decode("utf-8", "replace")))


def _check(template: bytes) -> None:
    try:
        check_docx(io.BytesIO(template), len(template))
    except Unacceptable as why:
        raise _refused(str(why)) from why


def _why(code: int, said: str) -> str:
    name, _, words = said.partition(":")
    if name in {"SecurityError", "UnsupportedOperation"}:
        return "mẫu đòi làm điều không được phép"
    if name == "UndefinedError":
        return f"mẫu gọi một trường không có ({words.strip()[:80]})"
    if name.startswith("Template"):
        return f"mẫu viết sai cú pháp ({words.strip()[:80]})"
    if code < 0 or name == "MemoryError":
        return "mẫu tốn quá nhiều thời gian hoặc bộ nhớ"
    return "không điền được mẫu"


def _refused(why: str) -> RefusedFile:
    return RefusedFile(
        f"Chưa dùng được mẫu Word: {why}. Hãy tải mẫu gốc của eISO, sửa lại trên mẫu "
        "ấy và chỉ dùng các trường đã liệt kê.",
        code="refused_template",
    )
