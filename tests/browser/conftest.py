"""A real Chromium (Debian's), a live server, and what every page must pass.

`sign_in(user)` puts a session into the browser; `assert_clean(page)` asks axe, the
console, the security policy and the width; `shoot(page, name)` keeps a picture.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

# Playwright's sync API runs an event loop in this thread; Django would refuse the ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from eiso.base import reference

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PICTURES = Path(__file__).resolve().parents[2] / "test-results"
CHROMIUM = os.environ.get("EISO_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE, NARROW = (
    {"width": 1366, "height": 900},
    {"width": 390, "height": 844},
    {"width": 320, "height": 640},
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# One landmark per strip is a matter of taste; the rest of best-practice is asked.
NOT_ASKED = ["region"]
# Chromium reports an answer of 403, 404, 409 or 422 as an "error" of the console.
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What the browser complained about since the page was opened."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def on(self, page: Page) -> None:
        page.on("console", lambda m: self._console(m.type, m.text))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("requestfailed", lambda r: self._failed(r.url, str(r.failure or "")))

    def _failed(self, url: str, why: str) -> None:
        if "ERR_ABORTED" not in why:  # a navigation that overtook a request
            self.said.append(f"failed: {url} {why}")

    def _console(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not EXPECTED.search(text):
            self.said.append(f"{kind}: {text}")


@pytest.fixture
def open_context(chromium, live_server) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts: `open_context(viewport=PHONE, java_script_enabled=False)`."""
    opened: list[BrowserContext] = []
    reference.load_all()  # the flush between tests takes the shipped calendar away

    def make(**options) -> BrowserContext:
        options.setdefault("viewport", DESK)
        options.setdefault("locale", "vi-VN")
        options.setdefault("timezone_id", "Asia/Ho_Chi_Minh")
        options.setdefault("base_url", live_server.url)
        context = chromium.new_context(**options)
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def open_page(open_context, live_server) -> Callable[..., Page]:
    """Make a watched page, signed in as `user`: `open_page(dung, viewport=PHONE)`."""

    def make(user=None, language: str = "", **options) -> Page:
        context = open_context(**options)
        sign_in(context, options.get("base_url", live_server.url), user, language)
        page = context.new_page()
        page.watch = Watch()
        page.watch.on(page)
        return page

    return make


def sign_in(context: BrowserContext, base: str, user=None, language: str = "") -> None:
    """Put a session (and a language) into the browser, without the form."""
    cookies = []
    if user is not None:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        cookies.append((name, client.cookies[name].value))
    if language:
        cookies.append((settings.LANGUAGE_COOKIE_NAME, language))
    for name, value in cookies:
        context.add_cookies([{"name": name, "value": value, "url": base}])


@pytest.fixture
def page(open_page) -> Page:
    """A page of a stranger at the desk."""
    return open_page()


def axe(page: Page, within: str = "", off: tuple[str, ...] = ()) -> list[str]:
    """What axe finds, one line a rule and place."""
    page.evaluate(AXE)  # the protocol, not a script tag: the policy stays strict
    result = page.evaluate(
        """([tags, off, within]) => axe.run(within || document, {
            runOnly: {type: 'tag', values: tags},
            rules: Object.fromEntries(off.map(id => [id, {enabled: false}]))
        })""",
        [RULES, [*NOT_ASKED, *off], within],
    )
    return [
        f"{v['id']} ({v['impact']}): {node['target']} {node['failureSummary'][:200]}"
        for v in result["violations"]
        for node in v["nodes"][:4]
    ]


def too_wide(page: Page) -> list[str]:
    """Elements that push the page past its width."""
    return page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.querySelectorAll('body *')]
                .filter(el => el.getBoundingClientRect().right > width + 1)
                .slice(0, 5)
                .map(el => el.tagName + '.' + (el.className.baseVal ?? el.className));
        }"""
    )


def assert_clean(page: Page, *, off: tuple[str, ...] = ()) -> None:
    """axe (without the rules named in `off`), console, policy, width: nothing to say."""
    assert page.watch.said == [], (page.url, page.watch.said)
    assert too_wide(page) == [], (page.url, page.viewport_size)
    found = axe(page, off=off)
    page.wait_for_timeout(100)  # its complaints arrive after the answer
    page.watch.said.clear()  # axe measures with inline styles, which the policy refuses
    assert found == [], "\n".join([page.url, *found])


def shoot(page: Page, name: str, *, full: bool = True) -> Path:
    """Keep a picture under test-results/."""
    PICTURES.mkdir(exist_ok=True)
    file = PICTURES / f"{name}.png"
    # Hiding the caret leaves style="" on every input, which a later htmx swap copies.
    page.screenshot(path=file, full_page=full, caret="initial")
    return file
