"""Layouts of many provinces, read as a careful official would read them."""

from __future__ import annotations

import pytest

from eiso.plan.procedures.readers.process import read_process
from eiso.plan.procedures.readers.process.shapes import Reading
from eiso.plan.procedures.readers.process.terms import read_term, read_total
from tests.plan.procedures.process_acceptance import FLAT, LAYOUTS, MARKDOWN
from tests.plan.procedures.process_files import bars, excel, word


def read(decision: tuple, form: str) -> Reading:
    if form == "word":
        return read_process(word(*decision), "qd.docx")
    return read_process(bars(*decision), "qd.md")


@pytest.mark.parametrize("form", ["word", "bars"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_as_it_is_meant(name, form):
    decision, procedures, doubts = LAYOUTS[name]
    reading = read(decision, form)
    assert [
        (one.code, one.stated_minutes, [step.minutes for step in one.steps])
        for one in reading.procedures
    ] == procedures
    for one in reading.procedures:
        assert one.sum_ok is (None if one.stated_minutes is None else True)
        assert one.title
        assert all(step.title and step.actor for step in one.steps)
    assert sorted(one.kind for one in reading.unclear) == sorted(doubts)


def test_the_agencies_of_headings_with_sums_stand_beside_their_steps():
    for name in (
        "agencies as rows with the sums of their steps",
        "a table for each agency, its share in the heading",
    ):
        (one,) = read(LAYOUTS[name][0], "word").procedures
        agencies = [step.agency.lower() for step in one.steps]
        assert agencies[:2] == ["ubnd cấp xã"] * 2
        assert agencies[2].startswith("sở ")


def test_days_are_working_days_where_the_same_total_says_so():
    (one,) = read_process(MARKDOWN.encode(), "qd.md").procedures
    assert [step.minutes for step in one.steps] == [240, 1920, 240]
    assert (one.stated_minutes, one.sum_ok) == (2400, True)
    units = [step.limit.unit for step in one.steps if step.limit]
    assert units == ["working_hour", "working_day", "working_day"]
    assert one.steps[0].forms == ("Mẫu 01", "Mẫu 02")
    assert one.steps[2].forms == ("Giấy phép", "Sổ cấp")


def test_a_workbook_of_steps_gives_codes_and_totals_to_each_procedure():
    reading = read_process(excel({"QT": FLAT}), "qt.xlsx")
    assert [
        (one.code, one.title, one.stated_minutes, one.sum_minutes)
        for one in reading.procedures
    ] == [
        ("1.900203", "Cấp phép BC loại một", 960, 960),
        ("1.900204", "Cấp phép BD loại hai", 1440, 1440),
    ]
    assert reading.unclear == ()


def test_steps_keep_the_label_of_their_own_row():
    decision = (
        "**1. Thủ tục cấp giấy phép AB (1.900130)**",
        [
            ["TT", "Đơn vị", "Bước", "Nội dung công việc", "Thời gian"],
            ["1", "Sở Xây dựng", "Bước 1", "Nhận", "0,5 ngày"],
            [None, None, "Bước 2", "Soạn", "3,5 ngày"],
            ["2", "UBND tỉnh", "Bước 3", "Ký", "1 ngày"],
        ],
    )
    for form in ("word", "bars"):
        (one,) = read(decision, form).procedures
        assert [step.number for step in one.steps] == ["1", "2", "3"]


@pytest.mark.parametrize("form", ["word", "bars"])
def test_days_and_hours_beside_each_other_with_one_total(form):
    decision = (
        "**8. Thủ tục DL (1.900178)**",
        [
            ["TT", "Nội dung", "Đơn vị thực hiện", "Thời gian (giờ)", "Số ngày"],
            ["1", "Tiếp nhận", "Một cửa", "4", "0,5"],
            ["2", "Xử lý", "Phòng A", "20", "2,5"],
            ["Tổng cộng", "<", "<", "24", "3"],
        ],
    )
    (one,) = read(decision, form).procedures
    assert [step.minutes for step in one.steps] == [240, 1200]
    assert (one.stated_minutes, one.sum_ok) == (1440, True)


@pytest.mark.parametrize("form", ["word", "bars"])
def test_procedures_named_with_their_time_above_their_steps(form):
    decision = (
        [
            ["TT", "Nội dung công việc", "Trách nhiệm", "Thời gian"],
            ["1", "Cấp phép EA loại một (1.900191)", "", "02 ngày làm việc"],
            ["1.1", "Tiếp nhận", "Một cửa", "0,5 ngày"],
            ["1.2", "Ký", "Chủ tịch", "1,5 ngày"],
            ["2", "Cấp phép EB loại hai (1.900192)", "", "01 ngày làm việc"],
            ["2.1", "Tiếp nhận", "Một cửa", "0,5 ngày"],
            ["2.2", "Ký", "Chủ tịch", "0,5 ngày"],
        ],
    )
    reading = read(decision, form)
    assert [
        (one.code, one.title, one.stated_minutes, one.sum_ok, len(one.steps))
        for one in reading.procedures
    ] == [
        ("1.900191", "Cấp phép EA loại một", 960, True, 2),
        ("1.900192", "Cấp phép EB loại hai", 480, True, 2),
    ]
    assert {step.agency for one in reading.procedures for step in one.steps} == {""}
    assert reading.unclear == ()


def test_names_and_steps_in_one_column_with_codes_in_another():
    decision = (
        [
            ["STT", "Tên TTHC/Các bước", "Mã TTHC", "Người thực hiện", "Thời gian"],
            ["1", "Cấp phép chợ AI loại một", "1.900137", "", "02 ngày làm việc"],
            ["", "Bước 1: Tiếp nhận hồ sơ", "", "Một cửa", "0,5 ngày"],
            ["", "Bước 2: Ký duyệt", "", "Chủ tịch", "1,5 ngày"],
        ],
    )
    (one,) = read(decision, "word").procedures
    assert (one.code, one.title) == ("1.900137", "Cấp phép chợ AI loại một")
    assert (one.stated_minutes, one.sum_ok) == (960, True)
    assert [step.title for step in one.steps] == ["Tiếp nhận hồ sơ", "Ký duyệt"]


def test_steps_under_a_heading_of_theirs_take_its_number_and_no_agency():
    decision = (
        "**9. Thủ tục DM (1.900179)**",
        "Thời gian giải quyết: 03 ngày làm việc",
        [
            ["Nội dung công việc", "Trách nhiệm", "Thời gian"],
            ["Bước 1: Tiếp nhận hồ sơ", "<", "<"],
            ["Kiểm tra, số hóa hồ sơ", "Một cửa", "0,5 ngày"],
            ["Bước 2: Xử lý hồ sơ", "<", "<"],
            ["Phân công xử lý", "Trưởng phòng", "0,5 ngày"],
            ["Thẩm định hồ sơ", "Chuyên viên", "2 ngày"],
        ],
    )
    (one,) = read(decision, "word").procedures
    assert [step.number for step in one.steps] == ["1", "2.1", "2.2"]
    assert {step.agency for step in one.steps} == {""}
    assert one.sum_ok


def test_a_step_written_as_lines_has_its_own_time_and_actor():
    decision = (
        "**10. Thủ tục DN (1.900180)**",
        "Thời gian giải quyết: 02 ngày làm việc",
        "**Bước 1: Tiếp nhận hồ sơ**",
        "- Người thực hiện: Công chức Một cửa",
        "- Thời gian thực hiện: 0,5 ngày",
        "**Bước 2: Ký**",
        "- Người thực hiện: Chủ tịch",
        "- Thời gian thực hiện: 1,5 ngày",
    )
    (one,) = read(decision, "word").procedures
    assert [(step.actor, step.minutes) for step in one.steps] == [
        ("Công chức Một cửa", 240),
        ("Chủ tịch", 720),
    ]
    assert (one.stated_minutes, one.sum_ok) == (960, True)


def test_a_label_before_the_words_of_a_step_is_no_part_of_its_title():
    decision = (
        "**2. Thủ tục cấp giấy C (2.900104)**",
        [
            ["STT", "Trình tự các bước thực hiện", "Thời gian thực hiện"],
            ["1", "Bước 1: Công chức Một cửa tiếp nhận", "0,5 ngày làm việc"],
            ["2", "Bước 2: Lãnh đạo ký", "01 ngày làm việc"],
        ],
    )
    (one,) = read(decision, "word").procedures
    assert [step.title for step in one.steps] == [
        "Công chức Một cửa tiếp nhận",
        "Lãnh đạo ký",
    ]
    assert {step.actor for step in one.steps} == {""}  # who acts is not said apart


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("≤ 02 ngày", 960),
        ("03 (ba) ngày làm việc", 1440),
        ("1½ ngày", 720),
        ("01 ngày làm việc + 04 giờ", 720),
        ("01 ngày làm việc/01 hồ sơ", 480),
        ("½ ngày\n(04 giờ)", 240),
        ("03 ngày (trong đó: 01 ngày lấy ý kiến)", 1440),
        ("1,5 ngày (12 giờ) làm việc", 720),
        ("Trong ngày", None),
        ("01 ngày (04 giờ)", None),
        ("02 tuần", None),
        ("01 buổi", None),
        ("Sau 02 ngày làm việc", None),
        ("01 - 02 ngày", None),
        ("15/3/2026", None),
        ("03/05 ngày", None),
        ("3/4 ngày", 360),
        ("10 ngày, trong đó lấy ý kiến 05 ngày", 4800),
        ("4", None),
    ],
)
def test_cells_of_time_are_read_or_left(cell, minutes):
    assert read_term(cell).minutes == minutes


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("Thời gian: 05 ngày làm việc (40 giờ)", 2400),
        ("Thời gian: 05 ngày làm việc (48 giờ)", None),
        ("Tổng: 02 (ngày làm việc) x 08 giờ = 16 giờ.", 960),
        ("Thời hạn: 10 ngày (trong đó Sở: 07 ngày; xã: 03 ngày)", 4800),
        ("Thời hạn: 10 ngày làm việc (mười ngày làm việc)", 4800),
        ("Thời hạn: 03 ngày; trường hợp xác minh 08 ngày", None),
    ],
)
def test_totals_said_twice_must_agree(line, minutes):
    assert read_total(line).minutes == minutes
