"""Files that must be refused with a sentence, and mangled ones that must not crash."""

from __future__ import annotations

import contextlib
import io
import zipfile

import docx
import pytest
from docx.exceptions import InvalidSpanError
from hypothesis import given, settings
from hypothesis import strategies as st

from eiso.base.errors import RefusedFile
from eiso.plan.procedures.readers.process import blocks_of, gate, read_process
from eiso.plan.procedures.readers.process.blocks import Table
from eiso.plan.procedures.readers.process.shapes import Reading
from tests.plan.procedures import process_decisions as told
from tests.plan.procedures.process_files import bars, excel, word

WORD = word(*told.LIST_AND_STEPS)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def bomb() -> bytes:
    return with_part(WORD, "word/document.xml", b"<a>" + b" " * (gate.MAX_PART + 10))


def lying_size() -> bytes:
    """The directory claims 10 bytes for a part of many megabytes."""
    data = bytearray(bomb())
    at = data.rfind(b"PK\x01\x02")
    while at >= 0:
        name_length = int.from_bytes(data[at + 28 : at + 30], "little")
        name = bytes(data[at + 46 : at + 46 + name_length])
        if name == b"word/document.xml":
            data[at + 24 : at + 28] = (10).to_bytes(4, "little")
        at = data.rfind(b"PK\x01\x02", 0, at)
    return bytes(data)


def entity_bomb() -> bytes:
    text = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]>'
        b"<a>&d;</a>"
    )
    return with_part(WORD, "word/document.xml", text)


def boxes_in_boxes() -> bytes:
    """A document nested far deeper than any person writes."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = "<w:ins>" * 6000 + "</w:ins>" * 6000
    text = f"<w:document {space}><w:body>{deep}</w:body></w:document>"
    return with_part(WORD, "word/document.xml", text.encode())


HOSTILE = {
    "boxes in boxes": (boxes_in_boxes(), "a.docx", "broken"),
    "long text": (b"a\n" * (gate.MAX_TEXT // 2 + 1), "a.md", "too_large"),
    "macro part": (with_part(WORD, "word/vbaProject.bin", b"x"), "a.docx", "macro"),
    "macro name": (WORD, "a.docm", "macro"),
    "zip bomb": (bomb(), "a.docx", "bomb"),
    "entity bomb": (entity_bomb(), "a.docx", "broken"),
    "truncated": (WORD[: len(WORD) // 2], "a.docx", "broken"),
    "old word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "a.doc",
        "old_office",
    ),
    "encrypted": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "a.docx",
        "encrypted",
    ),
    "pdf": (b"%PDF-1.7 ...", "a.pdf", "pdf"),
    "rtf": (b"{\\rtf1 abc}", "a.doc", "not_docx"),
    "other encoding": (
        "Bước 1 Tiếp nhận".encode("cp1258", "replace"),
        "a.md",
        "wrong_encoding",
    ),
    "empty": (b"  \n ", "a.md", "empty"),
    "not an office zip": (
        with_part(WORD, "x", b"")[:0] or b"PK\x05\x06" + b"\0" * 18,
        "a.docx",
        "unknown_type",
    ),
    "no table": (word("Kính gửi quý cơ quan"), "a.docx", "no_steps"),
    "table without a head": (
        word(
            [
                ["1", "Nhận hồ sơ", "Một cửa", "0,5 ngày"],
                ["2", "Thẩm định", "Chuyên viên", "2 ngày"],
                ["3", "Ký", "Lãnh đạo", "0,5 ngày"],
            ]
        ),
        "a.docx",
        "no_head",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name):
    data, file_name, code = HOSTILE[name]
    with pytest.raises(RefusedFile) as refused:
        read_process(data, file_name)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert len(refused.value.message) > 30


def test_a_size_that_lies_does_not_unpack_the_part():
    with pytest.raises(RefusedFile) as refused:
        read_process(lying_size(), "a.docx")
    assert refused.value.code in ("bomb", "broken")


def test_a_cell_at_the_far_corner_of_a_sheet_is_refused():
    data = excel({"A": [["TT"]]})
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b'r="A1"', b'r="XFD1048576"')
    with pytest.raises(RefusedFile) as refused:
        read_process(with_part(data, "xl/worksheets/sheet1.xml", far), "a.xlsx")
    assert refused.value.code == "too_wide"


cells = st.one_of(
    st.sampled_from(
        [
            "Bước 1",
            "Bước 2",
            "3",
            "I",
            "0,5 ngày",
            "Tổng cộng",
            "",
            "Thời gian",
            "TT",
            "Trách nhiệm",
            "Nội dung",
            "Giờ hành chính",
            "1.900001",
            "5 ngày làm việc",
        ]
    ),
    st.text(max_size=12),
)


def read_or_refuse(data: bytes, name: str) -> Reading | None:
    try:
        return read_process(data, name)
    except RefusedFile:
        return None


def check_sound(reading: Reading | None) -> None:
    """Each limit counts once, each doubt names steps that exist."""
    for index, one in enumerate(reading.procedures if reading else ()):
        assert one.steps
        for step in one.steps:
            assert step.covered_by < len(one.steps)
            assert step.minutes is None or (step.limit and step.covered_by < 0)
        for doubt in reading.unclear if reading else ():
            if doubt.procedure == index:
                assert all(at < len(one.steps) for at in doubt.steps)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(cells, min_size=1, max_size=6), min_size=1, max_size=9))
def test_any_mangled_text_table_is_read_or_refused(rows):
    clean = [[text.replace("|", " ") for text in row] for row in rows]
    check_sound(read_or_refuse(bars("**1. Thủ tục A (1.900001)**", clean), "a.md"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_real_table_with_lines_lost_or_doubled_never_crashes(data):
    lines = bars(*told.LIST_AND_STEPS).decode().split("\n")
    order = data.draw(
        st.lists(st.integers(0, len(lines) - 1), max_size=12), label="lines changed"
    )
    for at in order:
        if data.draw(st.booleans()):
            lines.insert(at, lines[min(at, len(lines) - 1)])
        elif at < len(lines):
            del lines[at]
    check_sound(read_or_refuse("\n".join(lines).encode() or b"x", "a.md"))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.docx", "a.xlsx", "a.csv", "a.md"]))
def test_any_bytes_are_read_or_refused(data, name):
    check_sound(read_or_refuse(data, name))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WORD) - 1), st.integers(0, 255))
def test_one_changed_byte_in_a_word_file_is_read_or_refused(at, byte):
    mangled = WORD[:at] + bytes([byte]) + WORD[at + 1 :]
    check_sound(read_or_refuse(mangled, "a.docx"))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 5),
    st.integers(2, 6),
    st.lists(
        st.tuples(
            st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)
        ),
        max_size=4,
    ),
)
def test_a_word_grid_covers_each_square_at_most_once(width, height, merges):
    document = docx.Document()
    table = document.add_table(rows=height, cols=width)
    for row in range(height):
        for column in range(width):
            table.cell(row, column).text = f"{row}.{column}"
    for top, left, bottom, right in merges:
        # python-docx itself stumbles over some overlapping merges
        with contextlib.suppress(InvalidSpanError, ValueError):
            first = table.cell(min(top, height - 1), min(left, width - 1))
            last = table.cell(min(bottom, height - 1), min(right, width - 1))
            first.merge(last)
    out = io.BytesIO()
    document.save(out)
    found = [
        one for one in blocks_of(out.getvalue(), "a.docx") if isinstance(one, Table)
    ]
    seen: set[tuple[int, int]] = set()
    for cell in found[0].cells if found else ():
        squares = {
            (row, column)
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        assert not squares & seen
        seen |= squares
