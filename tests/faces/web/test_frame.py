"""The frame: post one acts in, inbox, search, hours, repeats."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from eiso.base import reference
from eiso.base.messages import services as messages
from eiso.base.text.folding import fold
from eiso.base.ui import duties, search
from eiso.base.ui.search import Found, Hit
from eiso.faces.web import selectors
from eiso.faces.web.role_words import ROLE_WORDS
from eiso.people.access.models import Grant
from eiso.people.access.roles import ROLES, Perm
from tests.cast import START

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def open_as():
    def make(user) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def two_hats(dung, agency_a, quan):
    Grant.objects.create(
        user=dung,
        role="internal_auditor",
        scope=agency_a.path,
        valid_from=START,
        granted_by=quan,
    )
    return dung


def test_permissions_are_the_union_of_grants_in_force(two_hats, agency_a):
    held = selectors.permissions_of(two_hats)
    assert {Perm.DRAFT_PROCEDURE, Perm.READ_TRAIL} <= held
    assert Perm.APPROVE_PROCEDURE not in held
    Grant.objects.filter(user=two_hats).update(valid_to=START)
    assert selectors.permissions_of(two_hats) == frozenset()


def test_switch_of_capacity_holds_for_the_session(open_as, two_hats):
    client = open_as(two_hats)
    first, second = selectors.capacities(two_hats)
    assert first.title in client.get("/phim-tat/").content.decode()
    answer = client.post("/vi-tri/", {"post": second.key, "next": "/phim-tat/"})
    assert answer["Location"] == "/phim-tat/"
    page = client.get("/phim-tat/").content.decode()
    assert f"Từ giờ bạn làm việc với tư cách {second.title}" in page


def test_a_post_of_somebody_else_is_refused(open_as, two_hats, khanh):
    foreign = selectors.capacities(khanh)[0].key
    answer = open_as(two_hats).post("/vi-tri/", {"post": foreign})
    assert answer.status_code == 422


def test_inbox_shows_ones_own_and_opens_what_it_is_about(open_as, dung, khanh):
    mine = messages.notify(to=dung, subject="Đã duyệt QT-01", link="/phim-tat/")
    messages.notify(to=khanh, subject="Việc của Khánh")
    client = open_as(dung)
    page = client.get("/tin-nhan/").content.decode()
    assert "Đã duyệt QT-01" in page
    assert "Việc của Khánh" not in page
    assert open_as(khanh).post(f"/tin-nhan/{mine.code}/").status_code == 404
    assert client.post(f"/tin-nhan/{mine.code}/")["Location"] == "/phim-tat/"
    mine.refresh_from_db()
    assert mine.read_at is not None
    assert "Bạn đã đọc hết" in client.get("/tin-nhan/").content.decode()


def test_a_message_never_leads_to_another_site(open_as, dung):
    evil = messages.notify(to=dung, subject="x", link="//evil.example/")
    answer = open_as(dung).post(f"/tin-nhan/{evil.code}/")
    assert answer["Location"] == "/tin-nhan/"


@pytest.fixture
def one_kind(monkeypatch):
    """A searcher over three lines, of which each person may see their own."""
    lines = {"dung": ["1.000894", "1.004873"], "khanh": ["1.012796"]}

    def searcher(user, text, limit):
        found = [code for code in lines.get(user.username, []) if text in code]
        hits = [Hit(f"Thủ tục {code}", f"/x/{code}/", code) for code in found]
        return Found(len(found), hits[:limit])

    monkeypatch.setattr(search, "_kinds", {})
    search.register("procedure", "Thủ tục", "book", searcher)


def test_search_counts_only_what_one_may_see(open_as, one_kind, dung, khanh):
    page = open_as(dung).get("/tim/", {"q": "1.0"}).content.decode()
    assert "<b>2</b> kết quả" in page
    assert "1.012796" not in page
    answer = open_as(dung).get("/tim/", {"q": "1.012796"})
    assert "Không tìm thấy gì bạn được xem" in answer.content.decode()


def test_search_opens_the_only_hit_by_code(open_as, one_kind, dung):
    answer = open_as(dung).get("/tim/", {"q": "1.000894"})
    assert answer["Location"] == "/x/1.000894/"


def test_search_box_is_drawn_only_when_there_is_something_to_search(
    open_as, dung, monkeypatch
):
    monkeypatch.setattr(search, "_kinds", {})
    assert 'role="search"' not in open_as(dung).get("/").content.decode()


def test_first_page_lists_duties_by_time_left(open_as, dung, monkeypatch):
    monkeypatch.setattr(duties, "_sources", {})
    duties.register(
        "test",
        lambda user: [
            duties.Duty("Phê duyệt", "QT-02", "/x/2/"),
            duties.Duty("Soát xét", "QT-01", "/x/1/", waits_for="Trưởng phòng"),
        ],
    )
    page = open_as(dung).get("/").content.decode()
    assert "<b>1</b> việc đang chờ bạn" in page
    assert "chờ Trưởng phòng" in page


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ((2026, 11, 20, 9, 42), "Giờ làm việc · nghỉ trưa 11:30"),
        ((2026, 11, 20, 12, 0), "Ngoài giờ · mở cửa 13:30"),
        ((2026, 11, 20, 16, 0), "Giờ làm việc · hết giờ 17:00"),
        ((2026, 11, 20, 18, 0), "Hết giờ làm việc"),
        ((2026, 11, 22, 9, 0), "Ngày nghỉ"),
        ((2026, 1, 10, 9, 0), "Giờ làm việc · nghỉ trưa 11:30"),  # made-up Saturday
    ],
)
def test_band_says_whether_the_agency_works_now(agency_a, when, words):
    reference.load_all()
    with time_machine.travel(dt.datetime(*when, tzinfo=ZONE), tick=False):
        assert selectors.work_line(agency_a) == words


def test_agencies_are_found_without_marks_and_only_ones_own(
    open_as, dung, khanh, agency_a, agency_b, monkeypatch
):
    monkeypatch.setattr(search, "_kinds", dict(search._kinds))
    search._kinds.pop("procedure", None)
    for org in (agency_a, agency_b):
        org.search_text = fold(f"{org.name} {org.symbol}")
        org.save()
    page = open_as(dung).get("/tim/", {"q": "cam thanh"}).content.decode()
    assert "UBND phường Cẩm Thành" in page
    assert "<b>1</b> kết quả" in page
    page = open_as(khanh).get("/tim/", {"q": "cam thanh"}).content.decode()
    assert "Không tìm thấy gì bạn được xem" in page


def test_every_role_has_its_words_in_the_catalogue():
    for role in ROLES.values():
        assert {role.title, role.description} <= set(ROLE_WORDS)
    with translation.override("en"):
        assert gettext(ROLES["qms_secretary"].title) == "ISO secretary"
