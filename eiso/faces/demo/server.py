"""Start the web server and the worker of the demo, and end both together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from eiso.base.errors import BusinessError

HOST = "127.0.0.1"


def serve(port: int) -> int:
    """Run until a signal; 0 when asked to stop, 1 when one of the two ended by itself."""
    ensure_free(port)
    env = {**os.environ, "EISO_DEMO": "true"}
    children = [subprocess.Popen(command, env=env) for command in commands(port)]  # noqa: S603

    def stop(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        return 0
    else:
        return 1
    finally:
        end(children)


def commands(port: int) -> list[list[str]]:
    """What runs: gunicorn with threads, and the worker; both by this Python."""
    web = ["-m", "gunicorn", "eiso.config.wsgi", "--bind", f"{HOST}:{port}"]
    manners = ["--worker-class", "gthread", "--threads", "8", "--log-level", "warning"]
    return [
        [sys.executable, *web, *manners],
        [sys.executable, "-m", "eiso.config.cli", "worker"],
    ]


def ensure_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise BusinessError(
                f"Cổng {port} đang có chương trình khác dùng. "
                f"Chọn cổng khác: make demo PORT={port + 1}",
                code="port_taken",
            ) from error


def end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
