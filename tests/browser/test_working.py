"""What a person meets between pages: the demo door, a double click, a poll, the first steps."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from eiso.faces.web import demo_door
from eiso.people.orgs.models import Unit
from tests.browser.conftest import DESK, PHONE, assert_clean, shoot


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_demo_door_is_one_click(
    open_page, settings, monkeypatch, size, an, binh, chi, dung, giang, minh, quan
):
    settings.DEMO = True
    cast = [an, binh, chi, dung, giang, minh, quan]
    rows = [{"username": user.username, "shows": "xem thử"} for user in cast]
    monkeypatch.setattr(demo_door, "_listers", [lambda: rows])
    page = open_page(viewport=size)
    page.goto("/dang-nhap/")
    assert page.locator(".person").count() == 7
    assert_clean(page)
    shoot(page, f"01-sign-in-demo-{size['width']}")
    page.get_by_role("button", name="Phạm Tiến Dũng").click()
    page.wait_for_url("**/")
    assert "Phạm Tiến Dũng" in page.inner_text(".band")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_first_steps_are_read_from_the_data(open_page, dung, agency_a, size):
    page = open_page(dung, viewport=size)
    page.goto("/")
    steps = page.locator("table.rows").last
    expect(steps).to_contain_text("Chưa có đơn vị nào")
    expect(steps).to_contain_text("Chưa có quy trình nào")
    expect(steps).to_contain_text("Đã xác nhận đến hết 2026")
    assert_clean(page)
    shoot(page, f"01-first-start-{size['width']}")
    Unit.objects.create(org=agency_a, name="Phòng Kinh tế", valid_from="2025-07-01")
    page.reload()
    expect(page.locator("table.rows").last).to_contain_text("1 đơn vị trong cơ quan")


def test_double_click_and_back_make_one_record(open_page, quan, agency_a):
    page = open_page(quan)
    page.goto(f"/nguoi-va-vi-tri/co-quan/{agency_a.code}/don-vi-moi/")
    form = page.url
    key = page.input_value("main input[name=_key]")
    page.get_by_label("Tên đơn vị").fill("Phòng Văn hóa")
    with page.expect_navigation():
        page.locator("main button.act-primary").dblclick()
    done = page.url
    # The same form once more, as a stale tab would send it: same key, same content.
    page.goto(form)
    page.get_by_label("Tên đơn vị").fill("Phòng Văn hóa")
    page.evaluate(
        "key => document.querySelector('main input[name=_key]').value = key", key
    )
    with page.expect_navigation():
        page.locator("main button.act-primary").click()
    assert page.url == done
    assert Unit.objects.filter(org=agency_a, name="Phòng Văn hóa").count() == 1
    assert page.watch.said == []


def test_the_list_of_duties_refreshes_itself_without_the_frame(open_page, dung):
    page = open_page(dung)
    page.goto("/")
    with page.expect_response("**/") as answer:
        page.evaluate("htmx.ajax('GET', '/', {source: '#viec', swap: 'outerHTML'})")
    assert "<html" not in answer.value.text()
    assert "HX-Request" in answer.value.headers["vary"]
    expect(page.locator("#viec")).to_be_visible()
    assert page.locator(".band").count() == 1
    assert_clean(page)


def test_drop_down_opens_and_closes_by_keyboard(open_page, dung):
    page = open_page(dung)
    page.goto("/")
    page.locator("details.who summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    assert_clean(page)
    shoot(page, "shell-who-open", full=False)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Đăng xuất")).not_to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_end_of_a_session_is_announced_and_can_be_put_off(open_page, dung):
    page = open_page(dung)
    page.clock.install()
    page.goto("/phim-tat/")
    page.clock.fast_forward(24 * 60 * 1000)
    expect(page.locator("#messages .banner")).to_have_count(0)
    page.clock.fast_forward(61 * 1000)
    expect(page.locator("#messages")).to_contain_text("Phiên sẽ đóng sau 5 phút")
    assert_clean(page)
    with page.expect_response("**/"):
        page.get_by_role("button", name="Tôi vẫn làm việc").click()
    expect(page.locator("#messages .banner")).to_have_count(0)
