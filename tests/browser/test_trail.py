"""Page 25 in a browser: verdict, filters, one act, a check from the start."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from eiso.base.jobs import services as jobs
from eiso.base.trail import services as trail
from eiso.base.trail import verify
from eiso.base.trail.jobs import seal_now
from tests.base import trailkit
from tests.browser.conftest import DESK, NARROW, PHONE, assert_clean, shoot

SIZES = pytest.mark.parametrize(
    "size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"]
)
MORNING = dt.datetime(2026, 11, 20, 1, 30, tzinfo=dt.UTC)


@pytest.fixture
def acts(settings, tmp_path, agency_a, chi, dung, binh):
    """A morning of an agency, sealed, checked, with some acts after the check."""
    settings.EISO_HOME = tmp_path
    chi.acting_as = "Chủ tịch UBND phường"
    dung.acting_as = "Thư ký ISO"
    told = [
        (
            dung,
            "documents.revision.edited",
            {"bước 04, thời hạn": ["4 ngày", "2,5 ngày"]},
        ),
        (dung, "documents.revision.submitted", {"issue_no": 2, "revision_no": 1}),
        (chi, "documents.revision.approved", {"decision": "45/QĐ-UBND"}),
        (chi, "access.grant.given", {"user": "binh", "role": "Trưởng phòng"}),
        (binh, "calendars.notice.written", {"on": "2026-12-13", "year": 2026}),
    ]
    with time_machine.travel(MORNING, tick=False) as now:
        for number in range(60):
            by, verb, data = told[number % len(told)]
            trail.record(
                by=by,
                verb=verb,
                target=agency_a,
                scope=agency_a.path,
                data=data,
                reason="theo kết luận họp giao ban" if number % 7 == 0 else "",
            )
            now.shift(dt.timedelta(seconds=73))
    seal_now()
    verify.run_and_keep()
    trail.record(
        by=chi, verb="orgs.org.renamed", target=agency_a, scope=agency_a.path,
        data={"old": "UBND phường Cẩm Thanh", "new": "UBND phường Cẩm Thành"},
    )  # fmt: skip


@SIZES
def test_the_trail_is_read(open_page, acts, chi, size):
    page = open_page(chi, viewport=size)
    page.goto("/nhat-ky/")
    assert "Nguyên vẹn." in page.inner_text("main")
    assert "Đổi tên cơ quan" in page.inner_text("main")
    assert_clean(page)
    shoot(page, f"25-trail-{size['width']}", full=False)


@SIZES
def test_one_act_in_full(open_page, acts, chi, size):
    page = open_page(chi, viewport=size)
    page.goto("/nhat-ky/?group=issue")
    page.get_by_role("link", name="Bản ghi đầy đủ").click()
    page.wait_for_url("**/nhat-ky/*/")
    assert "khớp" in page.inner_text("main")
    assert_clean(page)
    shoot(page, f"25-record-{size['width']}")


@pytest.mark.parametrize("scripts", [True, False], ids=["js", "no-js"])
def test_a_check_from_the_start(open_page, acts, quan, scripts):
    page = open_page(quan, java_script_enabled=scripts)
    page.goto("/nhat-ky/")
    page.get_by_role("button", name="Kiểm lại từ đầu").click()
    page.wait_for_url("**/kiem/**")
    assert "Đang chờ tiến trình nền" in page.inner_text("main")
    if scripts:
        assert_clean(page)
    shoot(page, "25-check-waiting")
    jobs.run_waiting_works()
    if not scripts:
        page.get_by_role("link", name="Xem lại tiến độ").click()
    page.get_by_text("Nguyên vẹn.").wait_for()
    shoot(page, "25-check-done")


@SIZES
def test_a_broken_trail_is_said_plainly(open_page, acts, quan, size):
    number = trailkit.ids()[11]
    trailkit.drop_guards(["trail_event"])
    trailkit.execute("UPDATE trail_event SET actor_name = 'X' WHERE id = %s", number)
    verify.run_and_keep()
    page = open_page(quan, viewport=size)
    page.goto("/nhat-ky/")
    assert f"Việc số {number} " in page.inner_text("[role=alert]")
    assert_clean(page)
    shoot(page, f"25-broken-{size['width']}")
