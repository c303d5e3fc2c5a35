"""Accounts: opened without a password, shut with their sessions, links used once."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from eiso.base.errors import Conflict, NotPermitted, NotReady
from eiso.base.trail.models import Event
from eiso.people.access import services
from eiso.people.accounts.models import User
from tests.cast import PASSWORD, make_user
from tests.samples import make_grant

pytestmark = pytest.mark.django_db
NEW = "con mèo ngồi trên mái nhà"


@pytest.fixture
def lan(agency_a):
    user = make_user("lan", "Mai Thị Lan", "specialist", agency_a)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def local(agency_a):
    return make_user("local", "Quản trị A", "administrator", agency_a)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("orgs:home")).status_code == 200
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("orgs:home")).status_code == 200


def test_a_new_account_cannot_be_signed_into_yet(local, agency_a, client):
    user = services.create_user(
        by=local, username=" Hoa.VT ", full_name="Vũ  Thị Hoa", within=agency_a
    )

    assert (user.username, user.full_name) == ("hoa.vt", "Vũ Thị Hoa")
    assert not user.has_usable_password()
    event = Event.objects.get(verb="accounts.user.created")
    assert event.scope == agency_a.path


@pytest.mark.parametrize(
    ("username", "full_name"), [("", "A"), ("á", "A"), ("a b", "A"), ("ok", " ")]
)
def test_an_account_without_a_name_is_refused(local, agency_a, username, full_name):
    with pytest.raises(NotReady):
        services.create_user(
            by=local, username=username, full_name=full_name, within=agency_a
        )


def test_a_taken_name_is_a_conflict_not_a_crash(local, agency_a, lan):
    with pytest.raises(Conflict, match="đã có người dùng"):
        services.create_user(by=local, username="LAN", full_name="X", within=agency_a)


def test_opening_accounts_wants_the_right(dung, local, agency_a, agency_b):
    for by, where in ((dung, agency_a), (local, agency_b), (local, None)):
        with pytest.raises(NotPermitted):
            services.create_user(by=by, username="x1", full_name="X", within=where)


def test_shutting_ends_every_session_for_good(local, lan):
    one, two, other = signed_in(lan), signed_in(lan), signed_in(local)

    services.close_account(by=local, user=lan, reason="nghỉ hưu")

    assert not is_in(one)
    assert not is_in(two)
    assert is_in(other)
    services.reopen_account(by=local, user=User.objects.get(pk=lan.pk))
    assert not is_in(one)
    assert Event.objects.get(verb="accounts.user.closed").reason == "nghỉ hưu"


def test_shutting_twice_oneself_or_the_machine_is_refused(local, quan, lan):
    services.close_account(by=local, user=lan, reason="x")

    with pytest.raises(Conflict):
        services.close_account(by=local, user=lan, reason="x")
    with pytest.raises(NotReady):
        services.close_account(by=local, user=local, reason="x")
    with pytest.raises(NotReady):
        services.close_account(by=quan, user=User.objects.machine(), reason="x")


def test_an_account_with_rights_elsewhere_is_not_shut_from_here(local, lan, agency_b):
    make_grant(lan, "reader", agency_b)

    with pytest.raises(NotPermitted):
        services.close_account(by=local, user=lan, reason="x")
    assert User.objects.get(pk=lan.pk).is_active


def test_changing_the_password_ends_the_other_sessions(lan):
    here, there = signed_in(lan), signed_in(lan)

    answer = here.post(
        reverse("access:change-password"), {"old": PASSWORD, "password": NEW}
    )

    assert answer.status_code == 302
    assert is_in(here)
    assert not is_in(there)
    assert User.objects.get(pk=lan.pk).check_password(NEW)
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new"), [("sai", NEW), (PASSWORD, "ngắn"), (PASSWORD, PASSWORD), ("", "")]
)
def test_a_bad_change_keeps_everything(lan, old, new):
    here = signed_in(lan)

    answer = here.post(reverse("access:change-password"), {"old": old, "password": new})

    assert answer.status_code == 422
    assert is_in(here)
    assert User.objects.get(pk=lan.pk).check_password(PASSWORD)


def test_a_link_sets_the_password_once(local, lan, client):
    session = signed_in(lan)
    token = services.issue_password_link(by=local, user=lan)
    url = reverse("access:set-password", args=[lan.code, token])

    assert client.get(url).status_code == 200
    assert client.post(url, {"password": "ngắn"}).status_code == 422
    assert client.post(url, {"password": NEW}).status_code == 302
    assert User.objects.get(pk=lan.pk).check_password(NEW)
    assert not is_in(session)

    again = client.post(url, {"password": NEW + "!"})
    assert again.status_code == 422
    assert "đã dùng" in again.content.decode()
    assert User.objects.get(pk=lan.pk).check_password(NEW)


def test_a_link_of_another_or_of_nobody_is_worth_nothing(local, lan, client):
    token = services.issue_password_link(by=local, user=lan)

    other = client.post(
        reverse("access:set-password", args=[local.code, token]), {"password": NEW}
    )
    nobody = client.get(reverse("access:set-password", args=["x" * 26, token]))

    assert other.status_code == 422
    assert nobody.status_code == 404


def test_links_are_given_by_who_manages_the_person(dung, local, quan, lan, agency_b):
    with pytest.raises(NotPermitted):
        services.issue_password_link(by=dung, user=lan)
    User.objects.filter(pk=lan.pk).update(is_active=False)
    lan.refresh_from_db()
    with pytest.raises(NotReady):
        services.issue_password_link(by=quan, user=lan)
