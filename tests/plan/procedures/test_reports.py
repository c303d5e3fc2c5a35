"""The papers: Word and PDF say the same words, with the right letters, each time alike."""

from __future__ import annotations

import importlib
import io
import re
import unicodedata
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from pypdf import PdfReader

from eiso.base.errors import RefusedFile
from eiso.base.printing import official
from eiso.base.printing.sandbox import field_names
from eiso.plan.procedures import reports
from eiso.plan.procedures.definition import Definition, Kind, Step
from eiso.plan.procedures.reports import (
    IssueFacts,
    Signing,
    annex_docx,
    annex_pdf,
    decision_docx,
    decision_pdf,
    procedure_docx,
    procedure_pdf,
    shipped,
)
from eiso.plan.procedures.reports.context import roman
from eiso.plan.procedures.reports.steps import step_rows
from tests.plan.procedures.definitions import correction, definitions
from tests.plan.procedures.papers import FACTS, full

ROOT = Path(__file__).parents[3]


def word_words(content):
    """Words of a Word file in order of reading: body, with tables; headers apart."""
    document = Document(io.BytesIO(content))
    body = " ".join(_cells(document.element.body))
    head = " ".join(_cells(document.sections[0].header._element))
    return clean(body), clean(head)


def _cells(element):
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for item in element.iter():
        if item.tag == f"{space}t":
            yield item.text or ""
        elif item.tag in {f"{space}p", f"{space}br"}:
            yield "\n"


def pdf_words(content):
    reader = PdfReader(io.BytesIO(content))
    return clean(" ".join(page.extract_text() for page in reader.pages))


def clean(text):
    composed = unicodedata.normalize("NFC", text).replace("\u2007", " ")
    return re.sub(r"\s+", "", composed)


def strings(value):
    """Every text of a context, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def test_both_faces_of_the_procedure_say_every_word_of_the_context():
    context = reports.procedure_context(full(), FACTS)
    del context["nothing"]  # said only where a table is empty
    body, head = word_words(procedure_docx(full(), FACTS))
    page = pdf_words(procedure_pdf(full(), FACTS))

    for text in strings(context):
        for part in text.split("\n"):
            for place in (body + head, page):
                assert clean(part) in place or clean(part.upper()) in place, part


def test_both_faces_of_the_annex_are_the_same_letters_in_number():
    both = [full(), correction()]

    body, _ = word_words(annex_docx(both, FACTS))
    page = pdf_words(annex_pdf(both, FACTS))

    missing = Counter(body) - Counter(page)
    assert not missing
    extra = Counter(page) - Counter(body)  # repeated heads of tables, page numbers
    assert set(extra) <= set("TTTrìnhtựTráchnhiệmThờigianBiểumẫu/Kếtquả0123456789")


def test_the_seven_sections_stand_in_their_order():
    body, _ = word_words(procedure_docx(full(), FACTS))
    page = pdf_words(procedure_pdf(full(), FACTS))
    heads = [
        "1. MỤC ĐÍCH", "2. PHẠM VI", "3. TÀI LIỆU VIỆN DẪN", "4. ĐỊNH NGHĨA, VIẾT TẮT",
        "5. NỘI DUNG", "5.1. Cơ sở pháp lý", "5.2. Thành phần hồ sơ",
        "5.3. Số lượng hồ sơ", "5.4. Thời gian xử lý", "5.5. Nơi tiếp nhận và trả kết quả",
        "5.6. Phí, lệ phí", "5.7. Quy trình xử lý công việc", "6. BIỂU MẪU",
        "7. HỒ SƠ CẦN LƯU",
    ]  # fmt: skip

    for words in (body, page):
        places = [words.index(clean(head)) for head in heads]
        assert places == sorted(places)


def test_the_cover_tells_issue_amendment_day_and_page():
    _, head = word_words(procedure_docx(full(), FACTS))
    page = pdf_words(procedure_pdf(full(), FACTS))

    for place in (head, page):
        assert "Mãhiệu:QTTP-20" in place
        assert "Lầnbanhành:02" in place
        assert "Lầnsửađổi:01" in place
        assert "Ngàybanhành:05/3/2026" in place
    count = len(PdfReader(io.BytesIO(procedure_pdf(full(), FACTS))).pages)
    assert f"Trang:1/{count}" in page
    assert f"Trang:{count}/{count}" in page


def test_an_internal_procedure_has_no_heads_of_a_public_one():
    inner = replace(full(), kind=Kind.INTERNAL, channels=(), components=())

    for words in (
        word_words(procedure_docx(inner, FACTS))[0],
        pdf_words(procedure_pdf(inner, FACTS)),
    ):
        assert "Thànhphầnhồsơ" not in words
        assert "5.2.Quytrìnhxửlýcôngviệc" in words
        assert "5.1.Nộidungcôngviệc" in words


def test_a_number_and_a_day_not_given_yet_are_grey_places_to_write_on():
    draft = IssueFacts(agency="UBND phường Cẩm Thành")

    content = annex_docx([correction()], draft)
    body, _ = word_words(content)

    assert "(KèmtheoQuyếtđịnhsố/QĐ-UBNDngàycủaUBNDphườngCẩmThành)" in body
    shaded = [
        run.text
        for paragraph in Document(io.BytesIO(content)).paragraphs
        for run in paragraph.runs
        if run._r.xpath("./w:rPr/w:shd")
    ]
    assert [len(text) for text in shaded] == [6, 12]
    assert "QĐ-UBNDngàycủa" in pdf_words(annex_pdf([correction()], draft))


@pytest.mark.parametrize(
    "make",
    [
        lambda: procedure_docx(full(), FACTS),
        lambda: procedure_pdf(full(), FACTS),
        lambda: annex_docx([full()], FACTS),
        lambda: annex_pdf([full()], FACTS),
    ],
)
def test_the_same_input_gives_the_same_bytes(make):
    assert make() == make()


def test_every_letter_of_vietnamese_is_in_the_bundled_face():
    """A text layer can be right while glyphs are boxes: PDF/A refuses a missing one."""
    vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    marks = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    letters = [unicodedata.normalize("NFC", v + m) for v in vowels for m in marks]
    text = "".join([*letters, "đĐ“”–…→½"])
    page = procedure_pdf(replace(correction(), purpose=text), FACTS)

    assert clean(text) in pdf_words(page)
    assert b"pdfaid" in page
    fonts = {
        font["/BaseFont"].split("+")[-1]
        for sheet in PdfReader(io.BytesIO(page)).pages
        for font in _fonts(sheet)
    }
    assert fonts
    assert all(name.startswith("LiberationSerif") for name in fonts)


def _fonts(sheet):
    resources = sheet["/Resources"].get_object()
    return [font.get_object() for font in resources.get("/Font", {}).values()]


def test_a_letter_no_face_has_still_gives_a_paper():
    page = procedure_pdf(replace(correction(), purpose="Ký hiệu 🏛 và 漢"), FACTS)

    assert page.startswith(b"%PDF")


@settings(max_examples=25, deadline=None)
@given(definitions)
def test_any_definition_prints(definition):
    assert procedure_pdf(definition, FACTS).startswith(b"%PDF")
    assert procedure_docx(definition, FACTS).startswith(b"PK")
    assert annex_pdf([definition], FACTS).startswith(b"%PDF")
    assert annex_docx([definition], FACTS).startswith(b"PK")


def test_heads_of_long_tables_repeat_and_rows_do_not_break():
    document = Document(io.BytesIO(procedure_docx(full(), FACTS)))
    steps = next(
        table for table in document.tables if table.cell(0, 1).text == "Trình tự"
    )

    assert steps.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in steps.rows)
    sheets = PdfReader(io.BytesIO(procedure_pdf(full(), FACTS))).pages
    headed = [clean(sheet.extract_text()).count("TTTrìnhtự") for sheet in sheets]
    assert sum(headed) >= 2


def test_the_flowchart_of_the_word_face_says_what_it_is():
    document = Document(io.BytesIO(procedure_docx(full(), FACTS)))

    (drawing,) = document.element.body.xpath(".//wp:docPr[@descr]")
    assert drawing.get("descr") == f"Lưu đồ {full().title}"


def test_an_office_may_replace_the_template_by_its_own():
    own = procedure_docx(full(), FACTS, template=shipped("procedure.docx"))

    assert own == procedure_docx(full(), FACTS)
    with pytest.raises(RefusedFile):
        procedure_docx(full(), FACTS, template=b"PK")


def test_the_shipped_templates_are_those_the_tool_builds(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    tool = importlib.import_module("build_word_templates")

    assert tool.packed(tool.procedure) == shipped("procedure.docx")
    assert tool.packed(tool.annex) == shipped("annex.docx")
    assert tool.packed(tool.official) == official.shipped("official.docx")


def test_the_decision_names_how_many_and_from_when():
    signing = Signing("Hà Nội", "Giám đốc Sở", ("Giám đốc",), "Lê Quỳnh Ỷ")
    both = [full(), correction()]

    body, _ = word_words(decision_docx(both, FACTS, signing))

    assert "Số:45/QĐ-UBND" in body
    assert "HàNội,ngày27tháng02năm2026" in body
    assert "Phêduyệt02quytrìnhnộibộgiảiquyếtthủtụchànhchính" in body
    assert "cóhiệulựckểtừngày05/3/2026" in body
    assert "thihànhQuyếtđịnhnày./." in body
    assert Counter(body) == Counter(pdf_words(decision_pdf(both, FACTS, signing)))


def test_a_whole_number_of_a_decision_is_taken_apart():
    whole = replace(FACTS, decision_number="45/QĐ-SDTTG")

    assert "số45/QĐ-SDTTGngày" in word_words(annex_docx([full()], whole))[0]


def test_every_field_of_a_definition_reaches_the_paper():
    """A field added to the definition and forgotten here would be lost on paper."""
    silent = {"kind", "rule", "sets"}  # they choose or count what is printed
    printed = word_words(procedure_docx(full(), FACTS))
    page = "".join(printed)
    for item in fields(Definition):
        value = getattr(full(), item.name)
        if item.name in silent:
            continue
        assert value, item.name
        for text in _said(value):
            assert clean(text) in page, (item.name, text)


def _said(value):
    if isinstance(value, str):
        return value.split("\n")
    if isinstance(value, tuple):
        return [
            text
            for item in value
            for text in ([item] if isinstance(item, str) else [_name(item)])
        ]
    return []


def _name(item):
    for name in ("title", "name", "limit_text"):
        if getattr(item, name, ""):
            return getattr(item, name)
    return ""


@pytest.mark.parametrize(
    ("number", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX")]
)
def test_roman_numbers(number, written):
    assert roman(number) == written


def test_a_title_that_heads_the_content_is_not_said_twice():
    steps = (
        Step(key="1", title="Kiểm tra hồ sơ", detail="- Kiểm tra hồ sơ:\nĐối chiếu."),
    )

    (row,) = step_rows(Definition(steps=steps))

    assert (row["title"], row["lines"]) == ("Kiểm tra hồ sơ", ["Đối chiếu."])


def test_a_title_as_long_as_a_paragraph_is_printed_as_one():
    title = "Tiếp nhận hồ sơ, kiểm tra tính đầy đủ, hợp lệ, hướng dẫn bổ sung " * 3

    (row,) = step_rows(Definition(steps=(Step(key="1", title=title),)))

    assert (row["title"], row["text"]) == ("", title.strip())


def test_steps_without_an_agency_are_done_by_the_issuing_one():
    steps = (Step(key="1"), Step(key="2", agency="Tỉnh"), Step(key="3", agency="Sở A"))

    heads = [row["head"] for row in step_rows(Definition(steps=steps), "Sở A")]

    own = ["Thực hiện tại Sở A", ""]
    assert heads == [*own, "Thực hiện tại Tỉnh", "", *own]


def test_a_title_of_many_lines_makes_the_cover_taller_and_hides_nothing():
    title = "Công nhận kết quả thăm dò khoáng sản thuộc thẩm quyền cấp giấy phép " * 5
    long = replace(correction(), title=title)

    sheets = PdfReader(io.BytesIO(procedure_pdf(long, FACTS))).pages

    for sheet in sheets:
        words = clean(sheet.extract_text())
        assert clean(title) in words
        assert words.index("Trang:") < 700
    tall = reports.procedure_context(long, FACTS)["head_mm"]
    assert tall > reports.procedure_context(correction(), FACTS)["head_mm"]


def test_a_step_longer_than_a_page_loses_no_word():
    detail = "\n".join(f"Việc thứ {n}: xem xét." for n in range(300))
    steps = (Step(key="1", title="Thẩm định", post="P", detail=detail),)

    page = pdf_words(procedure_pdf(replace(correction(), steps=steps), FACTS))

    missing = [n for n in range(300) if f"Việcthứ{n}:xemxét." not in page]
    assert not missing


def test_a_limit_of_the_table_that_ends_open_is_closed():
    row = replace(correction().channels[0], limit_text="Tối đa 48 ngày, trong đó:")

    context = reports.procedure_context(replace(correction(), channels=(row,)), FACTS)

    assert context["times"] == ["Tối đa 48 ngày, trong đó."]


def test_the_guide_for_offices_lists_every_field_a_template_may_print():
    guide = (ROOT / "docs" / "users" / "mau-word.md").read_text("utf-8")
    procedure, annex = guide.split("## Phụ lục quyết định")
    named = {**reports.procedure_context(full(), FACTS), "flowcharts": [""]}

    assert _listed_in(procedure) == set(field_names(named))
    assert _listed_in(annex) == set(
        field_names(reports.annex_context([full(), correction()], FACTS))
    )


def _listed_in(text):
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
