"""Our own catalogue lines: the shipped extract, and what such a line may say."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from eiso.plan.procedures.readers.catalogue import Kind, read_catalogue
from eiso.plan.procedures.readers.catalogue.sources import FORMAT
from tests.plan.procedures.catalogue_files import lines


def line(**facts):
    return {"format": FORMAT, "code": "1.000001", "title": "Khai sinh"} | facts


def test_the_shipped_extract_is_read_whole():
    data = files("eiso.faces.demo").joinpath("data/tthc.jsonl").read_bytes()
    file = read_catalogue(data)
    assert (file.source, len(file.procedures), file.refused) == (Kind.LINES, 120, [])
    assert Counter(each.body for each in file.procedures) == {
        "Bộ Tư pháp": 74,
        "Bộ Nông nghiệp và Môi trường": 27,
        "Bộ Tài chính": 19,
    }
    assert all(each.channels and each.components for each in file.procedures)
    readable = [
        each for each in file.procedures if any(row.limit for row in each.channels)
    ]
    assert len([each for each in readable if "xã" in each.level]) >= 50
    assert len([each for each in readable if "tỉnh" in each.level]) >= 35


def test_a_left_out_field_says_nothing():
    (only,) = read_catalogue(lines(line(channels=[], field="Hộ tịch"))).procedures
    assert only.stated == {"title", "field", "channels"}


def test_a_limit_is_read_from_its_text():
    rows = [{"channel": "post", "limit_text": "02 giờ", "fee_text": "8.000 đồng"}]
    (only,) = read_catalogue(lines(line(channels=rows))).procedures
    assert only.channels[0].limit == {"value": 2, "unit": "working_hour"}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"channels": [{"channel": "fax"}]}, "Hình thức nộp lạ: “fax”"),
        ({"channels": "x"}, "Bảng “channels” không đúng dạng"),
        ({"components": [{"name": ""}]}, "Một thành phần hồ sơ không có tên"),
        (
            {"components": [{"name": "Đơn", "originals": "1"}]},
            "Số bản không phải số: “1”",
        ),
        (
            {"components": [{"name": "Đơn", "copies": True}]},
            "Số bản không phải số: “True”",
        ),
        ({"results": "Giấy"}, "Trường “results” không phải danh sách"),
        ({"field": "x" * 301}, f"Lĩnh vực dài quá 300 chữ: “{'x' * 60}…”"),
    ],
)
def test_a_wrong_line_is_refused(facts, reason):
    file = read_catalogue(lines(line(**facts), line(code="1.000002")))
    assert [each.reason for each in file.refused] == [reason]
    assert len(file.procedures) == 1
