"""The written form of a definition: one value, one sequence of bytes, both ways."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from eiso.base.errors import NotUnderstood
from eiso.plan.procedures.definition import (
    Channel,
    Component,
    Definition,
    FormTemplate,
    LegalBasis,
    LimitPart,
    Next,
    RecordKept,
    Step,
    StepLimit,
    Via,
    canonical,
    from_json_bytes,
    from_yaml_bytes,
    schema,
    to_json_bytes,
    to_yaml_bytes,
)
from tests.plan.procedures.definitions import days, definitions, texts

SMALL = Definition(title="Cấp bản sao", steps=(Step(key="a", title="Tiếp nhận"),))


@given(definitions)
def test_json_read_back_is_the_same_definition_and_the_same_bytes(definition):
    written = to_json_bytes(definition)

    assert from_json_bytes(written) == definition
    assert to_json_bytes(from_json_bytes(written)) == written


@settings(max_examples=60)
@given(definitions)
def test_yaml_read_back_is_the_same_definition_and_the_same_bytes(definition):
    written = to_yaml_bytes(definition)

    assert from_yaml_bytes(written) == definition
    assert to_yaml_bytes(from_yaml_bytes(written)) == written


@given(texts)
def test_decomposed_letters_make_the_same_bytes(text):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)

    assert to_json_bytes(Definition(purpose=composed)) == to_json_bytes(
        Definition(purpose=decomposed)
    )


def test_the_number_of_zeros_typed_changes_no_byte():
    half, padded = days("0,5"), StepLimit("0,5 ngày làm việc", "0.50", "working_day")

    assert to_json_bytes(Definition(steps=(Step(limit=half),))) == to_json_bytes(
        Definition(steps=(Step(limit=padded),))
    )


def test_a_default_value_is_left_out_so_that_a_later_field_changes_no_byte():
    assert json.loads(to_json_bytes(Definition())) == {"format": "eiso.procedure/1"}


def test_a_text_in_several_lines_is_a_block_in_yaml():
    written = to_yaml_bytes(Definition(purpose="Một\nHai")).decode()

    assert written == "format: eiso.procedure/1\npurpose: |-\n  Một\n  Hai\n"


@pytest.mark.parametrize(
    ("shape", "name"),
    [
        (Definition, None),
        (Step, "step"),
        (StepLimit, "limit"),
        (LimitPart, "part"),
        (Channel, "channel"),
        (Component, "component"),
        (LegalBasis, "legal_basis"),
        (Next, "next"),
        (FormTemplate, "form"),
        (RecordKept, "record"),
    ],
)
def test_the_schema_names_exactly_the_fields_of_the_shapes(shape, name):
    published = schema() if name is None else schema()["$defs"][name]

    known = set(published["properties"]) - {"format"}

    assert known == {item.name for item in fields(shape)}
    assert published["additionalProperties"] is False


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"{", "dòng 1, cột 2"),
        (b"[]", "đầu tệp"),
        (b"{}", "thiếu mục 'format'"),
        (b'{"format": "eiso.procedure/9"}', "“format”"),
        (b'{"format": "eiso.procedure/1", "titel": "x"}', "“titel”"),
        (b'{"format": "eiso.procedure/1", "title": 7}', "một đoạn chữ nhưng gặp 7"),
        (b'{"format": "eiso.procedure/1", "title": "a", "title": "b"}', "hai lần"),
        (b'{"format": "eiso.procedure/1", "sets": NaN}', "không đọc được"),
        (b'{"format": "eiso.procedure/1", "steps": [{}, {"may_pause": 1}]}', "thứ 2"),
        (
            (
                b'{"format": "eiso.procedure/1", "steps": [{"limit": '
                b'{"text": "5", "value": "5", "unit": "week"}}]}'
            ),
            'gặp "week", chỉ nhận working_day',
        ),
        (
            (
                b'{"format": "eiso.procedure/1", "steps": [{"limit": {"text": "5", '
                b'"value": "-5", "unit": "day"}}]}'
            ),
            "không đúng dạng",
        ),
        (b"[" * 100_000, "lồng quá sâu"),
        (b" " * (canonical.MAX_BYTES + 1), "lớn hơn"),
    ],
)
def test_a_bad_json_file_is_refused_with_its_place(content, said):
    with pytest.raises(NotUnderstood) as refusal:
        from_json_bytes(content)

    assert said in refusal.value.message
    assert "chưa có gì thay đổi" in refusal.value.message


@pytest.mark.parametrize(
    "content",
    [
        b"a: &x [1]\nb: *x\n",
        b"format: eiso.procedure/1\nresults: [&x a, *x]\n",
        b"format: eiso.procedure/1\nresults: &x [a]\n",
        b"format: eiso.procedure/1\ntitle: !!python/object/apply:os.system ['id']\n",
        b"format: eiso.procedure/1\ntitle: a\ntitle: b\n",
        b"format: [\n",
        b"? [a]\n: b\n",
        b"",
        b"\x00",
        b"--- a\n--- b\n",
    ],
)
def test_a_bad_yaml_file_is_refused_without_building_anything(content):
    with pytest.raises(NotUnderstood):
        from_yaml_bytes(content)


def test_yaml_keeps_texts_that_look_like_dates_or_numbers():
    read = from_yaml_bytes(
        b"format: eiso.procedure/1\ntitle: 2021-01-01\nsteps:\n"
        b"  - key: a\n    limit: {text: 0.5, value: 0.5, unit: day}\n"
    )

    assert read.title == "2021-01-01"
    assert read.steps[0].limit.text == "0.5"


def test_a_reader_accepts_members_written_at_their_default():
    read = from_json_bytes(b'{"format": "eiso.procedure/1", "title": "", "sets": 0}')

    assert read == Definition()


def test_a_channel_may_stand_several_times_in_its_order():
    rows = (
        Channel(Via.DIRECT, days("5"), "05 ngày làm việc", "Không"),
        Channel(Via.DIRECT, None, "Không quy định", ""),
    )

    read = from_json_bytes(to_json_bytes(replace(SMALL, channels=rows)))

    assert read.channels == rows
