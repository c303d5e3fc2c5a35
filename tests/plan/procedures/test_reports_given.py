"""The faces of processes from real decisions: every step drawn, every word printed."""

from __future__ import annotations

import re

import pytest
from defusedxml import ElementTree as ET

from eiso.plan.procedures.definition import (
    check,
    from_json_bytes,
    longest_path,
    to_json_bytes,
)
from eiso.plan.procedures.flowchart import flowchart_pages, flowchart_svg
from eiso.plan.procedures.readers.process import read_process
from eiso.plan.procedures.readers.process.drafting import definition_of
from eiso.plan.procedures.reports import (
    annex_docx,
    annex_pdf,
    procedure_docx,
    procedure_pdf,
)
from tests.plan.procedures.papers import FACTS
from tests.plan.procedures.test_reports import clean, pdf_words, word_words

pytestmark = pytest.mark.given_data


@pytest.fixture
def real(given_data):
    """The definitions of the decisions in the given folder that hold processes."""
    found = []
    folder = given_data / "vn_official_documents_2025"
    for file in sorted(folder.glob("*.md")):
        if re.search(r"_(?:0?(?:1594|1610|1779|2913))_", file.name):
            reading = read_process(file.read_bytes(), file.name)
            found.extend(definition_of(item) for item in reading.procedures)
    return found


def test_the_sample_adds_up_to_thirty_days(real):
    both = [item for item in real if item.symbol in {"QTTP-20", "QTTP-14"}]

    assert len(both) == 2
    for item in both:
        assert longest_path(item).minutes == 14_400
        assert not [problem for problem in check(item) if problem.blocks_review]
        page = pdf_words(annex_pdf([item], FACTS))
        assert "Tổngthờigian30ngàylàmviệc" in page


def test_each_is_written_and_read_back_alike(real):
    assert len(real) > 10
    for item in real:
        assert from_json_bytes(to_json_bytes(item)) == item


def test_every_step_of_each_is_drawn_on_screen_and_paper(real):
    for item in real:
        for layout in ("horizontal", "vertical", "narrow"):
            assert ET.fromstring(flowchart_svg(item, layout=layout)).get("aria-label")
        numbers = re.findall(r">([^<]+)</text>", "".join(flowchart_pages(item)))
        for step in item.steps:
            assert any(text.split()[0] == step.number for text in numbers), step.number


def test_no_word_of_a_step_is_lost_on_any_face(real):
    for item in real:
        bodies = (
            word_words(procedure_docx(item, FACTS))[0],
            word_words(annex_docx([item], FACTS))[0],
        )
        page = pdf_words(procedure_pdf(item, FACTS))
        for step in item.steps:
            said = [step.title, step.post, *step.forms, *step.results]
            if step.limit and not step.covered_by:
                said.append(step.limit.text)
            for text in map(clean, said):
                assert all(text in body for body in bodies), text
                assert len(_missing(text, page)) <= 1, text  # over a page break


def _missing(text, page):
    pieces = [text[at : at + 24] for at in range(0, len(text), 24)]
    return [piece for piece in pieces if piece not in page]


def test_days_are_called_what_the_decision_calls_them(real):
    mineral = [item for item in real if item.national_code.startswith("1.014466")]

    assert mineral
    for item in mineral:
        page = pdf_words(procedure_pdf(item, FACTS))
        assert re.search(r"Tổngthờigian(48|36)ngày(?!làmviệc)", page)
