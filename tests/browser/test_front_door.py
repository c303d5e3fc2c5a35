"""Sign-in, home, keys, refusals: in a real browser, by keyboard, without JavaScript."""

from __future__ import annotations

import pytest
from axes.utils import reset

from tests.browser.conftest import DESK, NARROW, PHONE, assert_clean, shoot
from tests.cast import PASSWORD


@pytest.fixture
def an_with_password(an):
    an.set_password(PASSWORD)
    an.save()
    reset()
    return an


@pytest.mark.parametrize("size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"])
def test_sign_in_page_is_clean(open_page, size):
    page = open_page(viewport=size)
    page.goto("/dang-nhap/")
    assert_clean(page)
    shoot(page, f"01-sign-in-{size['width']}")


def test_wrong_password_says_so_and_puts_focus_there(open_page, an_with_password):
    page = open_page()
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill("an")
    page.locator("#id_password").fill("khong-dung")
    page.keyboard.press("Enter")
    page.wait_for_selector(".banner-error")
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page.inner_text(".banner-error")
    assert page.evaluate("document.activeElement.id") == "id_password"
    assert page.input_value("#id_username") == "an"
    assert page.input_value("#id_password") == ""
    assert_clean(page)
    shoot(page, "01-sign-in-wrong")


def test_five_wrong_tries_lock_the_name_for_this_place(open_page, an_with_password):
    page = open_page()
    for _ in range(5):
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill("an")
        page.locator("#id_password").fill("khong-dung")
        with page.expect_navigation() as answer:
            page.keyboard.press("Enter")
    assert answer.value.status == 429
    assert "Chờ 15 phút" in page.inner_text("main")
    assert_clean(page)
    reset()


def test_sign_in_works_without_javascript(open_page, an_with_password):
    page = open_page(java_script_enabled=False)
    page.goto("/phim-tat/")
    page.fill("#id_username", "an")
    page.fill("#id_password", PASSWORD)
    page.locator("main button.act-primary").click()
    page.wait_for_url("**/phim-tat/")
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/")
    assert "Bạn đã đăng xuất" in page.inner_text("main")


@pytest.mark.parametrize("size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"])
def test_home_is_clean(open_page, dung, size):
    page = open_page(dung, viewport=size)
    page.goto("/")
    assert_clean(page)
    shoot(page, f"01-home-{size['width']}")


def test_skip_link_is_first_and_focus_is_visible(open_page, dung):
    page = open_page(dung)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    order = []
    page.goto("/phim-tat/")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e),
                r = e.getBoundingClientRect();
                return {tag: e.tagName, y: Math.round(r.y), x: Math.round(r.x),
                        ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
                        body: e === document.body}; }"""
        )
        if seen["body"]:
            break
        assert seen["ring"], seen
        order.append(seen["tag"])
    assert len(order) >= 5


def test_shortcuts_act_and_can_be_switched_off(open_page, dung):
    page = open_page(dung)
    page.goto("/")
    page.keyboard.press("?")
    page.wait_for_url("**/phim-tat/")
    page.get_by_role("button", name="Tắt phím chữ").click()
    page.goto("/")
    page.keyboard.press("?")
    page.wait_for_timeout(300)
    assert page.url.endswith("/")


def test_language_switch_keeps_the_page(open_page, dung):
    page = open_page(dung)
    page.goto("/phim-tat/")
    page.locator("details.who summary").click()
    with page.expect_navigation(url="**/phim-tat/"):
        page.get_by_role("button", name="English").click()
    assert page.get_attribute("html", "lang") == "en"
    assert page.inner_text("h1") == "Shortcuts"
    assert_clean(page)


def test_not_found_and_wrong_method_are_pages(open_page, dung):
    page = open_page(dung)
    answer = page.goto("/khong-co-trang-nay/")
    assert answer.status == 404
    assert "Không tìm thấy trang này" in page.inner_text("h1")
    assert_clean(page)
    shoot(page, "22-not-found")
    answer = page.goto("/vi-tri/")
    assert answer.status == 405
    assert_clean(page)


def test_print_has_no_shell(open_page, dung):
    page = open_page(dung)
    page.goto("/phim-tat/")
    assert not page.locator(".on-paper").is_visible()
    page.emulate_media(media="print")
    assert "UBND phường Cẩm Thành · in lúc" in page.inner_text(".on-paper")
    assert not page.locator(".band").is_visible()
    assert not page.locator(".menu").is_visible()
    assert page.locator("h1").is_visible()
