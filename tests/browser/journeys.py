"""What the journeys share: people who sign in, a decision as offices write it, its ends."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdf
from playwright.sync_api import Page

from eiso.base.trail import verify
from tests.browser.conftest import assert_clean, shoot
from tests.cast import PASSWORD
from tests.plan.procedures.process_files import word

HEAD = ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả"]
DECISION = (
    "ỦY BAN NHÂN DÂN PHƯỜNG CẨM THÀNH",
    "Số: 45/QĐ-UBND",
    "**QUYẾT ĐỊNH**",
    "Phê duyệt quy trình nội bộ giải quyết thủ tục hành chính lĩnh vực cây xanh",
    "**DANH MỤC THỦ TỤC HÀNH CHÍNH**",
    [
        ["STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn giải quyết"],
        ["1", "1.900011", "Cấp phép chặt hạ cây xanh", "Cây xanh", "05 ngày làm việc"],
        ["2", "1.900012", "Gia hạn phép chặt hạ", "Cây xanh", "02 ngày làm việc"],
    ],
    "**Phần II. NỘI DUNG QUY TRÌNH NỘI BỘ**",
    "**1. Cấp phép chặt hạ cây xanh**",
    [
        HEAD,
        ["1", "Nộp hồ sơ", "Công chức Một cửa", "Giờ hành chính", "Đơn"],
        ["2", "Tiếp nhận hồ sơ", "Công chức Một cửa", "0,5 ngày", "Giấy tiếp nhận"],
        ["3", "Khảo sát cây", "Tổ trưởng Tổ cây xanh", "03 ngày", "Biên bản"],
        ["4", "Thẩm định", "Chuyên viên", None, "Tờ trình"],
        ["5", "Soát xét", "Trưởng phòng Hạ tầng", None, "Tờ trình"],
        ["6", "Ký giấy phép", "Chủ tịch UBND", "1,5 ngày", "Giấy phép"],
        ["Tổng thời gian giải quyết: 05 ngày làm việc", "<", "<", "<", "<"],
    ],
    "**2. Gia hạn phép chặt hạ**",
    "Thời gian giải quyết: 02 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
    [
        HEAD,
        ["1", "Tiếp nhận", "Công chức Một cửa", "1/4 ngày", ""],
        ["2", "Xử lý", "Chuyên viên", "1,5 ngày", ""],
        ["3", "Ký gia hạn", "Chủ tịch UBND", "0,25 ngày", ""],
    ],
)
POSTS = ["Công chức Một cửa", "Chuyên viên", "Trưởng phòng Hạ tầng", "Chủ tịch UBND"]


def decision_file(folder: Path) -> Path:
    """Two procedures; one limit over three steps, one in no unit, one unknown post."""
    path = folder / "45_QĐ-UBND.docx"
    path.write_bytes(word(*DECISION))
    return path


@dataclass
class Seat:
    """One person at a browser of their own, entered through the sign-in page."""

    page: Page
    scripts: bool
    story: str

    def go(self, path: str, status: int = 200) -> None:
        answer = self.page.goto(path)
        assert answer is not None, path
        assert answer.status == status, (path, answer.status)
        if status == 200:
            self.look()

    def look(self, picture: str = "") -> None:
        """Console, policy, width and axe have nothing to say about what is shown."""
        if picture:
            shoot(self.page, f"journey-{self.story}-{picture}")
        if self.scripts:
            assert_clean(self.page)
        assert self.page.watch.said == [], (self.page.url, self.page.watch.said)

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press a button and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=exact).first.click()

    def follow(self, name: str, *, exact: bool = False) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role(
                "link", name=name, exact=exact
            ).first.click()

    def text(self) -> str:
        return self.page.inner_text("main")

    def fetch(self, path: str) -> bytes:
        """A file as this person would download it."""
        answer = self.page.request.get(path)
        assert answer.status == 200, (path, answer.status)
        return answer.body()

    def take(self, name: str, nth: int = 0) -> bytes:
        """Click a link that downloads; returns the bytes."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name, exact=True).nth(nth).click()
        return Path(waiting.value.path()).read_bytes()


def seat(open_page: Callable[..., Page], user, story: str, **options) -> Seat:
    """Sign in with name and password, as a person does."""
    user.set_password(PASSWORD)
    user.save()
    page = open_page(**options)
    scripts = options.get("java_script_enabled", True)
    page.goto("/dang-nhap/")
    page.locator("#id_username").fill(user.username)
    page.locator("#id_password").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("#id_password").press("Enter")
    assert page.url.rstrip("/").count("/") == 2, page.url
    return Seat(page, scripts, story)


def words_of_docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    ]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def words_of_pdf(data: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def assert_books_in_order() -> None:
    """What `eiso verify` says at the end of a story."""
    problems = verify.run().problems
    assert problems == [], problems
