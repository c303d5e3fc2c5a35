"""The register, a procedure's page and its faces: what they say, to whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from eiso.base.trail.models import Event
from eiso.people.calendars import reference
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.models import OpenPoint, Procedure
from eiso.plan.procedures.services import editing, procedures
from tests.plan.procedures.definitions import correction, seat_change
from tests.plan.procedures.pages import (
    BASE,
    page,
    text_of,
)
from tests.plan.procedures.story import drafted, issued, saved


def test_register_says_what_is_in_force_and_what_is_mine(as_dung, agency_a, crew):
    issued(drafted(crew[0], agency_a), *crew)
    other = replace(
        correction(), national_code="1.1", symbol="QT-02", title="Khai sinh"
    )
    drafted(crew[0], agency_a, other)

    said = text_of(as_dung.get(f"{BASE}/"))

    assert "2 quy trình: 1 đang hiệu lực , 1 chưa ban hành lần nào" in said
    assert "Cần bạn làm · 1" in said
    assert "Soạn tiếp" in said
    assert "7,5 / 8" in said


def test_counts_are_the_rows_one_will_see(as_dung, agency_a, crew):
    issued(drafted(crew[0], agency_a), *crew)
    for n, field in enumerate(["Đất đai", "Hộ tịch", "Hộ tịch"]):
        more = replace(
            correction(), national_code=f"1.{n}", symbol=f"A-{n}", field=field
        )
        drafted(crew[0], agency_a, more)

    first = as_dung.get(f"{BASE}/")

    for chip in first.context["chips"]:
        rows = as_dung.get(chip.url).context["found"].rows
        assert len(rows) == chip.count, chip.label
    links = [link for side in first.context["sides"] for link in side["links"]]
    assert links
    for link in links:
        assert len(as_dung.get(link["url"]).context["found"].rows) == link["count"]


def test_search_folds_marks_and_keeps_filters(as_dung, agency_a, dung):
    drafted(dung, agency_a)

    found = as_dung.get(f"{BASE}/?q=dinh chinh giay&state=draft").context["found"]
    none = as_dung.get(f"{BASE}/?q=ket hon").context["found"]

    assert [row.symbol for row in found.rows] == ["QT-ĐĐ-07"]
    assert none.rows == []


def test_register_partial_and_strange_filters(as_dung, agency_a, dung):
    drafted(dung, agency_a)
    part = as_dung.get(f"{BASE}/?q=a", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    for query in ("state=%00", "trang=-1", "trang=x", "kind='%22", "q=%F0%9F%98%80"):
        assert as_dung.get(f"{BASE}/?{query}").status_code == 200


def test_register_asks_few_queries(
    as_dung, agency_a, dung, django_assert_max_num_queries
):
    for n in range(12):
        drafted(
            dung,
            agency_a,
            replace(correction(), national_code=f"1.{n}", symbol=f"A{n}"),
        )
    with django_assert_max_num_queries(45):
        as_dung.get(f"{BASE}/")


def test_workbook_holds_exactly_the_rows(as_dung, agency_a, crew):
    import io  # noqa: PLC0415

    import openpyxl  # noqa: PLC0415

    issued(drafted(crew[0], agency_a), *crew)
    formula = replace(
        correction(), national_code="1.1", symbol="=1+1", title="@SUM(A1)"
    )
    drafted(crew[0], agency_a, formula)

    answer = as_dung.get(f"{BASE}/danh-muc.xlsx?state=draft")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][0] == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert (rows[1][6], rows[1][7]) == (7.5, 8)


def test_outsider_sees_an_empty_register_and_no_page(client, agency_a, dung, khanh):
    revision = drafted(dung, agency_a)
    client.force_login(khanh)

    assert client.get(f"{BASE}/").context["found"].rows == []
    for name in ("soan", "soat-xet", "gui", "luong-chay", "ban-hanh", "bo"):
        assert client.get(page(revision, name)).status_code == 404
    code = Procedure.objects.get().code
    assert client.get(f"{BASE}/{code}/").status_code == 404


def test_new_procedure_leads_to_its_editor(as_dung, agency_a):
    answer = as_dung.post(
        f"{BASE}/moi/", {"org": agency_a.code, "title": "Tiếp dân", "kind": "internal"}
    )

    revision = Revision.objects.get()
    assert answer.url == page(revision)
    assert revision.document.symbol == "QT-01"


def test_new_procedure_of_another_agency_is_refused(as_dung, agency_a, agency_b):
    answer = as_dung.post(
        f"{BASE}/moi/", {"org": agency_b.code, "title": "Tiếp dân", "kind": "internal"}
    )

    assert answer.status_code == 422
    assert not Revision.objects.exists()


def test_procedure_page_tells_past_present_and_future(as_dung, agency_a, crew):
    dung = crew[0]
    live = issued(drafted(dung, agency_a), *crew)
    procedure = live.document.procedure
    nxt = editing.open_next_draft(by=dung, procedure=procedure)
    saved(dung, nxt, replace(correction(), field="Đất đai"))
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    issued(nxt, *crew, on=tomorrow, number="13/QĐ-UBND")
    here = f"{BASE}/{procedure.code}/"

    now = text_of(as_dung.get(here))
    then = text_of(as_dung.get(f"{here}?ban={nxt.code}"))
    words = text_of(as_dung.get(f"{here}?khac={nxt.code}"))

    assert "theo 12/QĐ-UBND" in now
    assert "đến hôm đó vẫn áp dụng bản hiện nay" in then
    assert "Lĩnh vực: thêm “Đất đai”" in words


def test_open_points_are_settled_on_the_page(as_dung, agency_a, dung):
    revision = drafted(
        dung, agency_a, unclear=[procedures.Unclear("Bảng 1", "Chưa hiểu “7”.")]
    )
    point = OpenPoint.objects.get()
    assert "Chưa hiểu “7”." in text_of(as_dung.get(page(revision)))

    as_dung.post(f"{BASE}/cho-chua-hieu/{point.code}/", {"answer": "Bảy ngày"})

    assert "Chưa hiểu “7”." not in text_of(as_dung.get(page(revision)))
    assert Event.objects.filter(verb="procedures.point.settled").exists()


@pytest.mark.parametrize(
    "kind", ["json", "yaml", "svg", "docx", "pdf", "annex.docx", "annex.pdf"]
)
def test_every_face_is_a_file(as_dung, agency_a, crew, kind):
    live = issued(drafted(crew[0], agency_a), *crew)
    path = f"{BASE}/ban/{live.code}/tep/{kind}"

    answer = as_dung.get(path)

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith(
        'attachment; filename="qt-dd-07-bh01'
    )
    assert answer.content == as_dung.get(path).content


def test_an_unknown_face_is_not_found(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)

    assert as_dung.get(f"{BASE}/ban/{revision.code}/tep/exe").status_code == 404


def test_dry_run_walks_and_refuses_nonsense(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a, seat_change())
    path = page(revision, "luong-chay")
    to_3 = "~".join(f"{key}.0" for key in ("1", "2.1", "2.2", "2.3"))

    asked = text_of(as_dung.get(path, {"di": to_3}))
    ended = text_of(as_dung.get(path, {"di": f"{to_3}~3.1~3a.0"}))
    wrong = as_dung.get(path, {"di": "9.9~x"})

    assert "Đủ điều kiện" in asked
    assert "được tạm dừng" in asked
    assert "Đường vừa đi cho phép 19 ngày làm việc" in ended
    assert wrong.status_code == 422


def test_dry_run_says_when_each_step_is_due(as_dung, agency_a, dung):
    reference.load()
    revision = drafted(dung, agency_a)
    path = page(revision, "luong-chay")

    first = text_of(as_dung.get(path, {"tu": "2026-11-20T09:00"}))
    later = text_of(as_dung.get(path, {"tu": "2026-11-20T09:00", "di": "1.0~2.0~3.0"}))
    nonsense = as_dung.get(path, {"tu": "2026-13-40T99:00"})

    assert "Nhận lúc 09:00 20/11/2026 thì bước này đến hạn 15:00 20/11/2026" in first
    # 5,5 days over the week-end and 24/11, a day off from 2026
    assert "đến hạn 15:00 30/11/2026" in later
    assert nonsense.status_code == 200
