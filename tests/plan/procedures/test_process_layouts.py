"""Layouts of step tables: the same decision as Word, XLSX and text reads the same."""

from __future__ import annotations

import pytest

from eiso.plan.procedures.readers.process import as_json, read_process
from eiso.plan.procedures.readers.process.shapes import Reading
from tests.plan.procedures import process_decisions as told
from tests.plan.procedures.process_files import bars, excel, word

FORMATS = ["word", "bars"]


def read(decision: tuple, form: str) -> Reading:
    if form == "word":
        return read_process(word(*decision), "qd.docx")
    return read_process(bars(*decision), "qd.md")


def minutes(reading: Reading, index: int = 0) -> list[int | None]:
    return [step.minutes for step in reading.procedures[index].steps]


def numbers(reading: Reading, index: int = 0) -> list[str]:
    return [step.number for step in reading.procedures[index].steps]


@pytest.mark.parametrize("form", FORMATS)
def test_a_list_annex_and_a_step_annex_are_one_procedure_each(form):
    reading = read(told.LIST_AND_STEPS, form)
    first, second = reading.procedures
    assert (first.code, first.field) == ("1.900001", "Hạ tầng")
    assert (second.code, second.stated_minutes, second.sum_ok) == (
        "1.900002",
        960,
        True,
    )
    assert minutes(reading) == [240, 240, 1440, 480, None, None]
    assert first.sum_ok is True
    assert first.steps[2].forms == ("Biên bản", "Tờ trình")
    assert second.stated is not None
    assert second.stated.unit == "working_day"


@pytest.mark.parametrize("form", FORMATS)
def test_a_limit_beside_two_steps_counts_once_and_is_asked(form):
    reading = read(told.LIST_AND_STEPS, form)
    shared = [one for one in reading.unclear if one.kind == "shared"]
    assert [one.steps for one in shared] == [(3, 4)]
    assert reading.procedures[0].steps[4].covered_by == 3
    assert "01 ngày" in shared[0].sentence
    assert shared[0].place.row == 5
    # The sum fits all the same: fitting proves nothing.
    assert reading.procedures[0].sum_ok


@pytest.mark.parametrize("form", FORMATS)
def test_hours_a_product_as_total_and_columns_of_points(form):
    reading = read(told.HOURS_AND_SCORES, form)
    (one,) = reading.procedures
    assert one.title == "Cấp phù hiệu xe tải"
    assert one.code == "1.900003.000.00.00.H42"
    assert minutes(reading) == [240, 240, 1440, 360, 120]
    assert (one.stated_minutes, one.sum_ok) == (2400, True)
    assert one.steps[1].actor == "Trưởng phòng"
    assert one.steps[1].agency == "Phòng Vận tải"
    assert one.steps[3].title == "Ký"
    assert reading.unclear == ()


@pytest.mark.parametrize("form", FORMATS)
def test_a_label_over_two_rows_makes_two_steps(form):
    reading = read(told.MERGED_LABELS, form)
    (one,) = reading.procedures
    assert numbers(reading) == ["1.1", "1.2", "2", "3", "4", "5"]
    assert minutes(reading) == [None, None, 1440, 480, 240, None]
    assert (one.stated_minutes, one.sum_ok) == (2160, True)
    assert [one.kind for one in reading.unclear] == ["no_term", "no_term"]
    assert one.steps[2].returns[0].number == "1"
    assert one.steps[2].title == "Thụ lý"
    assert one.components[0].originals == 0 or one.components[0].name == "Đơn đăng ký"


@pytest.mark.parametrize("form", FORMATS)
def test_groups_with_sums_are_no_steps_and_no_actor_is_invented(form):
    reading = read(told.GROUPS_NO_ACTOR, form)
    (one,) = reading.procedures
    assert one.code == "QT-07/SCT"
    assert numbers(reading) == ["1", "2.1", "2.2", "2.3", "3", "4"]
    assert minutes(reading) == [240, 240, 1440, 240, 480, None]
    assert (one.stated_minutes, one.sum_ok) == (2640, True)
    assert {step.actor for step in one.steps} == {""}
    assert one.steps[0].agency == "Trung tâm Phục vụ hành chính công"
    assert one.steps[5].agency == "Sở Công Thương"


@pytest.mark.parametrize("form", FORMATS)
def test_a_column_of_procedures_opens_one_at_each_name(form):
    reading = read(told.PROCEDURE_COLUMN, form)
    assert [one.title for one in reading.procedures] == [
        "Cấp biển hiệu A",
        "Cấp lại biển hiệu A",
    ]
    assert minutes(reading, 0) == [120, 480, 360]
    assert minutes(reading, 1) == [120, 360]
    assert [step.actor for step in reading.procedures[0].steps] == [
        "Một cửa",
        "Chuyên viên",
        "Lãnh đạo",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_sub_heads_and_two_columns_of_time_that_disagree(form):
    reading = read(told.SUB_HEADS, form)
    (one,) = reading.procedures
    assert minutes(reading) == [240, 1440, None]
    assert (one.steps[0].actor, one.steps[0].agency) == ("Cán bộ", "Trung tâm")
    assert "1,5 / 10" in reading.unclear[0].sentence
    assert one.sum_ok is False


@pytest.mark.parametrize("form", [*FORMATS, "sheet"])
def test_titles_and_totals_inside_one_table(form):
    reading = (
        read_process(excel({"Phụ lục": told.TITLES_INSIDE[1]}), "qd.xlsx")
        if form == "sheet"
        else read(told.TITLES_INSIDE, form)
    )
    assert [(one.code, one.title) for one in reading.procedures] == [
        ("1.900040", "Cấp phép quảng cáo"),
        ("1.900041", "Gia hạn phép quảng cáo"),
    ]
    assert [one.sum_ok for one in reading.procedures] == [True, True]
    assert reading.unclear == ()


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_goes_on_over_pages_with_and_without_its_head(form):
    reading = read(told.OVER_PAGES, form)
    (one,) = reading.procedures
    assert one.code == "2.900020"
    assert numbers(reading) == ["1", "2", "3", "4", "5", "6"]
    assert (one.sum_minutes, one.sum_ok) == (2400, True)


@pytest.mark.parametrize("form", FORMATS)
def test_two_agencies_are_one_procedure_and_their_totals_are_parts(form):
    reading = read(told.TWO_AGENCIES, form)
    (one,) = reading.procedures
    assert (one.stated_minutes, one.sum_minutes, one.sum_ok) == (2400, 2400, True)
    assert [step.agency for step in one.steps] == [
        "Sở Xây dựng",
        "Sở Xây dựng",
        "UBND tỉnh",
        "UBND tỉnh",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_two_cases_have_their_own_steps_and_totals(form):
    reading = read(told.TWO_CASES, form)
    first, second = reading.procedures
    assert first.code == second.code == "1.900030"
    assert "không phải kiểm tra" in first.title
    assert (first.stated_minutes, first.sum_ok) == (1440, True)
    assert (second.stated_minutes, second.sum_ok) == (2400, True)


@pytest.mark.parametrize("form", FORMATS)
def test_odd_limits_are_read_or_quoted(form):
    reading = read(told.ODD_LIMITS, form)
    assert minutes(reading) == [None, 960, None, 1440, 30, 150, None]
    steps = reading.procedures[0].steps
    assert steps[1].clause.startswith("kể từ khi nhận")
    assert "không kể ngày nghỉ" in steps[3].clause
    assert steps[3].limit is not None
    assert steps[3].limit.unit == "working_day"
    asked = [one.text for one in reading.unclear if one.kind == "limit"]
    assert asked == [
        "Hồ sơ thường: 1 ngày; hồ sơ khó: 2 ngày",
        "1-2 ngày",
        "01 buổi",
    ]


def test_json_has_exactly_the_agreed_keys():
    printed = as_json(read(told.LIST_AND_STEPS, "word"))
    assert set(printed) == {"procedures", "not_understood"}
    assert set(printed["procedures"][0]) == {
        "title",
        "code",
        "stated_minutes",
        "sum_minutes",
        "sum_ok",
        "steps",
    }
    assert set(printed["procedures"][0]["steps"][0]) == {
        "title",
        "actor",
        "minutes",
        "forms",
    }
    assert set(printed["not_understood"][0]) == {"where", "text", "sentence"}


def test_columns_in_another_order_with_bare_numbers_in_xlsx():
    rows = [
        ["1. Thủ tục công nhận trại giống (Mã TTHC: 1.900010)", "<", "<", "<"],
        ["STT", "Thời gian (giờ)", "Người thực hiện", "Nội dung công việc"],
        [1, 4, "Cán bộ Một cửa", "Tiếp nhận hồ sơ"],
        [2, 20, "Chuyên viên", "Kiểm tra trại"],
        [3, None, "Trưởng phòng", "Soát xét"],
        [4, 8.5, "Giám đốc", "Ký quyết định"],
        ["Tổng cộng", 32.5, "", ""],
    ]
    reading = read_process(excel({"QT": rows}), "qd.xlsx")
    (one,) = reading.procedures
    assert minutes(reading) == [240, 1200, None, 510]
    assert (one.stated_minutes, one.sum_ok) == (1950, True)
    assert one.steps[2].actor == "Trưởng phòng"
    assert reading.unclear[0].place.words() == "trang tính “QT”, hàng 4, cột 2"


def test_a_number_without_any_unit_is_not_given_one():
    decision = (
        "**Thủ tục cấp phép K (1.900070)**",
        [SHORT_HEAD, ["1", "Nhận", "Một cửa", "2"], ["2", "Ký", "Chủ tịch", "1 giờ"]],
    )
    reading = read_process(word(*decision), "qd.docx")
    assert minutes(reading) == [None, 60]
    assert "không có đơn vị" in reading.unclear[0].sentence


def test_the_unit_of_the_total_holds_for_its_cells():
    decision = (
        "**Thủ tục cấp phép K (1.900070)**",
        "Tổng thời gian: 03 ngày làm việc",
        [SHORT_HEAD, ["1", "Nhận", "Một cửa", "1"], ["2", "Ký", "Chủ tịch", "2 ngày"]],
    )
    reading = read_process(word(*decision), "qd.docx")
    assert minutes(reading) == [480, 960]
    limits = [step.limit for step in reading.procedures[0].steps]
    assert [limit.unit for limit in limits if limit] == ["working_day", "working_day"]


SHORT_HEAD = ["TT", "Nội dung công việc", "Trách nhiệm", "Thời gian"]


@pytest.mark.parametrize("form", FORMATS)
def test_labels_beside_numbers_and_agencies_that_only_help(form):
    reading = read(told.STEP_LABELS_AND_NUMBERS, form)
    (one,) = reading.procedures
    assert (one.code, one.symbol) == ("1.900080", "05/QT-SXD")
    assert minutes(reading) == [240, 240, 3840, 480, None]
    assert (one.stated_minutes, one.sum_ok) == (4800, True)
    assert one.steps[2].actor == "Phòng Xây dựng"
    assert one.steps[2].agency == ""  # "cơ quan phối hợp" does not do the step
    assert reading.unclear == ()  # "không tính thời gian" says what it means


@pytest.mark.parametrize("form", FORMATS)
def test_empty_cells_are_empty_and_not_merged(form):
    reading = read(told.EMPTY_CELLS, form)
    assert numbers(reading) == ["1", "2.1", "2.2", "3", "4"]
    assert minutes(reading) == [None, 1440, 480, 480, None]
    assert [step.actor for step in reading.procedures[0].steps] == [
        "Một cửa",
        "Chuyên viên",
        "Trưởng phòng",
        "Trưởng phòng",
        "Một cửa",
    ]
    assert reading.unclear == ()


def test_a_table_that_lies_across_has_a_procedure_in_each_row():
    reading = read(told.LYING_ACROSS, "word")
    assert [one.title for one in reading.procedures] == ["Cấp phép L", "Cấp lại phép L"]
    assert minutes(reading, 0) == [240, 960, 240]
    assert [one.sum_ok for one in reading.procedures] == [True, True]
    assert reading.procedures[0].steps[1].title == "Thẩm định"


def test_an_iso_document_gives_its_title_symbol_and_time():
    reading = read(told.ISO_DOCUMENT, "word")
    (one,) = reading.procedures
    assert (one.title, one.code) == ("Cấp giấy phép bán lẻ rượu", "QT-15/KT")
    assert (one.stated_minutes, one.sum_minutes, one.sum_ok) == (4800, 4800, True)
    assert one.legal_bases == ("Nghị định số 105/2017/NĐ-CP",)


@pytest.mark.parametrize("form", FORMATS)
def test_headings_of_sections_are_no_titles_and_no_agencies(form):
    reading = read(told.NUMBERED_SECTIONS, form)
    assert [(one.code, one.title) for one in reading.procedures] == [
        ("1.900070", "Thủ tục cấp thẻ A"),
        ("1.900071", "Thủ tục cấp lại thẻ A"),
    ]
    assert [one.sum_ok for one in reading.procedures] == [True, True]
    assert {step.agency for one in reading.procedures for step in one.steps} == {""}
    assert reading.unclear == ()
