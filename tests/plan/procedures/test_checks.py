"""What a definition lacks is said in a sentence, with the place, and blocks or not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition import (
    END,
    Channel,
    Definition,
    Kind,
    Next,
    Return,
    Step,
    StepLimit,
    Via,
    check,
)
from tests.plan.procedures.definitions import (
    correction,
    days,
    definitions,
    seat_change,
    step,
)


def kinds(definition, **wanted):
    found = check(definition)
    return {(item.where, item.kind, item.blocks_review) for item in found}


def made(*steps, **more):
    told = {"title": "Cấp bản sao", "kind": Kind.INTERNAL, **more}
    return Definition(steps=steps, **told)


def test_the_three_from_life_have_nothing_that_blocks():
    assert not [item for item in check(correction()) if item.blocks_review]
    assert not [item for item in check(seat_change()) if item.blocks_review]


def test_a_clean_procedure_has_no_problem_at_all():
    assert check(made(step("a", "P", "1"), step("b", "Q", "2"))) == []


@pytest.mark.parametrize(
    ("definition", "where", "kind", "blocks"),
    [
        (made(), "steps", "steps", True),
        (made(step("a", "P", "1"), title=""), "title", "title", True),
        (
            made(step("a", "P", "1"), kind=Kind.TTHC),
            "national_code",
            "national_code",
            False,
        ),
        (made(step("a", "P", "1"), step("", "P", "1")), "steps", "key", True),
        (made(step(END, "P", "1")), "steps", "key", True),
        (made(step("a", "P", "1"), step("a", "P", "1")), "a", "duplicate_key", True),
        (made(step("a", "", "1")), "a", "no_post", True),
        (made(step("a", "P", "1", title="")), "a", "untitled", True),
        (made(step("a", "P", "1"), step("b", "P")), "b", "no_limit", False),
        (made(step("a", "P")), "steps", "no_limits", True),
        (made(step("a", "P", "1", next=(Next("x"),))), "a", "next_unknown", True),
        (
            made(step("a", "P", "1", next=(Next(END),)), step("b", "P", "1")),
            "b",
            "unreachable",
            True,
        ),
        (
            made(step("a", "P", "1"), step("b", "P", "1", next=(Next("a"),))),
            "b",
            "circle",
            True,
        ),
        (
            made(step("a", "P", "1"), step("b", "P", "1", next=(Next("a"),))),
            "steps",
            "no_end",
            True,
        ),
        (
            made(step("a", "P", "1", next=(Next("b", "đủ"),)), step("b", "P", "1")),
            "a",
            "one_condition",
            False,
        ),
        (
            made(
                step("a", "P", "1", next=(Next("b", "đủ"), Next("c"), Next(END))),
                step("b", "P", "1"),
                step("c", "P", "1"),
            ),
            "a",
            "mixed_split",
            True,
        ),
        (
            made(step("a", "P", "1", returns=(Return("x"),))),
            "a",
            "return_unknown",
            True,
        ),
        (
            made(step("a", "P", "1", returns=(Return("b"),)), step("b", "P", "1")),
            "a",
            "return_forward",
            True,
        ),
        (
            made(step("a", "P", "1", returns=(Return("a"),))),
            "a",
            "return_forward",
            True,
        ),
        (
            made(step("a", "P", "1"), step("b", "P", covered_by="x")),
            "b",
            "cover_unknown",
            True,
        ),
        (
            made(step("a", "P"), step("b", "P", covered_by="a"), step("c", "P", "1")),
            "b",
            "cover_empty",
            True,
        ),
        (
            made(step("a", "P", "1"), step("b", "P", "1", covered_by="a")),
            "b",
            "cover_twice",
            True,
        ),
        (
            made(step("a", "P", "3"), channels=(Channel(Via.POST, days("2")),)),
            "channels:0",
            "over_limit",
            True,
        ),
        (
            made(step("a", "P", "1"), channels=(Channel(Via.POST, None, "10 bước"),)),
            "channels:0",
            "not_compared",
            False,
        ),
        (
            made(
                step("a", "P", "1"),
                channels=(Channel(Via.POST, StepLimit("2 ngày", 2, Unit.DAY)),),
            ),
            "channels:0",
            "mixed_units",
            False,
        ),
    ],
)
def test_each_problem_is_found_at_its_place(definition, where, kind, blocks):
    assert (where, kind, blocks) in kinds(definition)


def test_the_sum_over_the_limit_says_by_how_much_and_on_which_branch():
    late = replace(
        seat_change(), channels=(Channel(Via.DIRECT, days("28"), "28 ngày"),)
    )

    (problem,) = [item for item in check(late) if item.kind == "over_limit"]

    assert problem.sentence == (
        "Kênh trực tiếp: tổng 30 ngày làm việc trên 28 ngày làm việc, vượt 2 ngày làm "
        "việc (nhánh Đủ điều kiện). Rút bớt 2 ngày làm việc ở các bước, vì hạn của thủ "
        "tục không được kéo dài."
    )


def test_a_return_to_an_earlier_step_is_no_circle():
    definition = made(step("a", "P", "1"), step("b", "P", "1", returns=(Return("a"),)))

    assert check(definition) == []


def test_a_sentence_names_the_step_by_number_and_title():
    definition = made(
        Step(key="k7", number="2.1", title="Chuyển hồ sơ", limit=days("1"))
    )

    assert check(definition)[0].sentence == (
        "Bước 2.1 “Chuyển hồ sơ” chưa có vị trí chịu trách nhiệm. Chọn vị trí."
    )


@given(definitions)
def test_any_definition_is_answered_in_sentences(definition):
    for problem in check(definition):
        assert problem.kind
        assert problem.sentence.endswith((".", "”"))


def test_a_title_of_many_lines_is_named_by_its_head():
    title = "Chuyên viên tiếp nhận hồ sơ, kiểm tra thành phần, nhập thông tin, " * 4
    definition = made(Step(key="a", number="1", title=title, limit=days("1")))

    assert check(definition)[0].sentence == (
        "Bước 1 “Chuyên viên tiếp nhận hồ sơ, kiểm tra thành phần, nhập thông tin…” "
        "chưa có vị trí chịu trách nhiệm. Chọn vị trí."
    )
