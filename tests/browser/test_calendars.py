"""Page 14: a swap day entered, looked at, written, and the year confirmed by another."""

from __future__ import annotations

import datetime as dt

import pytest

from eiso.people.calendars import reference, selectors, services
from eiso.people.calendars.models import Calendar, Notice, Year
from tests.browser.conftest import DESK, NARROW, PHONE, assert_clean, shoot

SIZES = pytest.mark.parametrize(
    "size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"]
)


@pytest.fixture(autouse=True)
def _shipped(db):
    reference.load()


def address(org, year=2026) -> str:
    return f"/lich-lam-viec/{org.code}/{year}/"


@SIZES
def test_the_year_of_an_agency_that_follows_others(open_page, agency_a, an, size):
    page = open_page(an, viewport=size)
    page.goto("/lich-lam-viec/VN/2026/")
    assert_clean(page)
    page.goto(address(agency_a))
    assert "Theo Lịch làm việc Việt Nam" in page.inner_text("main")
    assert page.locator(".month").count() == 12
    assert page.locator(".day-off").count() > 10
    assert_clean(page)
    shoot(page, f"14-calendar-{size['width']}")


def enter_swap(page, org, *, scripts: bool) -> None:
    page.goto(address(org))
    page.get_by_role("link", name="Thêm từ thông báo").click()
    page.get_by_label("Số ký hiệu văn bản").fill("GĐ-02/2027")
    page.get_by_label("Nghỉ hoán đổi").fill("2027-12-13")
    page.get_by_label("Làm bù (", exact=False).first.fill("2027-12-18")
    if scripts:
        shoot(page, "14-calendar-enter")
        assert_clean(page)
    page.get_by_role("button", name="Lưu bản soạn").click()
    page.wait_for_url("**/thong-bao/**")


@pytest.mark.parametrize("scripts", [True, False], ids=["js", "no-js"])
def test_a_swap_day_from_notice_to_confirmed_year(
    open_page, agency_a, dung, chi, scripts
):
    page = open_page(dung, java_script_enabled=scripts)
    enter_swap(page, agency_a, scripts=scripts)
    text = page.inner_text("main")
    assert "Ngày đổi giờ làm việc" in text
    assert "không đổi" in text
    assert page.locator("ins").count() >= 3
    if scripts:
        assert_clean(page)
        shoot(page, "14-calendar-before-writing")
    page.goto(address(agency_a, 2027))
    assert page.locator(".day-draft").count() >= 2
    if scripts:
        assert_clean(page)
        shoot(page, "14-calendar-draft")
    page.get_by_role("link", name="Xem danh sách trước khi ghi").click()
    page.get_by_role("button", name="Ghi thay đổi này vào lịch").click()
    page.wait_for_url("**/2027/")
    assert "Năm 2027 chưa xác nhận" in page.inner_text("main")
    assert page.locator(".day-made_up").count() >= 1
    calendar = Calendar.objects.get(org=agency_a)
    assert Notice.objects.get(calendar=calendar).status == "written"

    leader = open_page(chi, java_script_enabled=scripts)
    leader.goto("/")
    leader.locator('main a[href$="/2027/xac-nhan/"]').first.click()
    leader.wait_for_url("**/xac-nhan/")
    if scripts:
        assert_clean(leader)
        shoot(leader, "14-calendar-confirm")
    leader.get_by_role("button", name="Xác nhận lịch năm 2027").click()
    leader.wait_for_url("**/2027/")
    assert Year.objects.get(calendar=calendar, year=2027).status == "confirmed"


@SIZES
def test_a_sample_of_ones_own_says_why(open_page, agency_a, dung, size):
    page = open_page(dung, viewport=size)
    page.goto(address(agency_a))
    page.get_by_label("Thời hạn").fill("3 ngày làm việc")
    page.get_by_label("Nhận lúc").fill("2026-02-13T14:00")
    page.get_by_role("button", name="Tính hạn").click()
    page.wait_for_url("**limit=**")
    assert "14:00 T4 25/02" in page.inner_text(".side")
    assert "Tết Nguyên Đán (9441/TB-BNV)" in page.inner_text(".side")
    assert_clean(page)
    shoot(page, f"14-calendar-sample-{size['width']}")
    page.get_by_label("Thời hạn").fill("3")
    page.get_by_role("button", name="Tính hạn").click()
    page.wait_for_selector(".wrong")
    assert "có số mà không có đơn vị" in page.inner_text(".side")


def test_a_faulty_notice_keeps_what_was_typed(open_page, agency_a, dung):
    page = open_page(dung)
    page.goto(f"/lich-lam-viec/{agency_a.code}/thong-bao-moi/")
    page.get_by_label("Số ký hiệu văn bản").fill("GĐ-02/2027")
    page.get_by_label("Nghỉ hoán đổi").fill("2027-12-13")
    page.get_by_role("button", name="Lưu bản soạn").click()
    page.wait_for_selector(".field-wrong")
    assert page.get_by_label("Nghỉ hoán đổi").input_value() == "2027-12-13"
    assert_clean(page)


def test_own_hours_and_receptions(open_page, agency_a, dung):
    page = open_page(dung)
    page.goto(f"/lich-lam-viec/{agency_a.code}/thong-bao-moi/")
    page.get_by_label("Số ký hiệu văn bản").fill("12/TB-UBND")
    page.get_by_label("Áp dụng từ ngày").fill("2027-01-01")
    for day in ("mon", "tue", "wed", "thu", "fri"):
        page.locator(f"#id_gio-work_{day}").fill("07:00-11:00, 13:00-16:30")
    page.locator("#id_gio-open_sat").fill("07:00-11:00")
    page.get_by_role("button", name="Lưu bản soạn").click()
    page.wait_for_url("**/thong-bao/**")
    assert_clean(page)
    shoot(page, "14-calendar-own-hours")
    page.get_by_role("button", name="Ghi thay đổi này vào lịch").click()
    page.wait_for_url("**/lich-lam-viec/**")
    assert selectors.compiled(agency_a).facts.standard_on(dt.date(2027, 1, 4)) == 450
    page.goto(address(agency_a, 2027))
    assert "07:00–11:00 · 13:00–16:30, T2–T6" in page.inner_text("main")
    assert "07:00–11:00, T7" in page.inner_text("main")
    assert services.year_holes(Calendar.objects.get(org=agency_a), 2027) == []
