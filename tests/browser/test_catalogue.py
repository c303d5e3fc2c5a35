"""The national catalogue in the browser: upload, look, apply, search, start a draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eiso.people.accounts.models import User
from eiso.plan.procedures.models import Procedure
from eiso.plan.procedures.services.catalogue import Incoming, import_catalogue
from tests.browser.conftest import DESK, NARROW, PHONE, assert_clean, shoot

DATA = Path(__file__).parents[1] / "data" / "catalogue"
SIZES = pytest.mark.parametrize(
    "size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"]
)


def newer() -> bytes:
    """The extract a year later: one limit shorter, one procedure gone, one line broken."""
    text = (DATA / "crawl.jsonl").read_text(encoding="utf-8")
    records = [json.loads(line) for line in text.splitlines()][:-1]
    for record in records:
        if record["ma_thu_tuc"] == "1.013816":
            text = record["cach_thuc_thuc_hien"]
            record["cach_thuc_thuc_hien"] = text.replace("5 Ngày", "3 Ngày")
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    return "\n".join([*lines, '{"ma_thu_tuc": "1.']).encode()


@pytest.fixture
def brought(transactional_db):
    data = (DATA / "crawl.jsonl").read_bytes()
    import_catalogue(
        by=User.objects.machine(),
        incoming=[Incoming("tthc-2026.jsonl", data)],
        body="Bộ Tài chính",
    )


def clean_and_kept(page, name: str) -> None:
    assert_clean(page)
    shoot(page, name)
    page.watch.said.clear()  # the picture itself injects a style, which is refused


@SIZES
def test_register_entry_and_preview_are_clean(open_page, quan, brought, size, tmp_path):
    page = open_page(quan, viewport=size)
    page.goto("/danh-muc-tthc/")
    clean_and_kept(page, f"catalogue-register-{size['width']}")
    page.goto("/danh-muc-tthc/1.115126/")
    clean_and_kept(page, f"catalogue-entry-{size['width']}")
    page.goto("/danh-muc-tthc/nhap/")
    clean_and_kept(page, f"catalogue-import-{size['width']}")
    (tmp_path / "tthc-2027.jsonl").write_bytes(newer())
    page.set_input_files("input[type=file]", tmp_path / "tthc-2027.jsonl")
    page.get_by_label("Cơ quan ban hành").fill("Bộ Tài chính")
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_text("Sẽ coi là bãi bỏ").wait_for()
    clean_and_kept(page, f"catalogue-preview-{size['width']}")


def test_a_file_is_applied_and_searched(open_page, quan, tmp_path):
    page = open_page(quan)
    page.goto("/danh-muc-tthc/nhap/")
    page.set_input_files("input[type=file]", DATA / "crawl.jsonl")
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_text("Đọc 16 thủ tục: 16 mới").wait_for()
    page.get_by_role("button", name="Áp dụng vào danh mục").click()
    page.get_by_text("Đã cập nhật danh mục: 16 mới").wait_for()
    page.goto("/danh-muc-tthc/")
    page.get_by_placeholder("Tên, mã").fill("1.0138")
    page.get_by_text("Đang hiện 1–2 trong 2").wait_for()
    assert page.locator("tbody tr").count() == 2


def test_a_file_that_is_no_catalogue_is_refused_in_words(open_page, quan, tmp_path):
    (tmp_path / "x.jsonl").write_text('{"a": 1}\n')
    page = open_page(quan)
    page.goto("/danh-muc-tthc/nhap/")
    page.set_input_files("input[type=file]", tmp_path / "x.jsonl")
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_text("không phải danh mục TTHC").first.wait_for()
    assert_clean(page)


def test_a_procedure_is_started_from_an_entry(open_page, dung, brought):
    page = open_page(dung, java_script_enabled=False)
    page.goto("/danh-muc-tthc/1.013816/")
    page.get_by_role("button", name="Soạn quy trình từ thủ tục này").click()
    assert "/quy-trinh/" in page.url
    made = Procedure.objects.get()
    assert made.national_code == "1.013816"
    page.goto("/danh-muc-tthc/1.013816/")
    page.get_by_text(made.symbol).first.wait_for()
    shoot(page, "catalogue-entry-with-procedure")
