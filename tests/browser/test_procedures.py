"""Procedures in the browser: write, send, decide, issue; version 2 while 1 stays live."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services import editing, procedures, releasing
from tests.browser.conftest import DESK, NARROW, PHONE, assert_clean, shoot
from tests.plan.procedures.definitions import correction, days, seat_change
from tests.plan.procedures.story import drafted, issued, saved

SIZES = pytest.mark.parametrize(
    "size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"]
)
TABS = ["buoc", "luu-do", "ho-so", "can-cu", "bieu-mau", "van-ban"]


@pytest.fixture
def crew(transactional_db, dung, binh, chi):
    return dung, binh, chi


@pytest.fixture
def second(crew, agency_a):
    """Version 1 in force, version 2 a draft with one shorter step."""
    live = issued(drafted(crew[0], agency_a), *crew)
    nxt = editing.open_next_draft(by=crew[0], procedure=live.document.procedure)
    steps = tuple(
        replace(step, limit=days("2")) if step.key == "4" else step
        for step in correction().steps
    )
    return saved(crew[0], nxt, replace(correction(), steps=steps))


def at(revision, name="soan"):
    return f"/quy-trinh/ban/{revision.code}/{name}/"


def defined(revision):
    return reads.definition_of(Revision.objects.get(pk=revision.pk))


def wait_saved(page, version):
    page.wait_for_selector(f'#version[value="{version}"]', state="attached")


@SIZES
def test_every_tab_of_the_editor_is_clean(open_page, crew, agency_a, size):
    unclear = [procedures.Unclear("Bảng 2, dòng 6", "Ô “7 ngày” trùm 8 bước.")]
    revision = drafted(crew[0], agency_a, seat_change(), unclear=unclear)
    page = open_page(crew[0], viewport=size)
    for tab in TABS:
        page.goto(at(revision) + f"?muc={tab}&mo=3")
        assert_clean(page)
        shoot(page, f"05-editor-{tab}-{size['width']}")


@SIZES
def test_register_review_and_run_are_clean(open_page, second, crew, size):
    releasing.submit(by=crew[0], revision=second, note="Kính trình")
    page = open_page(crew[1], viewport=size)
    for name, path in (
        ("17-register", "/quy-trinh/"),
        ("16-review", at(second, "soat-xet")),
        ("run", at(second, "luong-chay")),
        ("procedure", f"/quy-trinh/{second.document.procedure.code}/"),
    ):
        page.goto(path)
        assert_clean(page)
        shoot(page, f"{name}-{size['width']}")


def test_on_a_phone_the_decision_comes_last(open_page, second, crew):
    releasing.submit(by=crew[0], revision=second)
    page = open_page(crew[1], viewport=PHONE)
    page.goto(at(second, "soat-xet"))

    tops = page.evaluate(
        "[...document.querySelectorAll('main h2')].map(h => [h.innerText, h.getBoundingClientRect().top])"
    )

    assert max(tops, key=lambda item: item[1])[0] == "Quyết định"


def test_keys_save_add_move_and_undo(open_page, crew, agency_a):
    revision = drafted(crew[0], agency_a)
    page = open_page(crew[0])
    page.goto(at(revision))

    box = page.locator('[name="4.limit"]')
    box.fill("2")
    box.press("Enter")
    wait_saved(page, 2)
    assert page.evaluate("document.activeElement.name") == "5.limit"
    assert "7 / 8" in page.inner_text("#live")
    assert defined(revision).step("4").limit == days("2")

    page.locator('[name="4.title"]').focus()
    page.keyboard.press("Alt+Enter")
    page.wait_for_url("**#buoc-*")
    assert page.locator("tr[data-step]").count() == 9
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    new = defined(revision).steps[4].key
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    assert defined(revision).steps[3].key == new

    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        page.keyboard.press("Control+z")
    assert defined(revision).steps[4].key == new
    page.evaluate("scrollTo(0, 0)")  # axe takes a row under the band for a small one
    assert_clean(page)


def test_a_limit_not_understood_stays_typed_and_is_said(open_page, crew, agency_a):
    revision = drafted(crew[0], agency_a)
    page = open_page(crew[0])
    page.goto(at(revision))

    page.locator('[name="5.limit"]').fill("vài hôm")
    page.locator('[name="5.limit"]').press("Tab")
    page.wait_for_selector("#live .banner-error")

    assert "Không hiểu thời hạn “vài hôm”" in page.inner_text("#live")
    assert page.input_value('[name="5.limit"]') == "vài hôm"
    assert defined(revision) == correction()


def test_typing_then_pressing_at_once_is_one_editor(open_page, crew, agency_a):
    revision = drafted(crew[0], agency_a)
    page = open_page(crew[0])
    page.goto(at(revision))

    page.locator('[name="1.title"]').fill("Tiếp nhận ngay")
    page.locator('tr[data-step="1"] [data-act=add]').click()
    page.wait_for_url("**#buoc-*")

    assert page.locator(".banner-error").count() == 0
    assert defined(revision).step("1").title == "Tiếp nhận ngay"
    assert len(defined(revision).steps) == 9


def test_two_tabs_the_second_is_told_and_loses_nothing(open_page, crew, agency_a):
    revision = drafted(crew[0], agency_a)
    first, second = open_page(crew[0]), open_page(crew[0])
    first.goto(at(revision))
    second.goto(at(revision))
    second.locator('[name="1.title"]').fill("Của trang hai")
    second.locator('[name="1.title"]').press("Tab")
    wait_saved(second, 2)

    first.locator('[name="2.title"]').fill("Của trang một")
    first.locator('[name="2.title"]').press("Tab")
    first.wait_for_selector("#live .banner-error")

    assert "đã được lưu ở nơi khác" in first.inner_text("#live")
    assert first.input_value('[name="2.title"]') == "Của trang một"
    assert defined(revision).step("1").title == "Của trang hai"

    for _ in range(2):  # the first shows what was merged, the second writes it
        with first.expect_navigation():
            first.get_by_role("button", name="Lưu", exact=True).last.click()
    titles = [step.title for step in defined(revision).steps[:2]]
    assert titles == ["Của trang hai", "Của trang một"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_version_two_while_one_stays_live(open_page, second, crew, script):
    live = reads.compared_with(second)
    pages = [open_page(user, java_script_enabled=script) for user in crew]
    writer, reviewer, leader = pages

    writer.goto(at(second))
    writer.locator('#live input[name^="reason."]').first.fill("Gộp hai lần đọc")
    writer.get_by_role("button", name="Lưu", exact=True).last.click()
    writer.goto(at(second, "gui"))
    writer.get_by_role("button", name="Gửi soát xét").click()
    writer.wait_for_url("**/soat-xet/")

    for page, button in (
        (reviewer, "Đồng ý, chuyển phê duyệt"),
        (leader, "Đồng ý, phê duyệt"),
    ):
        page.goto(at(second, "soat-xet"))
        assert "Gộp hai lần đọc" in page.inner_text("main")
        page.get_by_role("button", name=button).click()
        page.wait_for_selector("#messages .banner")
    assert reads.in_force(live.document.procedure) == live

    writer.goto(at(second, "ban-hanh"))
    if script:
        assert_clean(writer)
        shoot(writer, "issue-1366")
    writer.get_by_role("button", name="Ban hành QT-ĐĐ-07").click()
    writer.wait_for_selector("#messages .banner")

    said = writer.inner_text("main")
    assert "theo 01/QĐ-UBND" in said
    assert Revision.objects.get(pk=second.pk).status == Status.ISSUED
    assert Revision.objects.get(pk=live.pk).status == Status.SUPERSEDED
    assert Revision.objects.get(pk=live.pk).content_bytes == live.content_bytes
