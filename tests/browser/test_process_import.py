"""A decision in the browser: upload, decide what was not understood, make drafts."""

from __future__ import annotations

import datetime as dt

import pytest

from eiso.people.orgs.models import Post, Unit
from eiso.plan.procedures.models import ImportedFile, OpenPoint, Procedure
from tests.browser.conftest import DESK, NARROW, PHONE, assert_clean, shoot
from tests.plan.procedures import process_decisions as told
from tests.plan.procedures.process_files import word

SIZES = pytest.mark.parametrize(
    "size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"]
)


@pytest.fixture
def decision(tmp_path):
    path = tmp_path / "45_QĐ-UBND.docx"
    path.write_bytes(word(*told.LIST_AND_STEPS))
    return path


@pytest.fixture
def secretary(transactional_db, dung, agency_a):
    unit = Unit.objects.create(
        org=agency_a, name="Phòng Hạ tầng", valid_from=dt.date(2025, 7, 1)
    )
    for title in ("Chuyên viên", "Chủ tịch UBND"):
        Post.objects.create(unit=unit, title=title, valid_from=dt.date(2025, 7, 1))
    return dung


def upload(page, path) -> None:
    page.goto("/nhap-quy-trinh/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_selector("#doubts")


@SIZES
def test_the_page_of_uploads_is_clean(open_page, secretary, size):
    page = open_page(secretary, viewport=size)
    page.goto("/nhap-quy-trinh/")
    assert_clean(page)


@SIZES
def test_the_desk_is_clean_and_preselects_nothing(open_page, secretary, decision, size):
    page = open_page(secretary, viewport=size)
    upload(page, decision)
    assert page.locator("[data-doubt] input:checked").count() == 0
    assert_clean(page)
    shoot(page, f"import-desk-{size['width']}")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_decide_and_make_drafts(open_page, secretary, decision, script):
    page = open_page(secretary, java_script_enabled=script)
    upload(page, decision)
    shared = page.locator("[data-doubt]").filter(has_text="ô gộp")
    shared.get_by_text("Hạn chung của cả 2 bước").click()
    shared.get_by_role("button", name="Ghi").click()
    page.wait_for_selector("text=Trả lời lại")
    page.get_by_role("button", name="Giữ chữ của văn bản cho mọi").click()
    page.get_by_role("button", name="Tạo 2 dự thảo").click()
    page.wait_for_selector("text=Kết quả tạo dự thảo")
    assert ImportedFile.objects.get().status == "drafted"
    assert Procedure.objects.count() == 2
    assert not OpenPoint.objects.exists()
    if script:
        assert_clean(page)


def test_a_wrong_answer_says_so_at_its_place(open_page, secretary, decision):
    page = open_page(secretary)
    upload(page, decision)
    shared = page.locator("[data-doubt]").filter(has_text="ô gộp")
    shared.get_by_text("Tự chia").click()
    shared.locator("textarea").fill("1 ngày")
    shared.get_by_role("button", name="Ghi").click()
    page.wait_for_selector("[role=alert]")
    assert "Cần 2 thời hạn" in page.inner_text("[role=alert]")


def test_j_and_k_walk_over_the_doubts(open_page, secretary, decision):
    page = open_page(secretary)
    upload(page, decision)
    page.wait_for_selector(".import-keys:not([hidden])")  # the keys are being heard
    page.keyboard.press("j")
    assert page.locator("[data-doubt].at .doubt-no").inner_text() == "1"
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("[data-doubt].at .doubt-no").inner_text() == "1"


def test_a_hostile_file_is_refused_in_words(open_page, secretary, tmp_path):
    page = open_page(secretary)
    path = tmp_path / "a.docm"
    path.write_bytes(word(*told.LIST_AND_STEPS))
    page.goto("/nhap-quy-trinh/")
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Tải lên và đọc").click()
    page.wait_for_selector("text=có macro")
    assert not ImportedFile.objects.exists()
