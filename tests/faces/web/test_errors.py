"""Refusals and failures: a sentence, the right status, nothing of the inside."""

from __future__ import annotations

import logging

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.views.decorators.http import require_POST

from eiso.base.errors import Conflict, NotPermitted, NotReady
from eiso.faces.web.views.errors import broken


def refuse(request):
    raise NotReady("Chưa gửi được. Thiếu lý do. Ghi lý do rồi gửi lại.")


def conflict(request):
    raise Conflict("Bà Hà vừa chuyển hồ sơ này lúc 09:41.")


def forbid(request):
    raise NotPermitted("Việc này dành cho: Lãnh đạo cơ quan.")


def lose(request):
    raise Http404("hồ sơ của ông Nguyễn Văn A")


def crash(request):
    raise ValueError("số định danh 045091000123 của ông Nguyễn Văn A")


urlpatterns = [
    path("t/refuse/", refuse),
    path("t/conflict/", conflict),
    path("t/forbid/", forbid),
    path("t/lose/", lose),
    path("t/crash/", crash),
    path("t/act/", require_POST(lambda request: HttpResponse("ok"))),
    path("", include("eiso.config.urls")),
]
handler400 = "eiso.faces.web.views.errors.bad_request"
handler404 = "eiso.faces.web.views.errors.not_found"
handler500 = "eiso.faces.web.views.errors.server_error"

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def client(dung) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(dung, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/t/refuse/", 422, "Chưa gửi được. Thiếu lý do. Ghi lý do rồi gửi lại."),
        ("/t/conflict/", 409, "Bà Hà vừa chuyển hồ sơ này lúc 09:41."),
        ("/t/forbid/", 403, "Việc này dành cho: Lãnh đạo cơ quan."),
        ("/t/lose/", 404, "Không tìm thấy trang này"),
        ("/khong-co/", 404, "Không tìm thấy trang này"),
        ("/t/act/", 405, "Địa chỉ này không mở theo cách đó"),
        ("/t/crash/", 500, "Hệ thống gặp lỗi"),
    ],
)
def test_every_refusal_is_a_page_with_a_sentence(client, address, status, words):
    answer = client.get(address)
    text = answer.content.decode()
    assert answer.status_code == status
    assert words in text
    assert "Nguyễn Văn A" not in text
    assert "Traceback" not in text
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_htmx_gets_a_strip_for_the_messages_region(client):
    answer = client.get("/t/refuse/", headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()
    assert "Ghi lý do rồi gửi lại" in answer.content.decode()


def test_what_was_typed_is_not_lost_but_secrets_are(client):
    typed = {"note": "Đề nghị giữ nguyên thửa 112", "password": "mot hai ba bon nam"}
    text = client.post("/t/conflict/", typed).content.decode()
    assert "Đề nghị giữ nguyên thửa 112" in text
    assert "mot hai ba bon nam" not in text


def test_unknown_error_is_logged_by_place_and_never_by_its_text(client, caplog):
    with caplog.at_level(logging.ERROR, logger="eiso.web"):
        answer = client.get("/t/crash/")
    lines = [r.getMessage() for r in caplog.records if r.name == "eiso.web"]
    assert len(lines) == 1
    assert "ValueError" in lines[0]
    assert "crash" in lines[0]
    assert "045091000123" not in caplog.text
    reference = lines[0].partition("ref=")[2][:8]
    assert reference in answer.content.decode()


def test_old_form_token_is_explained(dung):
    client = Client(enforce_csrf_checks=True)
    client.force_login(dung, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/t/act/")
    assert answer.status_code == 403
    assert "Mở lại trang rồi gửi lại" in answer.content.decode()


def test_broken_page_needs_no_database(rf):
    """No `db` fixture: a query here would be refused."""
    answer = broken(rf.get("/"), "AB12CD34")
    assert answer.status_code == 500
    assert "AB12CD34" in answer.content.decode()


@override_settings(ALLOWED_HOSTS=["testserver"])
def test_bad_host_is_400_and_says_little(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
