"""Catalogue files of other years and makers: other wordings, nothing guessed."""

from __future__ import annotations

import pytest

from eiso.base.errors import RefusedFile
from eiso.plan.procedures.readers.catalogue import read_catalogue
from tests.plan.procedures.catalogue_files import HEADER, lines, portal, record


def rows(table: str) -> list[tuple[str, object, str, str]]:
    (one,) = read_catalogue(lines(record(1, cach_thuc_thuc_hien=table))).procedures
    return [
        (row.channel, row.limit, row.limit_text, row.fee_text) for row in one.channels
    ]


@pytest.mark.parametrize(
    ("printed", "limit"),
    [
        ("0.5 Ngày làm việc", {"value": 0.5, "unit": "working_day"}),
        ("1,5 Ngày", {"value": 1.5, "unit": "day"}),
        ("04 Giờ làm việc", {"value": 4, "unit": "working_hour"}),
        ("30 Phút", {"value": 0.5, "unit": "working_hour"}),
        ("2 Tháng", {"value": 2, "unit": "month"}),
        ("20 Phút", None),
        ("2 Tuần", None),
        ("1 Năm", None),
        ("5 - 7 Ngày", None),
        ("2.000 Ngày", None),
        ("Không quy định", None),
        ("Trong ngày làm việc", None),
    ],
)
def test_a_limit_is_read_in_its_unit_or_quoted(printed, limit):
    assert rows(f"{HEADER}Trực tiếp{printed}Miễn phí") == [
        ("direct", limit, printed, "Miễn phí")
    ]


def test_several_rows_of_one_channel_and_named_fees_keep_their_order():
    table = (
        f"{HEADER}Trực tiếp10 Ngày làm việcPhí : 10.000 Đồng (Hồ sơ thường)"
        "Lệ phí : 20.000 Đồng (Cấp nhanh)a) Thường.\n"
        "Trực tiếp3 Ngày làm việcMiễn phíb) Nhanh"
    )
    first, second = rows(table)
    assert first[1] == {"value": 10, "unit": "working_day"}
    assert first[3] == (
        "Phí : 10.000 Đồng (Hồ sơ thường)Lệ phí : 20.000 Đồng (Cấp nhanh)"
    )
    assert second == (
        *("direct", {"value": 3, "unit": "working_day"}),
        *("3 Ngày làm việc", "Miễn phí"),
    )


def test_cells_that_a_crawler_kept_apart_are_the_same_rows():
    table = (
        "Hình thức nộp Thời gian Phí, lệ phí Mô tả\nTrực tiếp\n5 Ngày làm việc\n"
        "Miễn phí\nNộp tại quầy\nTrực tuyến\n0.5 Ngày\nKhông có thông tin"
    )
    assert rows(table) == [
        (
            *("direct", {"value": 5, "unit": "working_day"}),
            *("5 Ngày làm việc", "Miễn phí"),
        ),
        ("online", {"value": 0.5, "unit": "day"}, "0.5 Ngày", "Không có thông tin"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Trực tiếp3 Ngày làm việcMiễn phíTại bưu cục5 Ngày làm việcMiễn phí",
        "Directly5 Working daysFree",
        "Trực tiếp1 TrangMiễn phí",
    ],
)
def test_a_row_of_an_unknown_kind_is_said_and_not_guessed(table):
    file = read_catalogue(lines(record(1, cach_thuc_thuc_hien=table)))
    (one,) = file.procedures
    assert len(one.channels) == table.count("3 Ngày")
    assert any("không đọc được" in said for said in one.unread)


def test_an_older_export_with_other_columns_in_another_order():
    heading = ("STT", "Lĩnh vực", "Tên TTHC", "Mã số TTHC (Cổng)", "Đơn vị thực hiện")
    data = portal([("1", "Hộ tịch", "Đăng ký thử", "1.000001", "UBND xã")], heading)
    (one,) = read_catalogue(data).procedures
    assert (one.code, one.title, one.field) == ("1.000001", "Đăng ký thử", "Hộ tịch")
    assert one.agencies == ("UBND xã",)
    assert one.channels == ()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "cu.xls",
            "lưu thành .xlsx",
        ),
        ("Mã số,Tên\n1.000001,Thử\n".encode(), "dm.csv", "lưu thành .xlsx"),
        (b"<html></html>", "dm.html", "không phải danh mục"),
        (b"", "rong.jsonl", "không phải danh mục"),
    ],
)
def test_other_files_are_refused_with_what_to_do(data, name, said):
    with pytest.raises(RefusedFile) as refused:
        read_catalogue(data, name)
    assert said in str(refused.value)


def test_missing_tables_and_odd_values_never_crash():
    bare = {"ma_thu_tuc": "1.000001", "ten_thu_tuc": "Thử"}
    odd = record(2, cach_thuc_thuc_hien=None, thanh_phan_ho_so=None)
    wrong = record(3, cach_thuc_thuc_hien=["Trực tiếp"], can_cu_phap_ly=7)
    file = read_catalogue(lines(bare, odd, wrong, {"ma_thu_tuc": 5}, 7, [], None))
    assert [one.code for one in file.procedures][:2] == ["1.000001", "1.000002"]
    assert all(one.reason for one in file.refused)
    assert len(file.procedures) + len(file.refused) == 7
