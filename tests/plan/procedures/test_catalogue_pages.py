"""Pages of the national catalogue, without a browser."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from eiso.people.accounts.models import User
from eiso.plan.procedures.models import CatalogueEntry, CatalogueImport, Procedure
from eiso.plan.procedures.readers.catalogue.definitions import CHANNEL_WORDS
from eiso.plan.procedures.services.catalogue import Incoming, import_catalogue
from eiso.plan.procedures.views.catalogue import DIFFER
from tests.plan.procedures.catalogue_files import lines, record

HOME = "/danh-muc-tthc/"


@pytest.fixture
def open_as():
    def open_as(user) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return open_as


def bring(*records, **facts):
    import_catalogue(
        by=User.objects.machine(),
        incoming=[Incoming("a.jsonl", lines(*records))],
        **facts,
    )


@pytest.fixture
def three(db):
    bring(record(1), record(2, "7"), record(3, linh_vuc="Chứng thực"))


def upload(client, data: bytes, name: str = "b.jsonl", **fields):
    file = SimpleUploadedFile(name, data)
    return client.post(HOME + "nhap/", {"file": file, **fields})


def test_everybody_signed_in_reads_the_register(three, an, khanh, open_as):
    for user in (an, khanh):
        answer = open_as(user).get(HOME)
        assert answer.status_code == 200
        assert answer.content.decode().count("Đăng ký thử số") == 3
        assert "Cập nhật danh mục…" not in answer.content.decode()
    assert Client().get(HOME).status_code == 302


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?q=dang+ky+so+2", ["1.000002"]),
        ("?linh-vuc=Chứng thực", ["1.000003"]),
        ("?xem=unread", ["1.000002"]),
        ("?xem=withdrawn", []),
        ("?xem=la", ["1.000001", "1.000002", "1.000003"]),
        ("?co-quan=Bộ Tài chính", []),
        ("?trang=99", ["1.000001", "1.000002", "1.000003"]),
        ("?q=%00", ["1.000001", "1.000002", "1.000003"]),
    ],
)
def test_a_count_beside_a_filter_is_the_rows_one_sees(three, an, open_as, query, shown):
    answer = open_as(an).get(HOME + query)
    assert [row.code for row in answer.context["page"]] == shown
    current = [chip for chip in answer.context["chips"] if chip.current]
    assert [chip.count for chip in current] == [len(shown)]


def test_the_list_alone_is_sent_to_htmx(three, an, open_as):
    answer = open_as(an).get(HOME, HTTP_HX_REQUEST="true")
    text = answer.content.decode().strip()
    assert text.startswith('<div id="list"')
    assert "<html" not in text


def test_an_entry_shows_what_is_printed_and_what_is_unread(three, an, open_as):
    text = open_as(an).get(HOME + "1.000002/").content.decode()
    assert "chưa đọc được" in text
    assert "in: “7”" in text
    assert "60/2014/QH13" in text
    assert "Giấy khai sinh" in text


def test_an_entry_shows_its_editions_in_words(three, an, open_as):
    bring(record(1, "3 Ngày làm việc"), partial=True)
    text = open_as(an).get(HOME + "1.000001/").content.decode()
    assert "Lần 2" in text
    assert "5 → 3 ngày làm việc" in text
    assert "“5 Ngày làm việc” → “3 Ngày làm việc”" not in text  # said once


def test_a_withdrawn_entry_says_so(three, an, open_as):
    bring(record(1), record(2))
    text = open_as(an).get(HOME + "1.000003/").content.decode()
    assert "Thủ tục này không còn trong danh mục." in text


@pytest.mark.parametrize("code", ["9.999999", "x", "%00", "1.00000%00"])
def test_an_unknown_code_is_404(three, an, quan, open_as, code):
    assert open_as(an).get(f"{HOME}{code}/").status_code == 404
    assert open_as(quan).get(f"{HOME}nhap/{code}/").status_code == 404


def test_a_procedure_is_drafted_from_an_entry(three, dung, agency_a, open_as):
    answer = open_as(dung).post(f"{HOME}1.000001/soan/", {"org": agency_a.code})
    made = Procedure.objects.get()
    assert answer.status_code == 302
    assert (made.national_code, made.org, made.field) == (
        "1.000001",
        agency_a,
        "Hộ tịch",
    )
    again = open_as(dung).post(f"{HOME}1.000001/soan/", {"org": agency_a.code})
    assert again.status_code == 422
    assert Procedure.objects.count() == 1


def test_nobody_drafts_for_another_agency(three, khanh, agency_a, open_as):
    answer = open_as(khanh).post(f"{HOME}1.000001/soan/", {"org": agency_a.code})
    assert answer.status_code == 422
    assert not Procedure.objects.exists()


def test_differences_are_shown_to_their_own_agency_only(
    three, dung, khanh, agency_a, open_as
):
    open_as(dung).post(f"{HOME}1.000001/soan/", {"org": agency_a.code})
    bring(record(1, "3 Ngày làm việc"), partial=True)
    page = f"{HOME}1.000001/"
    mine = open_as(dung).get(page).content.decode()
    assert "Khác với danh mục" in mine
    assert "dài hơn mức công bố" in mine
    assert "Khác với danh mục" not in open_as(khanh).get(page).content.decode()


def test_a_file_is_looked_at_then_applied(three, quan, open_as):
    client = open_as(quan)
    answer = upload(client, lines(record(1, "3 Ngày"), record(2), record(4), b"{"))
    row = CatalogueImport.objects.first()
    assert answer["Location"] == f"{HOME}nhap/{row.code}/"
    text = client.get(answer["Location"]).content.decode()
    assert "Chưa có gì thay đổi." in text
    assert "Sẽ coi là bãi bỏ" in text
    assert "Ghi 1 mới, 2 đổi, 1 bãi bỏ?" in text
    assert "Dòng JSON bị hỏng" in text
    assert CatalogueEntry.objects.count() == 3
    done = client.post(f"{HOME}nhap/{row.code}/ap-dung/", follow=True)
    assert "Đã cập nhật danh mục: 1 mới, 2 đổi, 1 bãi bỏ." in done.content.decode()
    again = client.post(f"{HOME}nhap/{row.code}/ap-dung/")
    assert again.status_code == 409


def test_a_file_is_dropped(three, quan, open_as):
    client = open_as(quan)
    upload(client, lines(record(9)), partial="on", body="Bộ Tư pháp")
    row = CatalogueImport.objects.first()
    assert (row.partial, row.body) == (True, "Bộ Tư pháp")
    client.post(f"{HOME}nhap/{row.code}/bo/")
    row.refresh_from_db()
    assert row.status == "dropped"
    assert "đã bỏ" in client.get(HOME + "nhap/").content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n1,2\n", "không phải danh mục TTHC"),
        (b"\x1f\x8bxx", "tệp nén bị hỏng"),
        (b"PK\x03\x04" + b"\0" * 99, "tệp Excel bị hỏng"),
        (lines(record(1), b"\0\0"), "có ký tự hỏng"),
    ],
)
def test_a_refused_upload_says_why_and_keeps_nothing(db, quan, open_as, data, words):
    answer = upload(open_as(quan), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not CatalogueImport.objects.exists()


def test_who_may_not_update_is_refused(three, dung, open_as):
    client = open_as(dung)
    assert client.get(HOME + "nhap/").status_code == 403
    assert upload(client, lines(record(1))).status_code == 403


def test_every_difference_can_be_said_in_another_language():
    words = {str(word) for word in DIFFER}
    channels = [word.lower() for word in CHANNEL_WORDS.values()]
    assert words == {
        "Tên thủ tục",
        "Thành phần hồ sơ",
        "Căn cứ pháp lý",
        *(f"Thời hạn, {word}" for word in channels),
        *(f"Phí, lệ phí, {word}" for word in channels),
    }
