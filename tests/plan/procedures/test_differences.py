"""Differences in words: steps by key, nothing for nothing, something for anything."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition import (
    END,
    TEMPLATES,
    Channel,
    Component,
    Definition,
    FormTemplate,
    Kind,
    LegalBasis,
    Next,
    RecordKept,
    Return,
    Rule,
    Step,
    StepLimit,
    Via,
    diff_in_words,
    renumbered,
    sentence,
)
from tests.plan.procedures.definitions import correction, days, definitions, seat_change


def said(old, new):
    return [change.sentence for change in diff_in_words(old, new)]


def with_step(definition, key, **changed):
    steps = tuple(
        replace(step, **changed) if step.key == key else step
        for step in definition.steps
    )
    return replace(definition, steps=steps)


@given(definitions)
def test_nothing_changed_says_nothing(definition):
    assert diff_in_words(definition, definition) == []


@settings(max_examples=200)
@given(definitions, definitions)
def test_whatever_differs_is_said(old, new):
    changes = diff_in_words(old, new)

    assert bool(changes) == (old != new)
    assert all(change.sentence for change in changes)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"limit": days("4")}, "Bước 4 “{}”: 2,5 → 4 ngày làm việc."),
        ({"limit": None}, "Bước 4 “{}”: 2,5 ngày làm việc → không có thời hạn."),
        (
            {"limit": StepLimit("4 giờ", 4, Unit.WORKING_HOUR)},
            "Bước 4 “{}”: 2,5 ngày làm việc → 4 giờ làm việc.",
        ),
        (
            {"post": "Văn thư"},
            "Bước 4 “{}”, vị trí: “Công chức địa chính” → “Văn thư”.",
        ),
        ({"agency": "Sở A"}, "Bước 4 “{}”, cơ quan: thêm “Sở A”."),
        ({"forms": ("Mẫu 06",)}, "Bước 4 “{}”, biểu mẫu: thêm “Mẫu 06”."),
        ({"results": ("Tờ trình",)}, "Bước 4 “{}”, kết quả: thêm “Tờ trình”."),
        (
            {"next": (Next("5", "đủ"), Next(END, "thiếu"))},
            "Bước 4 “{}”, bước tiếp theo: thêm “đủ: bước 5; thiếu: kết thúc”.",
        ),
        ({"returns": (Return("3"),)}, "Bước 4 “{}”, trả lại: thêm “bước 3”."),
        ({"covered_by": "3"}, "Bước 4 “{}”, dùng chung thời hạn: thêm “bước 3”."),
        ({"may_pause": True}, "Bước 4 “{}”: nay được tạm dừng."),
        ({"note": "gấp"}, "Bước 4 “{}”, ghi chú: thêm “gấp”."),
        ({"detail": "đo"}, "Bước 4 “{}”, nội dung công việc: thêm “đo”."),
    ],
)
def test_a_change_of_a_step_is_one_sentence(changed, words):
    old = correction()

    title = old.step("4").title
    assert said(old, with_step(old, "4", **changed)) == [words.format(title)]


def test_a_new_name_is_a_rename_and_not_another_step():
    changes = diff_in_words(
        correction(), with_step(correction(), "4", title="Thẩm tra")
    )

    assert [(change.kind, change.step_key) for change in changes] == [
        ("step_field", "4")
    ]
    assert changes[0].sentence == (
        "Bước 4 “Thẩm tra”, tên: “Thẩm định, dự thảo kết quả” → “Thẩm tra”."
    )


def test_a_step_put_in_the_middle_moves_no_other():
    old = correction()
    extra = Step(key="new", title="Đo đạc", post="Chi nhánh", limit=days("1"))
    new = replace(old, steps=(*old.steps[:2], extra, *old.steps[2:]))

    assert said(old, new) == ["Thêm bước 3 “Đo đạc”: Chi nhánh, 1 ngày làm việc."]
    assert said(new, old) == ["Bỏ bước 3 “Đo đạc”: Chi nhánh, 1 ngày làm việc."]


def test_a_step_moved_is_said_once():
    old = correction()
    steps = list(old.steps)
    steps.insert(1, steps.pop(5))

    changes = diff_in_words(old, replace(old, steps=tuple(steps)))

    assert [(change.kind, change.step_key) for change in changes] == [
        ("step_moved", "6")
    ]
    assert changes[0].sentence == (
        "Bước 6 “Ký duyệt”: chuyển từ vị trí 6 sang vị trí 2."
    )


def test_limits_and_fees_of_a_channel_are_said_with_the_channel():
    old = seat_change()
    rows = (
        replace(old.channels[0], limit=days("25"), fee_text="50.000 đồng"),
        *old.channels[1:],
    )

    assert said(old, replace(old, channels=rows)) == [
        "Kênh trực tiếp, thời hạn: 30 → 25 ngày làm việc.",
        "Kênh trực tiếp, phí, lệ phí: “Không” → “50.000 đồng”.",
    ]


def test_a_second_row_of_the_same_channel_is_said_by_its_place():
    old = replace(
        correction(),
        channels=(Channel(Via.DIRECT, days("8")), Channel(Via.DIRECT, days("3"))),
    )
    rows = (old.channels[0], Channel(Via.DIRECT, days("2")))

    assert said(old, replace(old, channels=rows)) == [
        "Kênh trực tiếp (dòng 2), thời hạn: 3 → 2 ngày làm việc."
    ]


CHANGED = {
    "kind": Kind.INTERNAL,
    "rule": Rule.END_OF_DAY,
    "sets": 2,
    "channels": (Channel(Via.POST),),
    "components": (Component("Đơn", 1),),
    "legal_bases": (LegalBasis("31/2024/QH15", "Luật Đất đai"),),
    "results": ("Giấy chứng nhận",),
    "steps": (Step(key="z"),),
    "forms": (FormTemplate("01", "Đơn"),),
    "records": (RecordKept("Hồ sơ", "Văn thư", "5 năm"),),
}


@pytest.mark.parametrize("name", [item.name for item in fields(Definition)])
def test_every_field_of_a_definition_is_compared(name):
    changed = replace(Definition(), **{name: CHANGED.get(name, "khác")})

    assert len(diff_in_words(Definition(), changed)) == 1


def test_rows_are_known_by_what_they_name():
    old = Definition(components=(Component("Đơn", 1), Component("Bản vẽ", 0, 1)))
    new = Definition(
        components=(Component("Bản vẽ", 0, 2), Component("Đơn", 1), Component("Ảnh"))
    )

    found = said(old, new)

    assert "Thành phần hồ sơ: thêm “Ảnh”." in found
    assert "Thành phần hồ sơ: “Bản vẽ (1 bản sao)” → “Bản vẽ (2 bản sao)”." in found
    assert sum(words.endswith("đổi thứ tự.") for words in found) == 1
    assert len(found) == 3


def test_a_change_is_worded_in_another_language_from_its_kind_and_parameters():
    (change,) = diff_in_words(
        correction(), with_step(correction(), "4", limit=days("4"))
    )

    assert change.kind in TEMPLATES
    assert sentence(change, "{step}: from {before} to {after}") == (
        "Bước 4 “Thẩm định, dự thảo kết quả”: from 2,5 to 4 ngày làm việc"
    )


def test_numbers_follow_the_places_on_request():
    old = correction()
    moved = replace(old, steps=(*old.steps[4:], *old.steps[:4]))

    assert [step.number for step in renumbered(moved).steps] == list("12345678")
