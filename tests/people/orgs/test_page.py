"""Page 18 through the browser's door: what it says, what it refuses, what it costs."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from eiso.people.access.models import Grant
from eiso.people.orgs.models import Appointment, Delegation, OrgSuccession, Unit
from tests.cast import make_org, make_user
from tests.samples import make_appointment, make_delegation, make_post, make_unit

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-03-10T09:00+07:00", tick=True):
        yield


@pytest.fixture
def lan(db):
    return make_user("lan", "Mai Thị Lan")


@pytest.fixture
def hoa(db):
    return make_user("hoa", "Vũ Thị Hoa")


@pytest.fixture
def unit(agency_a):
    return make_unit(agency_a, "Trung tâm Phục vụ hành chính công")


@pytest.fixture
def post(unit):
    return make_post(unit, "Công chức hộ tịch", role="specialist")


@pytest.fixture
def head(unit, hoa):
    post = make_post(unit, "Giám đốc Trung tâm", role="head_of_unit", is_head=True)
    return make_appointment(post, hoa)


def enter(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_vacant_post_says_since_when_and_who_holds_the_work(
    client, quan, agency_a, post, head, lan
):
    make_appointment(post, lan, valid_to=dt.date(2026, 3, 4))

    page = text_of(enter(client, quan).get(reverse("orgs:desk", args=[agency_a.code])))

    assert "trống từ 05/03/2026" in page
    assert "trước: Mai Thị Lan" in page
    assert "Giám đốc Trung tâm tạm giữ việc (Vũ Thị Hoa)" in page
    assert "2 vị trí, 1 có người" in page


def test_nobody_above_is_said_too(client, quan, agency_a, post):
    page = text_of(enter(client, quan).get(reverse("orgs:desk", args=[agency_a.code])))

    assert "không ai nhận việc" in page


def test_the_whole_page_turns_back_to_a_day(client, quan, agency_a, post, lan, hoa):
    make_appointment(post, lan, valid_to=dt.date(2025, 12, 31))
    make_appointment(post, hoa, valid_from=dt.date(2026, 1, 1))
    url = reverse("orgs:desk", args=[agency_a.code])
    enter(client, quan)

    then = text_of(client.get(url, {"ngay": "31/12/2025"}))
    now = text_of(client.get(url))

    assert "Mai Thị Lan" in then
    assert "Vũ Thị Hoa" not in then
    assert "Chỉ đọc" in then
    assert "Lập đơn vị" not in then
    assert "Vũ Thị Hoa" in now
    assert "Lập đơn vị" in now


def test_before_it_was_founded_the_page_names_who_was_there(
    client, quan, province, agency_a
):
    old = make_org(
        "H48.old",
        "UBND xã Cũ",
        province,
        valid_from=None,
        valid_to=dt.date(2025, 6, 30),
    )
    OrgSuccession.objects.create(
        former=old, successor=agency_a, kind="merged", on=dt.date(2025, 7, 1)
    )
    enter(client, quan)

    page = text_of(
        client.get(reverse("orgs:desk", args=[agency_a.code]), {"ngay": "2025-06-30"})
    )
    ended = text_of(client.get(reverse("orgs:desk", args=[old.code])))

    assert "chưa thành lập vào ngày này" in page
    assert reverse("orgs:desk", args=[old.code]) in page
    assert "hết hiệu lực sau ngày 30/06/2025" in ended
    assert agency_a.name in ended


def test_a_day_that_is_none_is_today(client, quan, agency_a):
    url = reverse("orgs:desk", args=[agency_a.code])

    for day in ("31/02/2026", "x", "0001-01-01x", "9" * 40):
        answer = enter(client, quan).get(url, {"ngay": day})
        assert answer.status_code == 200
        assert "Chỉ đọc" not in text_of(answer)


def test_search_finds_without_marks_and_only_in_reach(
    client, dung, quan, agency_a, agency_b
):
    url = reverse("orgs:desk", args=[agency_a.code])

    for_all = text_of(enter(client, quan).get(url, {"tim": "nghia lo"}))
    for_dung = text_of(enter(client, dung).get(url, {"tim": "nghia lo"}))

    assert agency_b.name in for_all
    assert agency_b.name not in for_dung


def test_appointing_says_before_and_after_what_happens(client, quan, post, lan, head):
    enter(client, quan)
    before = text_of(client.get(reverse("orgs:post", args=[post.code])))
    assert "Có quyền Chuyên viên trên UBND phường Cẩm Thành" in before
    assert "Vũ Thị Hoa thôi giữ thay" in before

    answer = client.post(
        reverse("orgs:appoint", args=[post.code]),
        {"person": "lan", "valid_from": "10/03/2026", "decision": "12/QĐ-UBND"},
        follow=True,
    )

    assert "Đã bổ nhiệm Mai Thị Lan vào vị trí Công chức hộ tịch." in text_of(answer)
    held = Appointment.objects.get(post=post)
    assert (held.user, held.valid_from, held.decision) == (lan, DAY, "12/QĐ-UBND")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"person": "", "valid_from": "10/03/2026"}, "Gõ tên người."),
        ({"person": "ai đó", "valid_from": "10/03/2026"}, "Không tìm thấy"),
        ({"person": "lan", "valid_from": "hôm qua"}, "Không đọc được ngày này"),
        ({"person": "lan", "valid_from": "10/03/2020"}, "Vị trí này không có suốt"),
        (
            {"person": "lan", "valid_from": "10/03/2026", "valid_to": "09/03/2026"},
            "Ngày kết thúc trước ngày bắt đầu",
        ),
    ],
)
def test_a_form_that_cannot_be_keeps_what_was_typed(
    client, quan, post, lan, data, words
):
    answer = enter(client, quan).post(reverse("orgs:appoint", args=[post.code]), data)

    assert answer.status_code == 422
    assert words in text_of(answer)
    assert f'value="{data["person"]}"' in text_of(answer) or not data["person"]
    assert not Appointment.objects.exists()


def test_the_holder_delegates_from_their_own_page(client, head, hoa, lan):
    enter(client, hoa)
    page = text_of(client.get(reverse("orgs:post", args=[head.post.code])))
    assert "Ủy quyền có hạn" in page
    assert "Thôi giữ vị trí" not in page

    client.post(
        reverse("orgs:delegate", args=[head.code]),
        {
            "person": "lan",
            "valid_from": "11/03/2026",
            "valid_to": "12/03/2026",
            "reason": "đi học",
        },
    )

    row = Delegation.objects.get()
    assert (row.user, row.reason) == (lan, "đi học")
    page = text_of(client.get(reverse("orgs:post", args=[head.post.code])))
    assert "Mai Thị Lan thay" in page


def test_coming_back_on_the_first_day_withdraws_the_delegation(client, head, hoa, lan):
    row = make_delegation(head, lan, DAY, dt.date(2026, 3, 14))

    enter(client, hoa).post(
        reverse("orgs:delegation-end", args=[row.code]), {"on": "09/03/2026"}
    )

    row.refresh_from_db()
    assert row.is_withdrawn


def test_an_outsider_learns_nothing(client, khanh, agency_a, post, head):
    enter(client, khanh)

    for url in (
        reverse("orgs:desk", args=[agency_a.code]),
        reverse("orgs:post", args=[post.code]),
        reverse("orgs:rights", args=[agency_a.code]),
        reverse("orgs:person", args=[head.user.code]),
    ):
        assert client.get(url).status_code == 404
    home = text_of(client.get(reverse("orgs:home")))
    assert agency_a.name not in home
    assert head.user.full_name not in home


def test_a_right_that_came_with_a_post_ends_with_it_only(client, quan, head):
    page = text_of(
        enter(client, quan).get(reverse("orgs:rights", args=[head.post.unit.org.code]))
    )
    assert reverse("orgs:grant-end", args=[head.grant.code]) not in page

    answer = client.post(reverse("orgs:grant-end", args=[head.grant.code]))

    assert answer.status_code == 422
    assert Grant.objects.get(pk=head.grant.pk).valid_to is None


def test_a_link_is_shown_once_and_works(client, quan, head):
    url = reverse("orgs:password-link", args=[head.user.code])
    page = text_of(enter(client, quan).post(url))

    start = page.index("/mat-khau/dat/")
    link = page[start : page.index("</code>", start)]
    client.logout()
    assert client.get(link).status_code == 200


def test_the_page_costs_the_same_for_many_posts(
    client, quan, agency_a, unit, django_assert_max_num_queries
):
    for n in range(40):
        user = make_user(f"u{n}", f"Người {n}")
        make_appointment(make_post(unit, f"Vị trí {n}", role="specialist"), user)
    enter(client, quan)

    with django_assert_max_num_queries(45):
        answer = client.get(reverse("orgs:desk", args=[agency_a.code]))

    assert "Người 39" in text_of(answer)


def test_a_new_unit_and_post_stand_on_the_page(client, quan, agency_a):
    enter(client, quan)
    client.post(
        reverse("orgs:unit-new", args=[agency_a.code]),
        {"name": "Phòng Văn hóa", "valid_from": "10/03/2026"},
    )
    unit = Unit.objects.get(name="Phòng Văn hóa")

    answer = client.post(
        reverse("orgs:post-new", args=[unit.code]),
        {"title": "Chuyên viên", "seats": "2", "valid_from": "10/03/2026"},
        follow=True,
    )

    page = text_of(answer)
    assert "Phòng Văn hóa" in page
    assert "trống 2 chỗ" in page
