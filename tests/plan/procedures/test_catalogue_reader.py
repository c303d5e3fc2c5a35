"""Reading published procedures: real rows, cut right or kept as printed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eiso.plan.procedures.readers.catalogue import Kind, read_catalogue
from eiso.plan.procedures.readers.catalogue.bodies import body_of
from eiso.plan.procedures.readers.catalogue.channels import (
    HEADER,
    cuts_of,
    printed,
    split,
)
from eiso.plan.procedures.readers.catalogue.editions import listed
from eiso.plan.procedures.readers.catalogue.limits import read_limit
from eiso.plan.procedures.readers.catalogue.papers import (
    BASES_HEADER,
    PAPERS_HEADER,
    name_and_form,
    read_bases,
    read_papers,
)

DATA = Path(__file__).parents[2] / "data" / "catalogue"


@pytest.fixture(scope="module")
def crawl():
    return read_catalogue((DATA / "crawl.jsonl").read_bytes(), "crawl.jsonl")


def rows_of(table: str):
    rows, unread = split(HEADER + table)
    assert unread == ""
    assert printed(rows) == table
    return [(row.channel, row.limit, row.limit_text, row.fee_text) for row in rows]


def day(value, unit="working_day"):
    return {"value": value, "unit": unit}


def test_rows_keep_the_order_of_the_table():
    table = "Trực tuyến3 Ngày làm việcMiễn phíDịch vụ bưu chính5 NgàyMiễn phí"
    assert rows_of(table + "Trực tiếp2 ThángMiễn phí") == [
        ("online", day(3), "3 Ngày làm việc", "Miễn phí"),
        ("post", day(5, "day"), "5 Ngày", "Miễn phí"),
        ("direct", day(2, "month"), "2 Tháng", "Miễn phí"),
    ]


def test_one_channel_may_stand_in_several_rows():
    table = (
        "Trực tiếp18 Ngày làm việcMiễn phí18 ngày làm việc kể từ ngày nhận hồ sơ"
        "Trực tiếp27 Ngày làm việcMiễn phí27 ngày làm việc đối với cây lâu năm"
    )
    assert [(c, limit) for c, limit, *_ in rows_of(table)] == [
        ("direct", day(18)),
        ("direct", day(27)),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Trực tiếp tại Bộ phận Một cửa",
        "Trực tuyến (áp dụng khi hệ thống thông tin đáp ứng yêu cầu)",
        "Nộp hồ sơ Trực tiếp hoặc qua Dịch vụ bưu chính công ích: 10 ngày làm việc",
        "Trực tiếp, qua mạng thông tin điện tử, qua dịch vụ bưu chính công ích.",
        "Phí 5.000 đồng; trực tuyến 3 Ngày làm việc",
        "- Trường hợp nộp Trực tuyến",
        "a) Cách thức nộp \nTrực tuyến hoặc trực tiếp\nb) Nhận kết quả",
    ],
)
def test_a_channel_named_in_a_description_starts_no_row(note):
    table = f"Trực tuyến7 Ngày làm việcMiễn phí{note}Trực tiếp7 Ngày làm việcMiễn phí"
    assert [row[0] for row in rows_of(table)] == ["online", "direct"]


@pytest.mark.parametrize("bare", ["1", "0", "7", "85", "105"])
def test_a_bare_number_is_no_limit(bare):
    assert rows_of(f"Trực tiếp{bare}Miễn phí") == [("direct", None, bare, "Miễn phí")]


@pytest.mark.parametrize(
    "phrase",
    [
        "Không có thông tin",
        "Không quy định",
        "Không",
        "Không phải trả kết quả cho người nộp thuế",
        "Hệ thống thực hiện phản hồi tự động thông qua phương thức điện tử.",
    ],
)
@pytest.mark.parametrize("fee", ["Miễn phí", "Không có thông tin", "10 USD(/bản)"])
def test_a_limit_in_words_is_kept_as_printed(phrase, fee):
    table = f"Trực tiếp{phrase}{fee}Trực tuyến{phrase}{fee}"
    assert rows_of(table) == [
        ("direct", None, phrase, fee),
        ("online", None, phrase, fee),
    ]


@pytest.mark.parametrize(
    ("digits", "cuts"),
    [
        ("120,000", [("1", "20,000")]),
        ("1100,000", [("1", "100,000")]),
        ("120", [("1", "20")]),
        ("1100", [("1", "100")]),
        ("125", [("1", "25"), ("12", "5")]),
        ("5", []),
    ],
)
def test_glued_digits_are_cut_only_where_one_cut_is_possible(digits, cuts):
    assert cuts_of(digits) == cuts


def test_two_possible_cuts_are_settled_by_the_other_rows_or_not_at_all():
    assert rows_of("Trực tuyến1Miễn phíTrực tiếp125 VNĐ")[1] == (
        "direct",
        None,
        "1",
        "25 VNĐ",
    )
    assert rows_of("Trực tiếp125 VNĐ") == [("direct", None, "125 VNĐ", "")]


def test_the_note_of_a_fee_ends_at_its_own_bracket():
    table = (
        "Trực tiếp5 NgàyMiễn phí(Mức lệ phí (nếu có) do tỉnh quy định.))"
        "Trực tuyến5 Ngày1,000,000 Việt Nam Đồng(Thông tư số 64/2025/TT-BTC)"
        "a) Trường hợp đăng ký: 10 ngày\nb) Trường hợp khác"
        "Dịch vụ bưu chính5 NgàyMiễn phí(1) Trường hợp cấp mới"
    )
    assert [fee for *_, fee in rows_of(table)] == [
        "Miễn phí(Mức lệ phí (nếu có) do tỉnh quy định.))",
        "1,000,000 Việt Nam Đồng(Thông tư số 64/2025/TT-BTC)",
        "Miễn phí",
    ]


def test_the_fees_of_the_older_pages_are_read_one_after_another():
    table = (
        "Trực tiếp03 Ngày làm việcPhí : 50.000 Đồng (đồng/lần)Lệ phí : 0 Đồng"
        "Nộp tại Bộ phận Một cửaTrực tuyến1Phí : 0 Đồng"
        "Dịch vụ bưu chínhKhông quy địnhLệ phí : ĐồngGửi qua bưu điện"
    )
    assert rows_of(table) == [
        (
            "direct",
            day(3),
            "03 Ngày làm việc",
            "Phí : 50.000 Đồng (đồng/lần)Lệ phí : 0 Đồng",
        ),
        ("online", None, "1", "Phí : 0 Đồng"),
        ("post", None, "Không quy định", "Lệ phí : Đồng"),
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("Trực tiếpMiễn phí", ("direct", None, "", "Miễn phí")),
        ("Trực tiếp50,000 VNĐ", ("direct", None, "", "50,000 VNĐ")),
        ("Trực tiếp3 Ngày", ("direct", day(3, "day"), "3 Ngày", "")),
        ("Trực tiếp3", ("direct", None, "3", "")),
        ("Trực tiếpKhông quy định", ("direct", None, "Không quy định", "")),
        (
            "Trực tiếp3-5 Ngày làm việcMiễn phí",
            ("direct", None, "3-5 Ngày làm việc", "Miễn phí"),
        ),
        (
            "Trực tiếp3 ngày làm việcMiễn phí",
            ("direct", day(3), "3 ngày làm việc", "Miễn phí"),
        ),
        ("Trực tiếp2 NămMiễn phí", ("direct", None, "2 Năm", "Miễn phí")),
        (
            "Trực tiếp30 PhútMiễn phí",
            ("direct", day(0.5, "working_hour"), "30 Phút", "Miễn phí"),
        ),
        ("Trực tiếp20 PhútMiễn phí", ("direct", None, "20 Phút", "Miễn phí")),
    ],
)
def test_empty_and_odd_cells(table, expected):
    assert rows_of(table) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 Ngày làm việc", ("15", "working_day")),
        ("07 Ngày", ("7", "day")),
        ("8 Giờ", ("8", "working_hour")),
        ("0.5 Giờ", ("0.5", "working_hour")),
        ("0,5 Ngày", ("0.5", "day")),
        ("4 Tháng", ("4", "month")),
        ("0 Giờ", ("0", "working_hour")),
        ("7", ("", "")),
        ("", ("", "")),
        ("1,000 Ngày", ("", "")),
        ("3 - 5 Ngày", ("", "")),
        ("2 Tuần", ("", "")),
        ("Trong ngày", ("", "")),
        ("Chậm nhất là ngay trước khi tàu rời cảng.", ("", "")),
        ("1 ngày 4 giờ", ("", "")),
    ],
)
def test_a_limit_is_one_number_in_one_unit_or_nothing(text, expected):
    assert read_limit(text) == expected


def test_a_text_that_is_no_table_is_said_to_be_unread():
    rows, unread = split(HEADER + "Nộp tại cơ quan, thời hạn 5 ngày")
    assert rows == []
    assert unread == "Nộp tại cơ quan, thời hạn 5 ngày"


def test_papers_keep_their_numbers_and_groups():
    text = (
        f"* Giấy tờ phải nộp:{PAPERS_HEADER}Đơn đề nghị: 01 bản chính;1 bản chính"
        "Bản sao hộ chiếu năm 20190 bản chính,1 bản sao"
        f"* Giấy tờ phải xuất trình:{PAPERS_HEADER}Tờ khai.Mẫu số 07.docx2 bản chính"
    )
    papers, unread = read_papers(text)
    assert unread == ""
    assert [(p.name, p.form, p.originals, p.copies, p.group) for p in papers] == [
        ("Đơn đề nghị: 01 bản chính;", "", 1, 0, "* Giấy tờ phải nộp:"),
        ("Bản sao hộ chiếu năm 2019", "", 0, 1, "* Giấy tờ phải nộp:"),
        ("Tờ khai.", "Mẫu số 07.docx", 2, 0, "* Giấy tờ phải xuất trình:"),
    ]


def test_a_form_is_cut_from_a_name_only_at_a_sure_seam():
    assert name_and_form("Đơn theo Nghị định 33/2026/NĐ-CPMẫu số 26.docx") == (
        "Đơn theo Nghị định 33/2026/NĐ-CP",
        "Mẫu số 26.docx",
    )
    two = "Đơn.Mẫu số 01.docxMẫu số 02.docx"
    assert name_and_form(two) == (two, "")


def test_numbers_of_laws_are_freed_from_the_titles_glued_to_them():
    text = (
        "Luật 54/2014/QH1354/2014/QH13"
        "Thông tư 02/2015/TT-BNNPTNT02/2015/TT-BNNPTNT"
        "quy định mức thu, sửa đổi Thông tư 19/2021/TT-BTC46/2024/TT-BTC"
        "Luật Các tổ chức tín dụngLuật số 32/2024/QH15"
        "54/2024/NĐ-CP54/2024/NĐ-CP"
        "QUY ĐỊNH VIỆC HÀNH NGHỀ KHOAN66.7/2025/NQ-CP"
        "Quy trình đăng ký năm 20223510/QĐ-BHXH"
    )
    assert [(b.symbol, b.title) for b in read_bases(BASES_HEADER + text)] == [
        ("54/2014/QH13", "Luật 54/2014/QH13"),
        ("02/2015/TT-BNNPTNT", "Thông tư 02/2015/TT-BNNPTNT"),
        ("46/2024/TT-BTC", "quy định mức thu, sửa đổi Thông tư 19/2021/TT-BTC"),
        ("32/2024/QH15", "Luật Các tổ chức tín dụng"),
        ("54/2024/NĐ-CP", "54/2024/NĐ-CP"),
        ("66.7/2025/NQ-CP", "QUY ĐỊNH VIỆC HÀNH NGHỀ KHOAN"),
        ("3510/QĐ-BHXH", "Quy trình đăng ký năm 2022"),
    ]


def test_the_extract_of_the_crawl_is_read_whole(crawl):
    assert crawl.source is Kind.CRAWL
    assert (len(crawl.procedures), crawl.refused) == (16, [])
    by_code = {each.code: each for each in crawl.procedures}
    free = by_code["1.013816"].channels
    assert [(row.channel, row.limit) for row in free] == [
        ("online", day(5)),
        ("post", day(5)),
        ("direct", day(5)),
    ]
    assert by_code["1.009063"].channels[0].limit == day(1, "working_hour")
    assert [row.limit for row in by_code["2.001429"].channels] == [day(4, "month")] * 3
    customs = by_code["2.001206"].channels[0]
    assert (customs.limit, customs.limit_text) == (None, "1")
    assert customs.fee_text.startswith("20,000 VNĐ(")


def test_the_list_line_has_the_shape_of_the_contract(crawl):
    line = listed(crawl.procedures[0])
    assert list(line) == [
        "code",
        "title",
        "field",
        "channels",
        "components",
        "legal_bases",
    ]
    assert set(line["channels"][0]) == {"channel", "limit", "limit_text", "fee_text"}


def test_a_result_is_freed_from_its_code_and_the_page_around_it(crawl):
    for procedure in crawl.procedures:
        for result in procedure.results:
            assert "Mã:" not in result
            assert "Từ khóa" not in result


def test_defence_files_are_read(crawl):
    file = read_catalogue((DATA / "structured.jsonl").read_bytes())
    assert (file.source, file.body) == (Kind.STRUCTURED, "Bộ Quốc phòng")
    assert len(file.procedures) == 6
    oil = next(each for each in file.procedures if each.code == "1.013124")
    assert [row.limit for row in oil.channels] == [day(30)] * 3
    assert oil.components[0].originals == 1
    assert oil.components[0].copies == 0
    assert oil.decision == "6225/QĐ-BQP"


@pytest.mark.parametrize(
    ("printed_as", "channel"),
    [
        ("Trực tiếp", "direct"),
        ("TRỰC TUYẾN", "online"),
        ("Qua dịch vụ bưu chính công ích", "post"),
        ("Trực tiếp hoặc bưu chính", None),
        ("Fax", None),
    ],
)
def test_a_cell_of_a_defence_file_names_one_channel_or_is_unread(printed_as, channel):
    record = {
        "metadata": {"mã_thủ_tục": "1.000001", "tên_thủ_tục": "Thử"},
        "tables": {
            "hinh_thuc_nop": [
                {"hinh_thuc": printed_as, "thoi_han_giai_quyet": "02 Giờ"}
            ],
            "can_cu_phap_ly": [
                {"so_ky_hieu": "Thông tư số 104/2024/TT-BQP", "trich_yeu": "Thử"}
            ],
        },
    }
    (only,) = read_catalogue(json.dumps(record).encode()).procedures
    assert [row.channel for row in only.channels] == ([channel] if channel else [])
    assert len(only.unread) == (0 if channel else 1)
    assert only.legal_bases[0].symbol == "104/2024/TT-BQP"


def test_gzip_and_an_array_read_like_lines(crawl):
    data = (DATA / "crawl.jsonl").read_bytes()
    packed = read_catalogue(gzip.compress(data), "không có đuôi")
    records = [json.loads(line) for line in data.splitlines()]
    array = read_catalogue(json.dumps(records, ensure_ascii=False, indent=1).encode())
    for other in (packed, array):
        assert [listed(p) for p in other.procedures] == [
            listed(p) for p in crawl.procedures
        ]


def test_utf16_with_its_mark_is_read(crawl):
    text = (DATA / "crawl.jsonl").read_text()
    assert len(read_catalogue(text.encode("utf-16")).procedures) == 16


@pytest.mark.parametrize(
    ("decision", "body"),
    [
        ("4472/QĐ-BTC", "Bộ Tài chính"),
        ("279/QĐ-BNNMT", "Bộ Nông nghiệp và Môi trường"),
        ("12/QD-BTP", "Bộ Tư pháp"),
        ("SỐ 64/QĐ-NHNN", "Ngân hàng Nhà nước Việt Nam"),
        ("QĐ2338-BTP", "Bộ Tư pháp"),
        ("99/QĐ-XYZ", ""),
        ("", ""),
    ],
)
def test_the_symbol_of_a_decision_names_the_body(decision, body):
    assert body_of(decision) == body
