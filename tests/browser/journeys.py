"""What the journeys share: people who sign in, what they look at, how a story ends."""

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
            # axe takes a target half under the sticky band for a small one.
            self.page.evaluate("scrollTo(0, 0)")
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
