"""The number and day of a decision come from its letterhead, never from below."""

from __future__ import annotations

import datetime as dt

import pytest

from eiso.plan.procedures.readers.process.blocks import Paragraph
from eiso.plan.procedures.readers.process.letterhead import Letterhead, letterhead_of

BASIS = "Căn cứ Nghị định số 01/2099/NĐ-CP ngày 02 tháng 3 năm 2099;"


def read(*lines: str) -> Letterhead:
    return letterhead_of([Paragraph(line) for line in lines])


def test_number_and_day_of_the_letterhead():
    head = read("UBND TỈNH A", "Số: 45/QĐ-UBND", "A, ngày 05 tháng 3 năm 2026", BASIS)

    assert head == Letterhead("45/QĐ-UBND", dt.date(2026, 3, 5))


@pytest.mark.parametrize(
    "lines",
    [
        (BASIS, "Số: 45/QĐ-UBND"),
        ("Số: /QĐ-UBND", "A, ngày tháng năm 2026"),
        ("Số 12 phố B",),
        ("sửa đổi Quyết định số 09/QĐ-UBND ngày 01 tháng 02 năm 2025 của Chủ tịch",),
    ],
)
def test_what_is_not_there_is_not_invented(lines):
    assert read(*lines) == Letterhead()


def test_an_impossible_day_is_left_out():
    assert read("Số: 45/QĐ-UBND", "A, ngày 31 tháng 02 năm 2026").day is None
