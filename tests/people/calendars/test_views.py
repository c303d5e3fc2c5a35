"""Page 14 without a browser: who sees what, what is refused, what is kept."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eiso.people.calendars import duties, selectors, services
from eiso.people.calendars.forms import NoticeForms
from eiso.people.calendars.models import Calendar, Notice, Year
from eiso.people.calendars.rules import DayDraft, HoursDraft, NoticeDraft
from tests.cast import make_org, make_user

OFF, MADE_UP = dt.date(2027, 12, 13), dt.date(2027, 12, 18)
SWAP = NoticeDraft(
    "GĐ-02/2027",
    days=(
        DayDraft(OFF, "swap_off", "Nghỉ hoán đổi"),
        DayDraft(MADE_UP, "made_up", "Làm bù", replaces=OFF),
        DayDraft(dt.date(2027, 12, 20), "reception", "Nhận", shifts=((420, 660),)),
    ),
    hours=(
        HoursDraft(
            dt.date(2027, 6, 1),
            week=(((450, 690), (780, 1020)),) * 5 + ((), ()),
            reception=((),) * 5 + (((420, 660),), ()),
            standard_minutes=480,
            same_day_until=930,
        ),
    ),
)
ENTERED = {
    "vb-number": "GĐ-03/2027",
    "vb-swap_off": "2027-12-13",
    "vb-swap_made_up": "2027-12-18",
    "ngay-TOTAL_FORMS": "1",
    "ngay-INITIAL_FORMS": "0",
    "ngay-0-kind": "off",
    "ngay-0-date": "2027-12-20",
    "ngay-0-last": "2027-12-22",
    "ngay-0-name": "Nghỉ bão",
}


@pytest.fixture
def page(client):
    """Sign somebody in and ask for an address."""

    def ask(user, address, data=None):
        client.force_login(user)
        if data is None:
            return client.get(address)
        return client.post(address, data)

    return ask


@pytest.fixture
def notice(own, dung):
    return services.draft_notice(by=dung, calendar=own, draft=SWAP)


def said(response) -> str:
    return response.content.decode()


# ---- reading ---------------------------------------------------------------------


def test_the_menu_leads_to_ones_own_agency_this_year(page, vn, an, agency_a, quan):
    year = timezone.localdate().year
    assert page(an, "/lich-lam-viec/").url == f"/lich-lam-viec/{agency_a.code}/{year}/"
    assert page(quan, "/lich-lam-viec/").url == f"/lich-lam-viec/VN/{year}/"


def test_everyone_reads_the_countrys_year(page, vn, an, khanh):
    for user in (an, khanh):
        response = page(user, "/lich-lam-viec/VN/2026/")
        assert response.status_code == 200
        assert "Tết Nguyên đán" in said(response)
        assert "Thêm từ thông báo" not in said(response)


def test_an_outsider_sees_nothing_of_an_agency(page, own, notice, khanh, agency_a):
    for address in (
        f"/lich-lam-viec/{agency_a.code}/2026/",
        f"/lich-lam-viec/{agency_a.code}/thong-bao-moi/",
        f"/lich-lam-viec/{agency_a.code}/2026/xac-nhan/",
        f"/lich-lam-viec/thong-bao/{notice.code}/",
        f"/lich-lam-viec/thong-bao/{notice.code}/sua/",
    ):
        assert page(khanh, address).status_code == 404
    for act in ("ghi", "bo"):
        address = f"/lich-lam-viec/thong-bao/{notice.code}/{act}/"
        assert page(khanh, address, {"version": 1}).status_code == 404


def test_a_reader_without_the_right_is_told(page, own, notice, an, agency_a):
    assert page(an, f"/lich-lam-viec/thong-bao/{notice.code}/").status_code == 200
    for address in (
        f"/lich-lam-viec/{agency_a.code}/thong-bao-moi/",
        f"/lich-lam-viec/thong-bao/{notice.code}/sua/",
        f"/lich-lam-viec/{agency_a.code}/2026/xac-nhan/",
    ):
        assert page(an, address).status_code == 403


@pytest.mark.parametrize("year", [1999, 2101, 0, 99999])
def test_years_nobody_keeps_are_not_found(page, vn, an, year):
    assert page(an, f"/lich-lam-viec/VN/{year}/").status_code == 404


def test_the_province_sees_who_sets_what(page, own, notice, dung, minh, province):
    services.write_notice(by=dung, notice=notice, version=1)
    text = said(page(minh, f"/lich-lam-viec/{province.code}/2027/"))
    assert "UBND phường Cẩm Thành" in text
    assert "riêng" in text


def test_a_draft_is_drawn_for_its_own_agency_only(page, own, notice, dung, agency_b):
    text = said(page(dung, f"/lich-lam-viec/{own.org.code}/2027/"))
    assert "day-draft" in text
    assert "Thay đổi đang soạn" in text
    other = make_user("phu", "Mai Phú", "qms_secretary", agency_b)
    text = said(page(other, f"/lich-lam-viec/{agency_b.code}/2027/"))
    assert "day-draft" not in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("limit=3&start=2026-02-13T14:00", "có số mà không có đơn vị"),
        ("limit=3+ngày&start=", "field-wrong"),
        ("limit=3+ngày&start=1200-01-01T09:00", "nằm ngoài các năm"),
        ("limit=3+ngày+làm+việc&start=2026-02-13T14:00", "14:00 T4 25/02"),
        ("limit=3+ngày&start=2026-02-13T14:00&rule=x", "field-wrong"),
    ],
)
def test_a_sample_of_ones_own(page, vn, an, query, words):
    assert words in said(page(an, f"/lich-lam-viec/VN/2026/?{query}"))


# ---- entering --------------------------------------------------------------------


def test_the_first_notice_opens_the_agencys_calendar(page, vn, dung, agency_a):
    address = f"/lich-lam-viec/{agency_a.code}/thong-bao-moi/"
    response = page(dung, address, ENTERED)
    notice = Notice.objects.get(number="GĐ-03/2027")
    assert response.url == f"/lich-lam-viec/thong-bao/{notice.code}/"
    assert [day.date.day for day in notice.days.all()] == [13, 18, 20, 21, 22]
    assert Calendar.objects.filter(org=agency_a).exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"vb-number": ""}, "vb-number_error"),
        ({"vb-swap_made_up": ""}, "cả ngày nghỉ và ngày làm bù"),
        ({"ngay-0-kind": ""}, "Chưa chọn loại"),
        ({"ngay-0-date": ""}, "Chưa ghi ngày"),
        ({"ngay-0-last": "2028-12-22"}, "không quá 31 ngày"),
        ({"ngay-0-hours": "sáng"}, "Không hiểu giờ"),
        ({"ngay-0-date": "2027-12-13", "ngay-0-last": ""}, "ghi hai lần"),
        ({"ngay-0-kind": "reception"}, "chưa ghi giờ"),
        ({"gio-work_mon": "7h-11h"}, "áp dụng từ ngày nào"),
        ({"gio-work_mon": "x", "gio-valid_from": "2027-01-01"}, "Không hiểu giờ"),
    ],
)
def test_a_faulty_notice_keeps_nothing_and_loses_nothing(
    page, vn, dung, agency_a, change, words
):
    address = f"/lich-lam-viec/{agency_a.code}/thong-bao-moi/"
    response = page(dung, address, ENTERED | change)
    assert response.status_code == 422
    assert words in said(response)
    assert "Nghỉ bão" in said(response)
    assert not Notice.objects.filter(calendar__org=agency_a).exists()
    assert not Calendar.objects.filter(org=agency_a).exists()


def test_editing_shows_and_keeps_everything(page, notice, dung):
    """What the form shows, sent back unchanged, is the same notice."""
    forms = NoticeForms(notice=notice)
    data = {"version": str(notice.version)}
    for form in (forms.notice, *forms.days, forms.hours):
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else str(value)
    data |= {
        f"ngay-{name}": str(value)
        for name, value in forms.days.management_form.initial.items()
    }
    before = selectors.day_drafts(notice.days.all())
    response = page(dung, f"/lich-lam-viec/thong-bao/{notice.code}/sua/", data)
    assert response.status_code == 302
    notice = Notice.objects.get(pk=notice.pk)
    assert selectors.day_drafts(notice.days.all()) == before
    own = notice.hours.get()
    assert selectors.week_of(own.week) == SWAP.hours[0].week
    assert selectors.week_of(own.reception) == SWAP.hours[0].reception
    assert own.same_day_until == 930
    assert notice.version == 2


@pytest.mark.parametrize("version", ["9", "", "x", "99999999999999999999"])
def test_writing_what_was_not_looked_at_is_a_conflict(page, notice, dung, version):
    address = f"/lich-lam-viec/thong-bao/{notice.code}/ghi/"
    assert page(dung, address, {"version": version}).status_code == 409
    assert Notice.objects.get(pk=notice.pk).status == "draft"


def test_written_notices_stay_readable(page, notice, dung, an):
    address = f"/lich-lam-viec/thong-bao/{notice.code}/"
    assert "Ghi thay đổi này vào lịch" in said(page(dung, address))
    assert page(dung, f"{address}ghi/", {"version": 1}).status_code == 302
    text = said(page(an, address))
    assert "đã ghi" in text
    assert "Ghi thay đổi này vào lịch" not in text
    assert page(dung, f"{address}bo/", {}).status_code == 409


# ---- confirming ------------------------------------------------------------------


def test_the_leader_is_asked_and_confirms(page, notice, dung, chi, own):
    services.write_notice(by=dung, notice=notice, version=1)
    assert duties.waiting(chi) == 1
    assert duties.waiting(dung) == 0
    address = f"/lich-lam-viec/{own.org.code}/2027/xac-nhan/"
    assert "GĐ-02/2027" in said(page(chi, address))
    version = Year.objects.get(calendar=own, year=2027).version
    assert page(chi, address, {"version": version}).status_code == 302
    assert Year.objects.get(calendar=own, year=2027).status == "confirmed"
    assert duties.waiting(chi) == 0
    assert page(chi, address, {"version": version}).status_code == 409


def test_the_writer_is_told_why_the_button_does_not_work(
    page, vn, own, agency_a, dung, chi
):
    notice = services.draft_notice(by=dung, calendar=own, draft=SWAP)
    services.write_notice(by=dung, notice=notice, version=1)
    Notice.objects.filter(pk=notice.pk).update(drafted_by=chi)
    address = f"/lich-lam-viec/{own.org.code}/2027/xac-nhan/"
    assert "không tự xác nhận" in said(page(chi, address))
    version = Year.objects.get(calendar=own, year=2027).version
    assert page(chi, address, {"version": version}).status_code == 403


def test_a_year_with_holes_names_them_on_the_page(page, vn, house_officer):
    text = said(page(house_officer, "/lich-lam-viec/VN/2027/xac-nhan/"))
    assert "Tết Nguyên đán: có 0/5" in text
    version = vn.years.get(year=2027).version
    response = page(
        house_officer, "/lich-lam-viec/VN/2027/xac-nhan/", {"version": version}
    )
    assert response.status_code == 422
    assert "Quốc khánh: có 1/2" in said(response)


def test_the_country_cannot_be_given_an_own_calendar(page, vn, quan):
    assert page(quan, "/lich-lam-viec/VN/mo-rieng/", {}).status_code == 404


def test_the_page_asks_as_much_for_many_agencies_as_for_one(
    page, own, minh, province, agency_b, notice, dung
):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(minh, f"/lich-lam-viec/{province.code}/2027/")
        return len(asked)

    services.write_notice(by=dung, notice=notice, version=1)
    questions()  # fills what a process keeps
    one = questions()
    for number in range(3):
        below = make_org(f"H48.102.{number}", f"Trung tâm {number}", agency_b)
        services.open_calendar(by=minh, org=below)
    questions()
    assert questions() <= one


def test_the_countrys_next_year_from_notice_to_confirmation(
    page, vn, quan, house_officer
):
    """Tết from the 5th, not the 4th as guessed; the second day of 2/9 is the 3rd."""
    rows = [
        ("off", "2027-02-05", "2027-02-11", "tet"),
        ("ordinary", "2027-02-04", "", ""),
        ("off", "2027-09-03", "", "national"),
    ]
    data = {
        "vb-number": "1/TB-BNV",
        "ngay-TOTAL_FORMS": len(rows),
        "ngay-INITIAL_FORMS": 0,
    }
    for number, (kind, first, last, holiday) in enumerate(rows):
        data |= {
            f"ngay-{number}-kind": kind,
            f"ngay-{number}-date": first,
            f"ngay-{number}-last": last,
            f"ngay-{number}-holiday": holiday,
        }
    assert "Thuộc ngày lễ" in said(page(quan, "/lich-lam-viec/VN/thong-bao-moi/"))
    address = page(quan, "/lich-lam-viec/VN/thong-bao-moi/", data).url
    assert page(quan, f"{address}ghi/", {"version": 1}).status_code == 302
    assert services.year_holes(vn, 2027) == []
    assert duties.waiting(house_officer) == 1
    version = vn.years.get(year=2027).version
    confirm = "/lich-lam-viec/VN/2027/xac-nhan/"
    assert page(house_officer, confirm, {"version": version}).status_code == 302
    facts = selectors.compiled("VN").facts
    assert 2027 in facts.confirmed
    assert facts.shifts_on(dt.date(2027, 2, 4))
    assert not facts.shifts_on(dt.date(2027, 2, 11))
