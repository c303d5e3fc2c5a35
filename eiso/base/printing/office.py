"""PDF of an office's own Word paper, by LibreOffice where the machine has it.

Papers of the shipped templates never come here: typst makes their PDF.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from eiso.base.errors import NotReady, RefusedFile

SECONDS = 90
_one_at_a_time = threading.Lock()


def available() -> bool:
    """Is there a LibreOffice on this machine?"""
    return shutil.which("soffice") is not None


def docx_to_pdf(content: bytes) -> bytes:
    """One job at a time, each with a profile of its own, ended after SECONDS.

    Raises NotReady without LibreOffice, RefusedFile when it makes no PDF of the file.
    """
    program = shutil.which("soffice")
    if program is None:
        raise NotReady(
            "Máy chủ chưa có LibreOffice nên chưa đổi được mẫu Word riêng sang PDF. "
            "Hãy tải bản Word, hoặc dùng mẫu gốc của eISO để có PDF."
        )
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="eiso-office-") as folder:
        place = Path(folder)
        (place / "paper.docx").write_bytes(content)
        _convert(program, place)
        made = place / "out" / "paper.pdf"
        if not made.is_file():
            raise RefusedFile(
                "LibreOffice không đổi được tệp Word này sang PDF; chưa có gì thay đổi. "
                "Hãy mở tệp bằng Word để kiểm tra, hoặc dùng mẫu gốc của eISO."
            )
        return made.read_bytes()


def _convert(program: str, place: Path) -> None:
    command = [
        program,
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(place / "out"),
        str(place / "paper.docx"),
    ]
    running = subprocess.Popen(  # noqa: S603 - a fixed program, our own paths, no shell
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": "/usr/bin:/bin", "HOME": str(place), "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        running.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(
            running.pid, signal.SIGKILL
        )  # soffice starts a child that does the work
        running.wait()
