"""A double click, a reload and two tabs make one act."""

from __future__ import annotations

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client, RequestFactory

from eiso.base.reference import load_all
from eiso.base.trail import once
from eiso.base.trail.models import Event, Reply

pytestmark = [pytest.mark.urls("tests.faces.once_urls")]
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def page(an) -> Client:
    load_all()  # the shell of an error page names the working hours
    client = Client()
    client.force_login(an, "django.contrib.auth.backends.ModelBackend")
    return client


def send(page: Client, name: str = "Tên mới", key: str = KEY, path: str = "/thu/"):
    return page.post(path, {"name": name, once.FIELD: key})


def acts() -> int:
    return Event.objects.filter(verb="tests.org.renamed").count()


@pytest.mark.django_db
def test_the_key_goes_onto_the_event(page, an):
    answer = send(page)

    assert answer.status_code == 302
    event = Event.objects.get(verb="tests.org.renamed")
    assert (event.actor, event.key, event.origin) == ("an", KEY, "127.0.0.1")
    assert Reply.objects.get().location == answer["Location"]


@pytest.mark.django_db
def test_a_second_click_goes_where_the_first_went(page):
    first, second = send(page), send(page)

    assert acts() == 1
    assert (second.status_code, second["Location"]) == (302, first["Location"])


@pytest.mark.django_db
def test_the_same_key_with_another_content_is_refused(page):
    send(page)

    answer = send(page, name="Tên khác")

    assert answer.status_code == 409
    assert "khác với lần gửi trước" in answer.content.decode()
    assert acts() == 1


@pytest.mark.django_db
def test_a_refused_form_leaves_its_key_free(page):
    assert send(page, name="").status_code == 422

    assert send(page).status_code == 302
    assert acts() == 1


@pytest.mark.django_db
def test_another_person_may_use_the_same_key(page, binh):
    send(page)
    other = Client()
    other.force_login(binh, "django.contrib.auth.backends.ModelBackend")

    answer = send(other)

    assert answer.status_code == 409  # the service's own conflict, not a replay
    assert "vừa được người khác đổi" in answer.content.decode()


@pytest.mark.django_db
def test_without_a_stored_answer_the_repeat_still_acts_once(page):
    """A server killed between the act and the answer: the event alone decides."""
    send(page)
    Reply.objects.all().delete()

    assert send(page).status_code == 302
    assert acts() == 1


@pytest.mark.django_db
def test_htmx_is_sent_on_by_its_own_header(page):
    send(page, path="/manh/")
    Reply.objects.create(actor="an", key=KEY, location="/day/")

    answer = page.post(
        "/manh/", {"name": "Tên mới", once.FIELD: KEY}, headers={"HX-Request": "true"}
    )

    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/day/")


@pytest.mark.django_db
def test_a_key_that_is_none_is_ignored(page):
    assert send(page, key="<script>").status_code == 302
    assert Event.objects.get(verb="tests.org.renamed").key is None


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_make_one_act(an):
    start = threading.Barrier(10)
    answers: list[tuple[int, str]] = []

    def click() -> None:
        client = Client()
        client.force_login(an, "django.contrib.auth.backends.ModelBackend")
        start.wait(20)
        answer = send(client)
        answers.append((answer.status_code, answer.headers.get("Location", "")))
        connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert acts() == 1
    assert {status for status, _ in answers} == {302}
    assert len(answers) == 10


def test_the_body_digest_counts_fields_files_and_address():
    def digest(path: str = "/a/", **data) -> str:
        return once.body_digest(RequestFactory().post(path, data))

    def file(content: bytes) -> SimpleUploadedFile:
        return SimpleUploadedFile("t.txt", content)

    assert digest(a="1") == digest(a="1", _key="k", csrfmiddlewaretoken="t")
    assert len({digest(a="1"), digest(a="2"), digest(b="1"), digest("/b/", a="1")}) == 4
    assert digest(f=file(b"x")) == digest(f=file(b"x"))
    assert digest(f=file(b"x")) != digest(f=file(b"y"))
