"""`eiso worker`: do what is due, again and again, until told to stop."""

from __future__ import annotations

import fcntl
import signal
import threading
from argparse import ArgumentParser
from typing import Any, TextIO

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from eiso.base.console import EisoCommand
from eiso.base.errors import NotReady
from eiso.base.jobs import services

PAUSE_SECONDS = 1.0
AFTER_DATABASE_ERROR_SECONDS = 5.0


class Command(EisoCommand):
    help = "Tiến trình nền: niêm phong nhật ký, gửi tin, làm việc dài."
    checks_guards = "try"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="làm mọi việc một lượt rồi dừng"
        )

    def run(self, **options: Any) -> int | None:
        lock = _only_worker()
        try:
            if options["once"]:
                return 1 if services.run_all_jobs() else 0
            return self._loop()
        finally:
            if lock is not None:
                lock.close()

    def _loop(self) -> int:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stderr.write("Tiến trình nền đang chạy.")
        while not stop.is_set():
            try:
                services.run_due_jobs()
                stop.wait(PAUSE_SECONDS)
            except DatabaseError as error:
                self.stderr.write(f"Chưa nối được cơ sở dữ liệu, sẽ thử lại: {error}")
                close_old_connections()
                stop.wait(AFTER_DATABASE_ERROR_SECONDS)
        self.stderr.write("Tiến trình nền đã dừng.")
        return 0


def _only_worker() -> TextIO | None:
    """On SQLite one worker at a time; the lock falls with the process, even killed."""
    if connection.vendor != "sqlite":
        return None
    lock = (settings.EISO_HOME / "worker.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise NotReady(
            "Đã có một tiến trình nền chạy trên dữ liệu này. Dừng nó trước khi chạy cái mới."
        ) from None
    return lock
