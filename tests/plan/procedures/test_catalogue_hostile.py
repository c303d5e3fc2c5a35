"""Dirty and hostile files: a sentence for the whole, or a listed refusal for a record."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eiso.base.errors import RefusedFile
from eiso.plan.procedures.readers.catalogue import files, read_catalogue
from eiso.plan.procedures.readers.catalogue.channels import HEADER, printed, split
from eiso.plan.procedures.readers.catalogue.papers import (
    basis_cells,
    paper_tables,
    read_bases,
    read_papers,
)
from tests.plan.procedures.catalogue_files import lines, portal, portal_row, record


def refusals(data: bytes) -> list[str]:
    file = read_catalogue(data)
    assert file.read == len(file.procedures) + len(file.refused)
    return [refused.reason for refused in file.refused]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"ma_thu_tuc": "1.0000', "Dòng JSON bị hỏng"),
        (b"\x00\x00\x00", "Dòng JSON bị hỏng"),
        (b"\xff\xfe\xfd", "Không phải chữ UTF-8"),
        (b'{"a": ' + b"[" * 100_000, "Dòng JSON bị hỏng"),
        (b'{"ma_thu_tuc": ' + b"9" * 6000 + b"}", "Dòng JSON bị hỏng"),
        (b'"chu"', "Không phải một thủ tục"),
        (b'{"khac": 1}', "Không phải một thủ tục: không có trường nào quen"),
        (record(9, ma_thu_tuc=""), "Thiếu mã thủ tục"),
        (record(9, ma_thu_tuc=None), "Thiếu mã thủ tục"),
        (record(9, ma_thu_tuc=["1.000009"]), "Thiếu mã thủ tục"),
        (
            record(9, ma_thu_tuc="TTHC-9"),
            "Mã thủ tục không đúng dạng d.dddddd: “TTHC-9”",
        ),
        (
            record(9, ma_thu_tuc="1.0000091"),
            "Mã thủ tục không đúng dạng d.dddddd: “1.0000091”",
        ),
        (record(9, ten_thu_tuc="  "), "Thiếu tên thủ tục"),
        (record(9, ten_thu_tuc="x" * 3001), "Tên thủ tục dài quá 3000 chữ"),
        (record(9, ten_thu_tuc="a\0b"), "Bản ghi có ký tự NUL"),
        (
            record(9, cach_thuc_thuc_hien=[1]),
            "Trường “cach_thuc_thuc_hien” không phải chữ",
        ),
        (record(1), "Mã 1.000001 đã có ở dòng 1 của cùng tệp"),
    ],
)
def test_a_bad_record_is_listed_and_the_others_are_taken(bad, reason):
    data = lines(record(1), bad, record(2))
    assert refusals(data) == [reason]
    file = read_catalogue(data)
    assert [each.code for each in file.procedures] == ["1.000001", "1.000002"]
    assert file.refused[0].where == "dòng 2"


def test_half_a_surrogate_pair_is_refused():
    line = json.dumps(record(9, ten_thu_tuc="a\ud800"))
    assert refusals(lines(record(1), line.encode())) == ["Bản ghi có ký tự hỏng"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"[]",
        b"{}",
        b"null",
        b"ho va ten,ngay sinh\nAn,1990\n",
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"\x00" * 1000,
        b'{"id": 1}\n{"id": 2}\n',
        b"[1, 2, 3]",
        b"[" * 50_000,
        b"\xff\xfe\x00",
        "mã,tên\n".encode("utf-16"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_whole(data):
    with pytest.raises(RefusedFile, match="Không có gì thay đổi"):
        read_catalogue(data)


def test_a_broken_gzip_is_refused_whole():
    packed = gzip.compress(lines(record(1)))
    for data in (packed[:-9], packed[:20], b"\x1f\x8b" + b"x" * 50):
        with pytest.raises(RefusedFile, match=r"hỏng|cắt cụt"):
            read_catalogue(data)


def test_a_gzip_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 2**20)
    with pytest.raises(RefusedFile, match="quá lớn"):
        read_catalogue(gzip.compress(b"x" * 2**21))


def rezipped(changes: dict[str, bytes]) -> bytes:
    """A good export with some of its parts replaced or added."""
    memory = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(portal([portal_row(1)]))) as good,
        zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in good.namelist():
            made.writestr(name, changes.get(name, good.read(name)))
        for name in changes.keys() - set(good.namelist()):
            made.writestr(name, changes[name])
    return memory.getvalue()


def test_a_zip_bomb_is_seen_before_it_is_inflated():
    bomb = rezipped({"xl/media/x.bin": b"\0" * (64 * 2**20)})
    assert len(bomb) < 2**17
    with pytest.raises(RefusedFile, match="bung ra quá lớn"):
        read_catalogue(bomb)


def test_an_excel_file_with_a_lying_size_is_refused():
    data = bytearray(rezipped({}))
    directory = data.rfind(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    with pytest.raises(RefusedFile):
        read_catalogue(bytes(data))


@pytest.mark.parametrize(
    "data",
    [
        rezipped({"xl/worksheets/sheet1.xml": b"<worksheet>"}),
        rezipped({"xl/workbook.xml": b"\0"}),
        b"PK\x03\x04" + b"\0" * 60,
        portal([], heading=("Họ và tên", "Ngày sinh")),
    ],
)
def test_an_excel_file_that_is_no_export_is_refused(data):
    with pytest.raises(RefusedFile, match="Không có gì thay đổi"):
        read_catalogue(data)


def test_a_word_file_is_refused():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    with pytest.raises(RefusedFile, match="không phải danh mục TTHC"):
        read_catalogue(memory.getvalue())


def test_bad_rows_of_an_export_are_listed_with_their_place():
    rows = [
        portal_row(1),
        ("", "Không mã", "Bộ Tư pháp", "", ""),
        ("x", "Mã lạ", "Bộ Tư pháp", "", ""),
        portal_row(1),
        ("", "", "", "", ""),
        portal_row(2),
    ]
    file = read_catalogue(portal(rows))
    assert [each.code for each in file.procedures] == ["1.000001", "1.000002"]
    assert [(each.where, each.reason) for each in file.refused] == [
        ("Danh sách TTHC, dòng 4", "Thiếu mã thủ tục"),
        (
            "Danh sách TTHC, dòng 5",
            "Mã thủ tục không đúng dạng d.dddddd: “x”",
        ),
        (
            "Danh sách TTHC, dòng 6",
            "Mã 1.000001 đã có ở Danh sách TTHC, dòng 3 của cùng tệp",
        ),
    ]


def test_columns_are_found_by_their_words_in_any_order():
    heading = ("Lĩnh vực", "TÊN THỦ TỤC", "Ghi chú", "Mã TTHC")
    file = read_catalogue(portal([("Hộ tịch", " Khai sinh", "", "1.001193")], heading))
    (only,) = file.procedures
    assert (only.code, only.title, only.field) == ("1.001193", "Khai sinh", "Hộ tịch")
    assert "agencies" not in only.stated


def test_a_code_that_excel_turned_into_a_number_is_read_back():
    file = read_catalogue(portal([(1.00025, "Khai sinh", "", "", "")]))  # type: ignore[list-item]
    assert file.procedures[0].code == "1.000250"


PIECES = st.lists(
    st.sampled_from(
        [
            *("Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính", "Miễn phí", "1", "25"),
            *(" Ngày làm việc", " Ngày", "Không có thông tin", " VNĐ", "120,000"),
            *("(", ")", " ", "\n", "a)", "Không", "Phí", "5", ".", "Đơn", "quy định"),
            *(" bản chính", ",1 bản sao", "12/2024/NĐ-CP", "QH13", "54/2014/", "số "),
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_any_table_is_cut_into_parts_that_are_the_table(text):
    rows, unread = split(HEADER + text)
    joined = printed(rows)
    assert text.endswith(joined)
    assert text[: len(text) - len(joined)].strip() == unread
    for row in rows:
        assert row.limit is None or row.limit_text[0].isdigit()


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_any_papers_and_bases_lose_no_letter(text):
    whole = "Tên giấy tờMẫu đơn, tờ khaiSố lượng" + text
    tables, rest = paper_tables(whole)
    assert "".join(table.printed for table in tables) + rest == whole
    read_papers(whole)
    assert "".join(title + symbol for title, symbol in basis_cells(text)) == text
    read_bases(text)
