"""Whole stories by clicks and keys, told by people who sign in one after another."""

from __future__ import annotations

import datetime as dt

import pytest
from axes.utils import reset

from eiso.base import clock
from eiso.base.trail.models import Event
from eiso.people.calendars import selectors as calendars
from eiso.people.calendars.models import Year
from eiso.people.orgs.models import Post, Unit
from eiso.plan.documents.models import Revision
from eiso.plan.documents.services.moving import digest
from eiso.plan.procedures.services import releasing
from tests.browser.decision import POSTS, decision_file
from tests.browser.journey_steps import (
    bring_in,
    decide,
    issue,
    mend_by_forms,
    mend_by_keys,
    mend_by_mouse,
    open_draft,
    save,
    send,
    take_the_document,
    to_issue,
    to_my_duty,
)
from tests.browser.journeys import (
    assert_books_in_order,
    seat,
    words_of_docx,
)
from tests.plan.procedures.story import drafted, issued

HOW = pytest.mark.parametrize("how", ["mouse", "keys", "no-script"])


@pytest.fixture
def crew(transactional_db, settings, tmp_path, agency_a, dung, binh, chi):
    """Secretary, head and leader of an agency that has four posts."""
    settings.EISO_HOME = tmp_path  # files and anchors of this story alone
    reset()
    opened = dt.date(2025, 7, 1)
    unit = Unit.objects.create(org=agency_a, name="Phòng Hạ tầng", valid_from=opened)
    for title in POSTS:
        Post.objects.create(unit=unit, title=title, valid_from=opened)
    return dung, binh, chi


@HOW
def test_a_decision_becomes_an_issued_procedure(open_page, crew, tmp_path, how):
    options = {"java_script_enabled": how != "no-script"}
    dung, binh, chi = crew
    writer = seat(open_page, dung, f"a-{how}", **options)
    bring_in(writer, decision_file(tmp_path))
    revision = open_draft(writer)
    {"mouse": mend_by_mouse, "keys": mend_by_keys, "no-script": mend_by_forms}[how](
        writer, revision
    )
    send(writer, revision)
    decide(seat(open_page, binh, f"a-{how}", **options), revision, "Đồng ý, chuyển")
    decide(seat(open_page, chi, f"a-{how}", **options), revision, "Đồng ý, phê duyệt")
    issue(writer, revision, "46/QĐ-UBND")
    take_the_document(writer, revision)
    assert_books_in_order()


def test_version_two_is_written_while_one_stays_live(open_page, crew, agency_a):
    dung = crew[0]
    first = issued(drafted(dung, agency_a), *crew)
    procedure = first.document.procedure
    writer, head, leader = (seat(open_page, user, "b") for user in crew)
    live = f"/quy-trinh/{procedure.code}/"
    kinds = ("json", "yaml", "docx")
    files = {kind: face(writer, first, kind) for kind in kinds}
    table = steps_shown(writer, live)

    second = open_next(writer, live)
    shorten(writer, second, "2 ngày", "Gộp hai lần đọc.")
    assert steps_shown(writer, live) == table
    assert {kind: face(writer, first, kind) for kind in kinds} == files

    send(writer, second)
    return_with_a_sentence(head, second)
    told = open_returned(writer, second)
    assert "Bước 4 còn thiếu lý do rõ hơn." in told
    shorten(writer, second, "1,5 ngày", "Hai lần đọc gộp làm một buổi.")
    send(writer, second, note="Đã sửa.")
    to_my_duty(head)
    assert "Lượt 2" in head.text()
    change = head.page.locator(".changes-big .change").inner_text()
    change = " ".join(change.split())
    assert "trước là 2,5 ngày làm việc → nay là 1,5 ngày." in change
    decide(head, second, "Đồng ý, chuyển")
    assert steps_shown(writer, live) == table
    decide(leader, second, "Đồng ý, phê duyệt")
    assert {kind: face(writer, first, kind) for kind in kinds} == files
    issue(writer, second, "77/QĐ-UBND")

    writer.go(f"{live}?ban={first.code}")
    assert "bản này hết hiệu lực sau ngày" in writer.text()
    assert writer.page.locator(".banner-superseded").count() == 1
    writer.look("10-superseded")
    assert face(writer, first, "json") == files["json"]
    writer.page.get_by_role("link", name="Xem bản đang hiệu lực").click()
    writer.page.wait_for_url(f"**{live}")
    assert "1,5" in writer.page.locator("main table").first.inner_text()
    assert_books_in_order()


def face(person, revision, kind):
    """The content of one face as downloaded; a Word file by its words."""
    data = person.fetch(f"/quy-trinh/ban/{revision.code}/tep/{kind}")
    return words_of_docx(data) if kind == "docx" else data


def steps_shown(person, live):
    person.go(live)
    return person.page.locator("main table").first.inner_text()


def open_next(writer, live):
    writer.go(live)
    writer.press("Soạn sửa đổi")
    writer.look("2-editor")
    assert "vẫn chạy, không đổi" in writer.text()
    return Revision.objects.get(code=writer.page.url.rstrip("/").split("/")[-2])


def shorten(writer, revision, limit, reason):
    """Step 4 takes less; the page says the change in words and asks why."""
    page = writer.page
    page.get_by_label("Bước 4, thời hạn").fill(limit)
    page.locator("h1").click()
    figure = limit.removesuffix(" ngày")
    page.wait_for_selector(f'#live .change :text("{figure}")')
    page.locator('#live input[name^="reason."]').fill(reason)
    save(writer)
    assert page.locator('#live input[name^="reason."]').input_value() == reason
    writer.look("3-changed")


def return_with_a_sentence(head, revision):
    """A return without a word is refused; the sentence reaches the writer."""
    to_my_duty(head)
    head.press("Trả lại người soạn")
    assert head.page.locator("#ly-do-sai").count() == 1
    head.look("4-return-refused")
    head.page.get_by_label("Trả lại người soạn, vì").fill(
        "Bước 4 còn thiếu lý do rõ hơn."
    )
    head.press("Trả lại người soạn")
    assert "Đã trả lại người soạn" in head.text()
    head.look()


def open_returned(writer, revision):
    writer.go(f"/quy-trinh/ban/{revision.code}/soat-xet/")
    told = writer.text()
    writer.look("5-returned")
    writer.follow("Soạn tiếp")
    return told


FRIDAY, SWAPPED, MADE_UP = "2027-12-10T09:00", "2027-12-13", "2027-12-18"


def test_a_swap_day_moves_what_the_clock_says(open_page, crew, agency_a):
    dung, _binh, chi = crew
    officer = seat(open_page, dung, "c")
    year = f"/lich-lam-viec/{agency_a.code}/2027/"
    before = {term: by_clock(agency_a, term) for term in TERMS}
    assert before == {"1 ngày làm việc": "09:00 13/12", "3 ngày": "09:00 13/12"}
    assert {term: by_page(officer, year, term) for term in TERMS} == before

    officer.go(year)
    officer.follow("Thêm từ thông báo")
    enter_swap(officer)
    said = officer.text()
    assert officer.page.locator("ins").count() >= 3
    assert "không đổi" in said
    assert {term: by_clock(agency_a, term) for term in TERMS} == before
    officer.look("2-before-writing")
    officer.press("Ghi thay đổi này vào lịch")
    assert "Năm 2027 chưa xác nhận" in officer.text()
    officer.look("3-written")

    after = {term: by_clock(agency_a, term) for term in TERMS}
    assert after == {"1 ngày làm việc": "09:00 14/12", "3 ngày": "09:00 14/12"}
    assert {term: by_page(officer, year, term) for term in TERMS} == after
    officer.go(f"{year}xac-nhan/", status=403)  # who wrote it does not confirm it

    leader = seat(open_page, chi, "c")
    leader.go("/")
    with leader.page.expect_navigation():
        leader.page.locator('main a[href$="/2027/xac-nhan/"]').first.click()
    leader.look("4-confirm")
    leader.press("Xác nhận lịch năm 2027")
    assert Year.objects.get(calendar__org=agency_a, year=2027).status == "confirmed"
    leader.look("5-confirmed")
    assert_books_in_order()


TERMS = ("1 ngày làm việc", "3 ngày")


def by_clock(org, term):
    """What the pure clock answers from the agency's calendar of this moment."""
    start = dt.datetime.fromisoformat(FRIDAY).replace(tzinfo=clock.ZONE)
    due = clock.due(start, clock.parse_limit(term), calendars.compiled(org)).due
    return f"{due:%H:%M %d/%m}"


def by_page(person, year, term):
    """What the page of the year answers to a sample of one's own."""
    person.go(year)
    page = person.page
    page.get_by_label("Thời hạn").fill(term)
    page.get_by_label("Nhận lúc").fill(FRIDAY)
    person.press("Tính hạn")
    shown = page.locator(".big-answer").inner_text()
    return " ".join(word for word in shown.split() if word[0].isdigit())[:11]


def enter_swap(officer):
    page = officer.page
    page.get_by_label("Số ký hiệu văn bản").fill("GĐ-02/2027")
    page.get_by_label("Nghỉ hoán đổi").fill(SWAPPED)
    page.get_by_label("Làm bù (", exact=False).first.fill(MADE_UP)
    officer.look("1-enter")
    officer.press("Lưu bản soạn")


def test_wrong_doors_and_hasty_fingers(open_page, crew, agency_a, khanh, an):
    dung, binh, chi = crew
    waiting = drafted(dung, agency_a)
    releasing.submit(by=dung, revision=waiting)
    ours = [
        f"/quy-trinh/{waiting.document.procedure.code}/",
        *(
            f"/quy-trinh/ban/{waiting.code}/{door}"
            for door in ("", "soan/", "gui/", "soat-xet/", "ban-hanh/", "tep/docx")
        ),
    ]
    stranger = seat(open_page, khanh, "d")
    for path in ours:
        stranger.go(path, status=404)
        assert "Cấp" not in stranger.text() or waiting.title not in stranger.text()
    stranger.look("1-not-found")

    reader = seat(open_page, an, "d")
    reader.go(f"/quy-trinh/ban/{waiting.code}/soat-xet/")
    assert f"Người giữ bước này: {binh}" in " ".join(reader.text().split())
    assert reader.page.get_by_role("button", name="Đồng ý").count() == 0
    reader.look("2-who-may")
    reader.go(f"/quy-trinh/ban/{waiting.code}/ban-hanh/", status=403)

    releasing.agree(by=binh, revision=waiting, seen=digest(waiting))
    releasing.agree(by=chi, revision=waiting, seen=digest(waiting))
    writer = seat(open_page, dung, "d")
    to_issue(writer, waiting, "88/QĐ-UBND")
    form = writer.page.url
    writer.page.get_by_role("button", name="Ban hành QT").dblclick()
    writer.page.wait_for_url("**/quy-trinh/*/")
    assert_issued_once(waiting)
    writer.page.reload()
    writer.look("3-issued")
    writer.page.go_back()
    assert writer.page.url == form
    again = writer.page.get_by_role("button", name="Ban hành QT")
    if again.count():
        with writer.page.expect_navigation():
            again.click()
    writer.page.goto(f"/quy-trinh/ban/{waiting.code}/ban-hanh/")
    assert "Chỉ ban hành được bản đã phê duyệt" in writer.text()
    writer.look("4-second-time")
    assert_issued_once(waiting)
    assert_books_in_order()


def assert_issued_once(revision):
    issuings = Event.objects.filter(verb="documents.revision.issued")
    assert issuings.count() == 1
    assert Revision.objects.get(pk=revision.pk).decision_number == "88/QĐ-UBND"
