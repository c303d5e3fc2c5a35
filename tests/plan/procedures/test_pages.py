"""The pages: what they say, what a post does, what is kept when it is refused."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.utils import timezone

from eiso.base.trail.models import Event
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision
from eiso.plan.documents.services.moving import digest
from eiso.plan.procedures.models import OpenPoint, Procedure
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services import editing, procedures, releasing
from tests.plan.procedures.definitions import correction, days, seat_change
from tests.plan.procedures.story import approved, drafted, issued, saved

BASE = "/quy-trinh"


@pytest.fixture
def crew(dung, binh, chi):
    return dung, binh, chi


@pytest.fixture
def as_dung(client, dung):
    client.force_login(dung)
    return client


def page(revision, name="soan"):
    return f"{BASE}/ban/{revision.code}/{name}/"


def text_of(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


def steps_form(revision, **changes):
    """What the steps tab posts when nothing was touched."""
    data = {"version": revision.version, "tab": "buoc"}
    for step in reads.definition_of(revision).steps:
        data[f"{step.key}.title"] = step.title
        data[f"{step.key}.post"] = step.post
        data[f"{step.key}.limit"] = step.limit.text if step.limit else ""
        data[f"{step.key}.results"] = "\n".join(step.results)
    return data | changes


def post(client, revision, **changes):
    return client.post(page(revision), steps_form(revision, **changes))


def fresh(revision):
    return Revision.objects.get(pk=revision.pk)


def defined(revision):
    return reads.definition_of(fresh(revision))


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


def test_editor_opens_and_an_untouched_save_changes_nothing(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a, seat_change())
    assert as_dung.get(page(revision)).status_code == 200

    assert post(as_dung, revision).status_code == 302

    assert fresh(revision).version == revision.version
    assert defined(revision) == seat_change()


@pytest.mark.parametrize(
    "tab", ["buoc", "luu-do", "ho-so", "can-cu", "bieu-mau", "van-ban", "x"]
)
def test_every_tab_opens(as_dung, agency_a, dung, tab):
    revision = drafted(dung, agency_a, seat_change())

    answer = as_dung.get(page(revision) + f"?muc={tab}&mo=3")

    assert answer.status_code == 200
    assert "style=" not in re.sub(
        r"<svg.*?</svg>", "", answer.content.decode(), flags=re.S
    )


@pytest.mark.parametrize(
    ("typed", "text", "minutes"),
    [
        ("3", "3 ngày làm việc", 1440),
        ("2,5", "2,5 ngày làm việc", 1200),
        ("1/2 ngày", "1/2 ngày", 240),
        ("4 giờ", "4 giờ", 240),
    ],
)
def test_a_limit_is_typed_as_offices_write(
    as_dung, agency_a, dung, typed, text, minutes
):
    revision = drafted(dung, agency_a)

    post(as_dung, revision, **{"4.limit": typed})

    step = defined(revision).step("4")
    assert (step.limit.text, step.limit.minutes()) == (text, minutes)


def test_a_limit_not_understood_is_shown_and_nothing_is_lost(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)

    answer = post(
        as_dung, revision, **{"4.limit": "vài hôm", "5.title": "Tên tôi vừa gõ"}
    )

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Không hiểu thời hạn “vài hôm”" in said
    assert 'value="vài hôm"' in said
    assert "Tên tôi vừa gõ" in said
    assert fresh(revision).version == revision.version


def test_buttons_add_move_branch_and_remove(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)
    answer = post(as_dung, revision, do="add:3")
    new = defined(revision).steps[3]
    assert answer.url.endswith(f"#buoc-{new.key}")

    post(as_dung, fresh(revision), do=f"up:{new.key}")
    assert defined(revision).steps[2].key == new.key
    post(as_dung, fresh(revision), do=f"remove:{new.key}")
    assert defined(revision) == correction()
    post(as_dung, fresh(revision), do="branch:4")
    assert [arrow.when for arrow in defined(revision).step("4").next] == [
        "đủ điều kiện",
        "không đủ điều kiện",
    ]


def test_what_was_typed_is_saved_with_the_button(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)

    post(as_dung, revision, do="down:1", **{"1.title": "Tiếp nhận hồ sơ"})

    assert defined(revision).steps[1].title == "Tiếp nhận hồ sơ"


def test_details_of_the_opened_step(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)
    answer = post(as_dung, revision, do="open:4")
    assert "mo=4" in answer.url

    post(
        as_dung,
        fresh(revision),
        **{
            "mo": "4",
            "4.more": "1",
            "4.number": "4",
            "4.may_pause": "1",
            "4.next.to": ["5", "end", "nowhere", ""],
            "4.next.when": ["đủ", "thiếu", "x"],
            "4.returns.to": ["1", "4"],
            "4.returns.when": ["sai", "tự"],
        },
    )

    step = defined(revision).step("4")
    assert step.may_pause
    assert [(a.to, a.when) for a in step.next] == [("5", "đủ"), ("end", "thiếu")]
    assert [(b.to, b.when) for b in step.returns] == [("1", "sai")]


def test_two_editors_the_second_keeps_what_was_typed(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)
    old = steps_form(revision, **{"1.title": "Tên của người thứ hai"})
    saved(dung, fresh(revision), replace(correction(), field="Đất đai"))

    answer = as_dung.post(page(revision), old)

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Tên của người thứ hai" in said
    assert "đã được lưu ở nơi khác" in said
    assert defined(revision) == replace(correction(), field="Đất đai")
    version = re.search(r'name="version" value="(\d+)"', said).group(1)
    again = as_dung.post(page(revision), old | {"version": version})
    assert again.status_code == 302
    assert defined(revision).step("1").title == "Tên của người thứ hai"
    assert defined(revision).field == "Đất đai"


def test_autosave_answers_the_side_and_the_new_version(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)

    answer = as_dung.post(
        page(revision),
        steps_form(revision, **{"4.limit": "2"}),
        headers={"HX-Request": "true"},
    )

    said = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in said
    assert f'value="{fresh(revision).version}"' in said
    assert "đã lưu" in said


def test_undo_button(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)
    post(as_dung, revision, **{"4.limit": "2"})

    as_dung.post(
        page(revision),
        {"do": "undo", "version": fresh(revision).version, "tab": "buoc"},
    )

    assert defined(revision) == correction()


def test_other_tables_and_texts(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)
    data = {
        "version": revision.version,
        "tab": "ho-so",
        "components.sent": "1",
        "components.name": ["Đơn đề nghị", "", "Bản vẽ"],
        "components.originals": ["1", "", "x"],
        "components.copies": ["", "", "2"],
        "components.note": ["", "", ""],
        "channels.sent": "1",
        "channels.channel": ["direct", "online", "", "pigeon"],
        "channels.limit": ["08 ngày làm việc", "Theo quy định", "", "1"],
        "channels.fee": ["Không", "", "", ""],
        "sets": "2",
        "purpose": "Quy định cách làm",
        "rule": "end-of-day",
        "kind": "nonsense",
    }

    as_dung.post(page(revision), data)

    made = defined(revision)
    assert [(c.name, c.originals, c.copies) for c in made.components] == [
        ("Đơn đề nghị", 1, 0),
        ("Bản vẽ", 0, 2),
    ]
    assert [(str(c.channel), c.limit is None) for c in made.channels] == [
        ("direct", False),
        ("online", True),
    ]
    assert (made.sets, made.purpose, made.rule) == (
        2,
        "Quy định cách làm",
        "end-of-day",
    )
    assert made.kind == correction().kind
    assert made.steps == correction().steps


def test_rows_move_and_go(as_dung, agency_a, dung):
    definition = seat_change()
    revision = drafted(dung, agency_a, definition)
    as_dung.post(page(revision), {"version": 1, "do": "row-up:channels:2"})
    assert [c.channel for c in defined(revision).channels] == [
        "direct",
        "post",
        "online",
    ]
    as_dung.post(page(revision), {"version": 2, "do": "row-remove:channels:0"})
    assert len(defined(revision).channels) == 2


@pytest.mark.parametrize(
    "hostile",
    [
        {"1.title": "<script>alert(1)</script>"},
        {"1.title": "x" * 50_000},
        {"1.title": "\x00\ud83d"},
        {"1.limit": "9" * 400},
        {"1.limit": "1e9 ngày"},
        {"do": "add:nobody"},
        {"do": "row-up:steps:1"},
        {"do": "row-up:components:99999999999999999999"},
        {"do": "remove:"},
        {"do": "up:" + "a" * 5000},
        {"version": "1; DROP TABLE"},
        {"mo": "'\"><b>"},
        {"tab": "../../etc"},
        {"nobody.title": "x", "__class__.title": "y"},
        {"reason.zzzz": "x", "reason.": "y"},
    ],
)
def test_hostile_posts_are_answered_in_words(as_dung, agency_a, dung, hostile):
    revision = drafted(dung, agency_a)
    data = steps_form(revision) | {
        name: value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        for name, value in hostile.items()
    }

    answer = as_dung.post(page(revision), data)

    assert answer.status_code in {302, 409, 422}
    shown = as_dung.get(page(revision)).content.decode()
    assert "<script>alert" not in shown
    keys = [step.key for step in defined(revision).steps]
    assert len(keys) == len(set(keys)) >= 8


def test_hostile_words_are_harmless_in_the_drawing(as_dung, agency_a, dung):
    evil = '</text></svg><script>alert(1)</script><b onclick="x">'
    step = replace(correction().steps[0], title=evil, post=evil)
    definition = replace(correction(), steps=(step, *correction().steps[1:]))
    revision = drafted(dung, agency_a, definition)

    for path in (
        page(revision),
        page(revision, "soat-xet"),
        page(revision, "luong-chay"),
    ):
        said = as_dung.get(path).content.decode()
        assert "<script>alert" not in said
        assert '<b onclick="x">' not in said


def test_an_issued_version_is_read_only(as_dung, agency_a, crew):
    live = issued(drafted(crew[0], agency_a), *crew)

    assert as_dung.get(page(live)).url == f"{BASE}/ban/{live.code}/"
    answer = as_dung.post(page(live), steps_form(live, **{"1.title": "Đổi trộm"}))

    assert answer.status_code == 409
    assert "đã ban hành" in text_of(answer)
    assert fresh(live).content_bytes == live.content_bytes


def test_sending_explains_what_is_missing(as_dung, agency_a, dung):
    broken = replace(correction(), steps=correction().steps[:1])
    steps = (replace(broken.steps[0], post="", limit=days("20")),)
    revision = drafted(dung, agency_a, replace(broken, steps=steps))

    shown = text_of(as_dung.get(page(revision, "gui")))
    sent = as_dung.post(page(revision, "gui"), {"note": ""})

    assert "chưa có vị trí" in shown
    assert "vượt 12 ngày làm việc" in shown
    assert sent.status_code == 422
    assert fresh(revision).status == Status.DRAFT


def test_review_shows_changes_reasons_and_the_decision(client, agency_a, crew):
    dung, binh, _ = crew
    live = issued(drafted(dung, agency_a), *crew)
    nxt = editing.open_next_draft(by=dung, procedure=live.document.procedure)
    shorter = tuple(
        replace(step, limit=days("2")) if step.key == "4" else step
        for step in correction().steps
    )
    saved(dung, nxt, replace(correction(), steps=shorter))
    [change] = reads.changes_of(nxt)
    saved(
        dung,
        nxt,
        replace(correction(), steps=shorter),
        reasons={change.key: "Gộp hai lần đọc"},
    )
    releasing.submit(by=dung, revision=nxt)
    client.force_login(binh)

    said = text_of(client.get(page(nxt, "soat-xet")))

    assert "2,5 → 2 ngày làm việc" in said
    assert "Lý do: Gộp hai lần đọc" in said
    assert "Đồng ý, chuyển phê duyệt" in said
    assert "Trả lại người soạn, vì" in said


def test_author_is_told_who_decides(as_dung, agency_a, crew):
    revision = drafted(crew[0], agency_a)
    releasing.submit(by=crew[0], revision=revision)

    said = text_of(as_dung.get(page(revision, "soat-xet")))

    assert "Bạn là người soạn bản này" in said
    assert "Trần Văn Bình" in said
    assert "Đồng ý, chuyển" not in said


def test_agree_then_approve_then_issue_by_pages(client, agency_a, crew):
    dung, binh, chi = crew
    revision = drafted(dung, agency_a)
    client.force_login(dung)
    client.post(page(revision, "gui"), {"note": "Kính trình"})
    for user in (binh, chi):
        client.force_login(user)
        seen = digest(fresh(revision))
        client.post(page(revision, "dong-y"), {"seen": seen})
    assert fresh(revision).status == Status.APPROVED

    client.force_login(dung)
    assert "Đã ban hành thì không sửa" in text_of(
        client.get(page(revision, "ban-hanh"))
    )
    today = timezone.localdate()
    answer = client.post(
        page(revision, "ban-hanh"),
        {"given": "no", "issuer": "UBND", "effective_on": today.isoformat()},
        follow=True,
    )

    assert "Đã ban hành QT-ĐĐ-07 theo 01/QĐ-UBND" in text_of(answer)
    assert fresh(revision).status == Status.ISSUED


def test_issue_form_says_what_is_wrong_at_its_field(as_dung, agency_a, crew):
    revision = approved(drafted(crew[0], agency_a), *crew)

    empty = as_dung.post(page(revision, "ban-hanh"), {"given": "yes"})
    early = as_dung.post(
        page(revision, "ban-hanh"),
        {
            "given": "yes",
            "decision_number": "9/QĐ-UBND",
            "decision_on": "2026-01-05",
            "effective_on": "2026-01-01",
        },
    )

    assert empty.status_code == early.status_code == 422
    assert "Ghi số quyết định đã ký" in text_of(empty)
    assert "Ngày hiệu lực trước ngày ký" in text_of(early)


def test_return_without_reason_keeps_the_page(client, agency_a, crew):
    dung, binh, _ = crew
    revision = drafted(dung, agency_a)
    releasing.submit(by=dung, revision=revision)
    client.force_login(binh)
    seen = {"seen": digest(fresh(revision))}

    refused = client.post(page(revision, "tra-lai"), seen | {"reason": " "})
    done = client.post(page(revision, "tra-lai"), seen | {"reason": "Thiếu bước lưu"})

    assert refused.status_code == 422
    assert "Ghi ít nhất một câu" in text_of(refused)
    assert done.status_code == 302
    assert fresh(revision).status == Status.DRAFT


def test_late_decision_keeps_its_reason_and_names_the_first(client, agency_a, crew):
    dung, binh, chi = crew
    revision = drafted(dung, agency_a)
    releasing.submit(by=dung, revision=revision)
    seen = digest(fresh(revision))
    releasing.agree(by=chi, revision=fresh(revision), seen=seen)
    saved(dung, fresh(revision), replace(correction(), field="Đất đai"))
    client.force_login(binh)

    answer = client.post(
        page(revision, "tra-lai"), {"seen": seen, "reason": "Câu tôi đã nghĩ kỹ"}
    )

    assert answer.status_code == 409
    assert "Câu tôi đã nghĩ kỹ" in text_of(answer)
    assert "Dự thảo đã đổi" in text_of(answer)


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
