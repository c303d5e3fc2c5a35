"""Take the pictures of README and docs from a demo built for the purpose.

    python tools/shoot.py [--only NAME …] [--base http://127.0.0.1:8000]

A temporary EISO_HOME, a free port of 127.0.0.1, Debian's Chromium, Vietnamese; desk is
1366 pixels wide, phone 390. The pictures land in docs/images/. The demo is
the same each time; only the hour in the top band and today's date differ between runs.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
CHROMIUM = os.environ.get("EISO_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--lang=vi"]
DESK: ViewportSize = {"width": 1366, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
HOST = "127.0.0.1"
MOST_BYTES = 250_000
SECRETARY, HEAD, LEADER, MACHINE = "nhung.dth", "dung.tq", "tuan.pm", "tung.ct"


@dataclass(frozen=True)
class Picture:
    """One picture: who is signed in, how to reach the page, how much of it to keep."""

    name: str
    who: str
    reach: Callable[[Page], None]
    size: ViewportSize
    whole: bool = True
    only: str = ""


def at(path: str) -> Callable[[Page], None]:
    return lambda page: _go(page, path)


def _go(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")


def first(path: str, link: str) -> Callable[[Page], None]:
    """The page the first link matching `link` on `path` leads to."""

    def reach(page: Page) -> None:
        _go(page, path)
        href = page.locator(link).first.get_attribute("href")
        if not href:
            raise SystemExit(f"{path}: không có liên kết {link}")
        _go(page, href)

    return reach


def imported(page: Page) -> None:
    """A decision like those of real offices, read but not yet settled."""
    from tests.browser.decision import decision_file  # noqa: PLC0415 - needs ROOT

    _go(page, "/nhap-quy-trinh/")
    with tempfile.TemporaryDirectory() as folder:
        page.set_input_files("input[type=file]", decision_file(Path(folder)))
        with page.expect_navigation():
            page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_load_state("networkidle")


EDITOR = first("/quy-trinh/?state=draft", 'main a[href$="/soan/"]')
REVIEW = first("/", 'main a[href*="/soat-xet/"]')
WARD = first("/nguoi-va-vi-tri/", 'main a:has-text("phường Cẩm Thành")')
SIGNED = first("/nhat-ky/", 'main a:has-text("Ký, ban hành")')
CHART = first("/quy-trinh/", "#list a.row-link")
PICTURES = [
    Picture("sign-in", "", at("/dang-nhap/"), DESK),
    Picture("register", SECRETARY, at("/quy-trinh/"), DESK, whole=False),
    Picture("register-phone", SECRETARY, at("/quy-trinh/"), PHONE, whole=False),
    Picture("procedure-editor", SECRETARY, EDITOR, DESK, whole=False),
    Picture("import", SECRETARY, imported, DESK, whole=False),
    Picture("approval", LEADER, REVIEW, DESK, whole=False),
    Picture("approval-phone", LEADER, REVIEW, PHONE, whole=False),
    Picture("calendar", LEADER, at("/lich-lam-viec/VN/2026/"), DESK, whole=False),
    Picture("organisation", MACHINE, WARD, DESK, whole=False),
    Picture("trail", MACHINE, SIGNED, DESK, whole=False),
    Picture("gallery", SECRETARY, at("/ui/"), DESK, whole=False),
    Picture("flowchart", SECRETARY, CHART, DESK, only=".drawing svg"),
]


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--only", nargs="*", default=[], help="tên ảnh, mặc định tất cả"
    )
    parser.add_argument("--base", default="", help="bản trình diễn đang chạy sẵn")
    given = parser.parse_args(argv)
    only = given.only
    chosen = [one for one in PICTURES if not only or one.name in only]
    sys.path.insert(0, str(ROOT))
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demo(given.base) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        too_big = [one.name for one in chosen if take(browser, base, one) > MOST_BYTES]
        browser.close()
    for name in too_big:
        print(f"{name}.png lớn hơn {MOST_BYTES} byte.", file=sys.stderr)
    return 1 if too_big else 0


@contextmanager
def demo(running: str) -> Iterator[str]:
    """A demo of its own, answering; ended and removed afterwards."""
    if running:
        yield running
        return
    with tempfile.TemporaryDirectory(prefix="eiso-shoot-") as home:
        port = free_port()
        eiso = [sys.executable, "-m", "eiso.config.cli"]
        env = {**os.environ, "EISO_HOME": home}
        env.pop("DATABASE_URL", None)
        server = subprocess.Popen(
            [*eiso, "demo", "--port", str(port)], cwd=ROOT, env=env
        )
        base = f"http://{HOST}:{port}"
        try:
            wait_for(port, server)
            yield base
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes], seconds: int = 240) -> None:
    for _ in range(seconds * 2):
        if server.poll() is not None:
            raise SystemExit("Bản trình diễn không khởi động được.")
        try:
            with socket.create_connection((HOST, port), timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("Bản trình diễn khởi động quá lâu.")


def take(browser: Browser, base: str, picture: Picture) -> int:
    """Write one picture; returns its size in bytes."""
    context = browser.new_context(
        base_url=base,
        viewport=picture.size,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.who:
        sign_in(page, picture.who)
    picture.reach(page)
    file = IMAGES / f"{picture.name}.png"
    page.mouse.move(0, 0)
    page.evaluate("scrollTo(0, 0)")
    if picture.only:
        page.locator(picture.only).first.screenshot(path=file, caret="initial")
    else:
        page.screenshot(path=file, full_page=picture.whole, caret="initial")
    context.close()
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}  {size // 1000} kB")
    return size


def sign_in(page: Page, username: str) -> None:
    """Through the box of the demo: no password."""
    page.goto("/dang-nhap/")
    with page.expect_navigation():
        page.locator(f'button[value="{username}"]').click()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
