"""The editor: what a post does, what is kept when it is refused."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from eiso.plan.procedures import edits
from eiso.plan.procedures.services import editing
from tests.plan.procedures.definitions import correction, seat_change
from tests.plan.procedures.pages import (
    BASE,
    defined,
    fresh,
    page,
    post,
    steps_form,
    text_of,
)
from tests.plan.procedures.story import drafted, issued, saved


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


def test_changes_are_escaped_where_they_are_marked(as_dung, agency_a, crew):
    live = issued(drafted(crew[0], agency_a), *crew)
    nxt = editing.open_next_draft(by=crew[0], procedure=live.document.procedure)

    post(as_dung, nxt, **{"1.title": "<img src=x onerror=alert(1)>"})

    said = as_dung.get(page(nxt)).content.decode()
    assert "<img src=x" not in said
    assert "<del>" in said


def test_two_editors_in_different_cells_both_keep_their_words(as_dung, agency_a, dung):
    revision = drafted(dung, agency_a)
    old = steps_form(revision, **{"2.title": "Của tôi", "base": revision.sha256})
    theirs = replace(correction().steps[0], title="Của người kia")
    other = replace(correction(), steps=(theirs, *correction().steps[1:]))
    saved(dung, fresh(revision), edits.remove(other, "5"))

    answer = as_dung.post(page(revision), old)

    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Của người kia" in said
    assert "Của tôi" in said
    assert defined(revision).step("2").title == "Phân công xử lý"
    again = steps_form(fresh(revision), **{"2.title": "Của tôi"})
    assert as_dung.post(page(revision), again).status_code == 302
    made = defined(revision)
    assert [made.step(key).title for key in ("1", "2")] == ["Của người kia", "Của tôi"]
    assert made.step("5") is None
