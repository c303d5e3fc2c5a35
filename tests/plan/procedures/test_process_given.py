"""The given real decisions, read whole."""

from __future__ import annotations

import pytest

from eiso.base.errors import RefusedFile
from eiso.plan.procedures.readers.process import as_json, read_process

pytestmark = pytest.mark.given_data
DOCUMENTS = "vn_official_documents_2025"
SAMPLE = f"{DOCUMENTS}/2025-11-20_1594_QĐ-TTPVHCC_82483d.md"


def test_the_sample_gives_two_procedures_of_thirty_days(given_data):
    path = given_data / SAMPLE
    reading = read_process(path.read_bytes(), path.name)
    assert [one.code for one in reading.procedures] == ["1.012644", "1.012657"]
    for index, one in enumerate(reading.procedures):
        assert (one.stated_minutes, one.sum_minutes, one.sum_ok) == (14400, 14400, True)
        assert [step.minutes for step in one.steps] == [
            *(240, 240, 480, 480, 7680, 480, 480, 3360),
            *[None] * 7,
            *(960, None),
        ]
        doubts = [doubt for doubt in reading.unclear if doubt.procedure == index]
        assert [doubt.kind for doubt in doubts] == ["shared", "no_term"]
        assert doubts[0].steps == tuple(range(7, 15))
        assert "8 bước (6 đến 13)" in doubts[0].sentence
        assert [back.number for step in one.steps for back in step.returns] == [
            "3",
            "4",
        ]
        assert one.steps[7].agency == "UBND thành phố Hà Nội"
        assert "kể từ ngày nhận đủ hồ sơ" in one.stated_text
        assert len(one.legal_bases) == 5
    assert [len(one.components) for one in reading.procedures] == [4, 2]
    assert [len(one.forms) for one in reading.procedures] == [5, 3]
    assert [one.symbol for one in reading.procedures] == ["QTTP-20", "QTTP-14"]


def test_steps_written_as_paragraphs_case_by_case(given_data):
    path = given_data / DOCUMENTS / "2025-11-19_01779_QĐ-UBND_8a68cd.md"
    reading = read_process(path.read_bytes(), path.name)
    assert [one.code for one in reading.procedures] == ["1.014466.H12"] * 2
    assert [
        (one.stated_minutes, one.sum_minutes, one.sum_ok) for one in reading.procedures
    ] == [(48 * 480, 48 * 480, True), (36 * 480, 36 * 480, True)]
    agencies = {step.agency for one in reading.procedures for step in one.steps}
    assert len(agencies) == 2


def test_internal_procedures_without_limits_get_none(given_data):
    path = given_data / DOCUMENTS / "2025-11-24_2913_QĐ-UBND_6e205b.md"
    reading = read_process(path.read_bytes(), path.name)
    assert len(reading.procedures) == 8
    assert {step.minutes for one in reading.procedures for step in one.steps} == {None}


def test_every_given_document_is_read_or_refused_in_words(given_data):
    read, refused = 0, []
    for path in sorted((given_data / DOCUMENTS).glob("*.md")):
        try:
            printed = as_json(read_process(path.read_bytes(), path.name))
        except RefusedFile as refusal:
            refused.append(refusal.code)
            continue
        read += 1
        assert all(one["steps"] for one in printed["procedures"])
    assert read >= 4
    assert set(refused) <= {"no_steps", "no_head"}
