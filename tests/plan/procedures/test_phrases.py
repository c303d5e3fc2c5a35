"""Sentences in another language: the template is translated, what was put in stays."""

from __future__ import annotations

import copy
import json
import pickle
import re
from dataclasses import replace

from django.utils import translation
from hypothesis import given

from eiso.plan.procedures.definition import (
    TEMPLATES,
    Channel,
    Phrase,
    Via,
    check,
    diff_in_words,
    sum_against_limit,
)
from eiso.plan.procedures.definition.problems import PROBLEMS, REMARKS
from tests.plan.procedures.definitions import correction, days, definitions

ENGLISH = {
    "{step}: {before} → {after}.": "{step}: from {before} to {after}.",
    "Bước {number} “{title}”": "Step {number} “{title}”",
    "{value} ngày làm việc": "{value} working days",
    "trực tiếp": "at the desk",
    "Kênh {name}: tổng {total} trên {whole}, còn dự phòng {rest}.": (
        "Channel {name}: {total} of {whole}, {rest} to spare."
    ),
    "{step} chưa có vị trí chịu trách nhiệm. Chọn vị trí.": (
        "{step} has no post in charge. Choose one."
    ),
}


def english(text):
    return ENGLISH.get(text, text)


def with_step(**changed):
    steps = list(correction().steps)
    steps[3] = replace(steps[3], **changed)
    return replace(correction(), steps=tuple(steps))


def test_a_change_is_said_in_another_language():
    (change,) = diff_in_words(correction(), with_step(limit=days("4")))

    assert change.said(english) == (
        "Step 4 “Thẩm định, dự thảo kết quả”: from 2,5 to 4 working days."
    )
    assert change.sentence.startswith("Bước 4")


def test_a_problem_is_said_in_another_language():
    problem = next(item for item in check(with_step(post="")) if item.kind == "no_post")

    assert problem.said(english) == (
        "Step 4 “Thẩm định, dự thảo kết quả” has no post in charge. Choose one."
    )


def test_a_sum_is_said_in_another_language():
    (line,) = sum_against_limit(correction())

    assert line.said(english) == (
        "Channel at the desk: 7,5 working days of 8 working days, 0,5 working days to "
        "spare."
    )


def test_a_phrase_is_an_ordinary_text():
    phrase = Phrase("{step}: {value}", step="{x}", value=Phrase("a {b}", b="c"))

    assert phrase == "{x}: a c"
    assert json.dumps({"text": phrase}) == '{"text": "{x}: a c"}'
    for again in (copy.deepcopy(phrase), pickle.loads(pickle.dumps(phrase))):  # noqa: S301
        assert again == phrase


def test_a_copy_can_still_be_translated():
    phrase = copy.deepcopy(Phrase("a {b}", b=Phrase("c")))

    assert phrase.said(lambda text: {"a {b}": "A {b}", "c": "C"}[text]) == "A C"


@given(definitions, definitions)
def test_said_with_no_translation_is_the_vietnamese(old, new):
    for item in [*diff_in_words(old, new), *check(new), *sum_against_limit(new)]:
        assert item.said(str) == item.sentence


def test_every_remark_is_a_kind_and_every_blank_of_a_template_has_a_name():
    assert set(PROBLEMS) >= REMARKS - {"not_compared"}
    for template in [*PROBLEMS.values(), *TEMPLATES.values()]:
        assert all(name for name in re.findall(r"\{(.*?)\}", template))


def test_the_english_catalogue_says_every_problem_sum_and_change():
    late = replace(
        with_step(post="", covered_by="nowhere"),
        channels=(Channel(Via.DIRECT, days("1"), "1"), Channel(Via.ONLINE)),
    )
    told = [*check(late), *sum_against_limit(late), *diff_in_words(correction(), late)]

    with translation.override("en"):
        english_words = [item.said(translation.gettext) for item in told]

    assert len(told) > 8
    for item, words in zip(told, english_words, strict=True):
        assert words != item.sentence
        assert "Bước" not in words
        assert "Kênh" not in words
    assert "Step 4 “Thẩm định, dự thảo kết quả” has no post in charge. " in (
        " ".join(english_words) + " "
    )
