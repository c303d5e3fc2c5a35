"""The frame of official papers: its parts, its blanks, the same words on both faces."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from pypdf import PdfReader

from eiso.base.errors import NotReady, RefusedFile
from eiso.base.printing import office
from eiso.base.printing.official import (
    Official,
    official_context,
    official_docx,
    official_pdf,
    shipped,
)

LETTER = Official(
    agency="UBND phường Cẩm Thành",
    superior="UBND tỉnh Quảng Ngãi",
    symbol="TB-UBND",
    place="Cẩm Thành",
    kind="Thông báo",
    abstract="Về lịch tiếp nhận hồ sơ",
    body=(("", "Bộ phận Một cửa làm việc sáng thứ Bảy."), ("", "Trân trọng.")),
    signer=("TM. Ủy ban nhân dân", "Chủ tịch"),
    signer_name="Phạm Thị Ưng",
    recipients=("- Như trên;", "Lưu: VT, MC."),
)
DECISION = replace(
    LETTER,
    kind="Quyết định",
    symbol="QĐ-UBND",
    number="45",
    on=date(2026, 2, 5),
    authority="Chủ tịch UBND phường",
    grounds=("Căn cứ Luật A;", "Căn cứ Nghị định B.", ""),
    body=(("Điều 1.", "Phê duyệt."), ("Điều 2.", "Có hiệu lực từ ngày ký.")),
)


def clean(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text).replace("\u2007", ""))


def word_words(content):
    body = Document(io.BytesIO(content)).element.body
    return clean("".join(item.text or "" for item in body.xpath(".//w:t")))


def pdf_words(content):
    pages = PdfReader(io.BytesIO(content)).pages
    return clean("".join(page.extract_text() for page in pages))


@pytest.mark.parametrize("paper", [LETTER, DECISION], ids=["letter", "decision"])
def test_both_faces_have_the_same_letters(paper):
    assert Counter(word_words(official_docx(paper))) == Counter(
        pdf_words(official_pdf(paper))
    )


def test_the_nine_parts_are_there():
    words = word_words(official_docx(DECISION))

    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "UBND TỈNH QUẢNG NGÃI",
        "UBND PHƯỜNG CẨM THÀNH",
        "Số: 45/QĐ-UBND",
        "Cẩm Thành, ngày 05 tháng 02 năm 2026",
        "QUYẾT ĐỊNH",
        "CHỦ TỊCH UBND PHƯỜNG",
        "Căn cứ Luật A;",
        "Căn cứ Nghị định B.",
        "Điều 2. Có hiệu lực từ ngày ký./.",
        "TM. ỦY BAN NHÂN DÂN",
        "Phạm Thị Ưng",
        "- Lưu: VT, MC.",
    ):
        assert clean(part) in words, part


def test_before_issue_number_and_day_are_blanks():
    context = official_context(LETTER)

    blanks = [context[f"{name}_blank"] for name in ("number", "day", "month", "year")]
    assert all(text and not text.strip("\u2007") for text in blanks)
    assert "Số:/TB-UBND" in word_words(official_docx(LETTER))


def test_the_registry_always_keeps_a_copy():
    context = official_context(replace(LETTER, recipients=("Như trên",)))

    assert context["recipients"] == ["- Như trên;", "- Lưu: VT."]


def test_the_same_paper_is_the_same_bytes():
    assert official_docx(LETTER) == official_docx(LETTER)
    assert official_pdf(LETTER) == official_pdf(LETTER)


def test_an_office_may_bring_its_own_layout():
    own = official_docx(LETTER, template=shipped("official.docx"))

    assert own == official_docx(LETTER)


def test_a_page_of_a4_with_the_margins_of_the_decree():
    section = Document(io.BytesIO(official_docx(LETTER))).sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25
    box = PdfReader(io.BytesIO(official_pdf(LETTER))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_the_first_page_has_no_number_and_the_second_has():
    long = replace(LETTER, body=tuple(("", f"Đoạn {n}. " * 30) for n in range(30)))

    first, second, *_ = PdfReader(io.BytesIO(official_pdf(long))).pages

    assert not first.extract_text().lstrip().startswith("1")
    assert second.extract_text().lstrip().startswith("2")


def test_without_libreoffice_a_pdf_of_an_own_layout_is_refused(monkeypatch):
    monkeypatch.setattr(office.shutil, "which", lambda name: None)

    assert not office.available()
    with pytest.raises(NotReady, match="LibreOffice"):
        office.docx_to_pdf(official_docx(LETTER))


@pytest.fixture
def pretend_office(tmp_path, monkeypatch):
    """A program in LibreOffice's place that does what the test says."""

    def install(script):
        program = tmp_path / "soffice"
        program.write_text("#!/bin/sh\n" + script)
        program.chmod(0o755)
        monkeypatch.setattr(office.shutil, "which", lambda name: str(program))

    return install


def test_each_job_has_a_profile_of_its_own_and_its_pdf_comes_back(pretend_office):
    pretend_office(
        'case "$1" in -env:UserInstallation=file:///*) ;; *) exit 1;; esac\n'
        'for a; do b="$c"; c="$a"; [ "$b" = --outdir ] && out="$a"; done\n'
        'mkdir -p "$out"; printf "%%PDF-1.7" > "$out/paper.pdf"\n'
    )

    assert office.docx_to_pdf(b"PK") == b"%PDF-1.7"


def test_a_file_libreoffice_cannot_read_is_refused(pretend_office):
    pretend_office("exit 0\n")

    with pytest.raises(RefusedFile, match="không đổi được"):
        office.docx_to_pdf(b"PK")


def test_a_hanging_libreoffice_is_ended(pretend_office, monkeypatch):
    monkeypatch.setattr(office, "SECONDS", 0.3)
    pretend_office("sleep 60 & sleep 60\n")

    with pytest.raises(RefusedFile):
        office.docx_to_pdf(b"PK")
