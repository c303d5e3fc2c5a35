"""Sessions: fresh id at sign-in, 30 minutes idle, 12 hours in all, ended on the server."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from axes.utils import reset
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client, override_settings

from eiso.base.trail.models import Event
from eiso.faces.web import demo_door
from eiso.people.accounts.models import User
from tests.cast import PASSWORD

MORNING = dt.datetime(2026, 11, 20, 1, 0, tzinfo=dt.UTC)  # 08:00 in Hà Nội


@pytest.fixture
def an(an) -> User:
    an.set_password(PASSWORD)
    an.save()
    reset()
    return an


def sign_in(client: Client, name: str = "an", password: str = PASSWORD, **more):
    return client.post("/dang-nhap/", {"username": name, "password": password, **more})


def test_sign_in_changes_the_session_id_and_is_recorded(client, an):
    client.get("/dang-nhap/")
    client.session.save()
    before = client.session.session_key
    answer = sign_in(client)
    assert answer.status_code == 302
    assert client.session.session_key != before
    event = Event.objects.get(verb="accounts.session.opened")
    assert event.actor == "an"


@pytest.mark.parametrize(
    ("name", "password"), [("an", "sai-mat-khau"), ("khong-co-ai", PASSWORD)]
)
def test_unknown_name_and_wrong_password_say_the_same(client, an, name, password):
    answer = sign_in(client, name, password)
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in answer.content.decode()
    assert not client.session.get("_auth_user_id")


def test_disabled_account_says_the_same_and_its_session_dies(client, an):
    sign_in(client)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=an.pk).update(is_active=False)
    assert client.get("/").status_code == 302
    answer = sign_in(Client())
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in answer.content.decode()


def test_changed_password_ends_other_sessions(client, an):
    sign_in(client)
    an.set_password("Mat-khau-moi-2")
    an.save()
    assert client.get("/").status_code == 302


def test_sixth_try_is_locked_even_with_the_right_password(client, an):
    for _ in range(5):
        last = sign_in(client, password="sai")
    assert last.status_code == 429
    assert sign_in(client).status_code == 429
    # Nobody locks others out by guessing: another place still gets in.
    assert sign_in(Client(REMOTE_ADDR="10.1.2.3")).status_code == 302
    reset()


def test_idle_session_ends_and_keeps_the_way_back(client, an):
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client)
        clock.shift(dt.timedelta(minutes=29))
        assert client.get("/phim-tat/").status_code == 200
        clock.shift(dt.timedelta(minutes=29))
        assert client.get("/phim-tat/").status_code == 200
        clock.shift(dt.timedelta(minutes=31))
        answer = client.get("/phim-tat/?a=1")
        assert answer.status_code == 302
        assert answer["Location"] == "/dang-nhap/?next=%2Fphim-tat%2F%3Fa%3D1"
        assert "30 phút" in client.get("/dang-nhap/").content.decode()


def test_what_a_page_asks_by_itself_does_not_keep_the_session(client, an):
    poll = {"headers": {"HX-Request": "true"}}
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client)
        for _ in range(30):
            clock.shift(dt.timedelta(minutes=1))
            assert client.get("/?poll=1", **poll).status_code == 200
        clock.shift(dt.timedelta(minutes=1))
        answer = client.get("/?poll=1", **poll)
        assert answer.status_code == 204
        assert answer["HX-Redirect"] == "/dang-nhap/"
        again = client.get("/?poll=1", **poll)  # nobody is signed in any more
        assert (again.status_code, again["HX-Redirect"]) == (204, "/dang-nhap/")


def test_session_ends_after_twelve_hours_however_busy(client, an):
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client)
        for _ in range(29):
            clock.shift(dt.timedelta(minutes=25))
            answer = client.get("/phim-tat/")
        assert answer.status_code == 302


def test_sign_out_kills_the_session_on_the_server(client, an):
    sign_in(client)
    stolen = client.cookies["sessionid"].value
    client.post("/dang-xuat/")
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/").status_code == 302


def test_next_never_leads_to_another_site(client, an):
    answer = sign_in(client, next="https://evil.example/x")
    assert answer["Location"] == "/"
    answer = sign_in(Client(), next="//evil.example/x")
    assert answer["Location"] == "/"
    answer = sign_in(Client(), next="/phim-tat/")
    assert answer["Location"] == "/phim-tat/"


def test_pages_of_a_person_are_never_cached_and_carry_every_header(client, an):
    sign_in(client)
    answer = client.get("/")
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_static_files_carry_the_policy_too(client, db):
    answer = client.get("/static/ui/js/keys.js")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" not in answer["Cache-Control"]
    answer.close()


@pytest.fixture
def demo_list(monkeypatch):
    """The demo lists An and somebody who does not exist; not Quân."""
    rows = [{"username": "an", "shows": "tra quy trình"}, {"username": "ai-do"}]
    monkeypatch.setattr(demo_door, "_listers", [lambda: rows])


def test_demo_door_exists_only_in_the_demo(client, an, quan, demo_list):
    assert client.post("/dang-nhap/trinh-dien/", {"person": "an"}).status_code == 404
    assert "trình diễn" not in client.get("/dang-nhap/").content.decode()
    with override_settings(DEMO=True):
        page = client.get("/dang-nhap/").content.decode()
        assert "Nguyễn Thị An" in page
        assert "tra quy trình" in page
        for name in ("quan", "ai-do", ""):
            answer = client.post("/dang-nhap/trinh-dien/", {"person": name})
            assert answer.status_code == 404
        answer = client.post("/dang-nhap/trinh-dien/", {"person": "an"})
        assert answer.status_code == 302
    assert client.get("/").status_code == 200


def test_one_sees_ones_sessions_and_ends_the_others(client, an):
    other = Client(REMOTE_ADDR="10.1.2.3")
    sign_in(client)
    sign_in(other)
    page = client.get("/phien/").content.decode()
    assert "10.1.2.3" in page
    assert page.count(">phiên khác</span>") == 1
    client.post("/phien/dong/")
    assert other.get("/").status_code == 302
    assert client.get("/").status_code == 200
    assert Event.objects.get(verb="accounts.session.closed").actor == "an"


def test_unknown_name_costs_the_same_hashing_as_a_known_one(client, an, monkeypatch):
    """Same time for both: exactly one derivation of the password each."""
    done = []
    encode = Argon2PasswordHasher.encode
    verify = Argon2PasswordHasher.verify
    monkeypatch.setattr(
        Argon2PasswordHasher, "encode", lambda *a: done.append("e") or encode(*a)
    )
    monkeypatch.setattr(
        Argon2PasswordHasher, "verify", lambda *a: done.append("v") or verify(*a)
    )
    sign_in(client, "an", "sai-mat-khau")
    known = len(done)
    done.clear()
    sign_in(client, "khong-co-ai", "sai-mat-khau")
    assert known == len(done) == 1
