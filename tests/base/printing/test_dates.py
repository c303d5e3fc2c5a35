"""Dates of official papers: a zero before small days and before January and February."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eiso.base.printing.dates import long_date, official_date, padded, read_date


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2014, 3, 5), "05/3/2014"),
        (date(2022, 2, 10), "10/02/2022"),
        (date(2021, 6, 16), "16/6/2021"),
        (date(2023, 1, 1), "01/01/2023"),
        (date(2026, 11, 9), "09/11/2026"),
    ],
)
def test_the_written_date_follows_the_rule(day, written):
    assert official_date(day) == written


def test_the_long_date_follows_the_same_rule():
    assert long_date(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert long_date(date(2026, 4, 30)) == "ngày 30 tháng 4 năm 2026"


@given(st.dates())
def test_what_is_written_is_read_back(day):
    if day.year >= 1000:
        assert read_date(official_date(day)) == day
        assert read_date(f"Hà Nội, {long_date(day)}") == day


@pytest.mark.parametrize(
    "text", ["", "ngày … tháng … năm 2026", "31/02/2026", "7/2026"]
)
def test_what_is_no_date_is_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["5-3-2014", "05.3.2014", "Ngày 5 tháng 3 năm 2014"])
def test_other_hands_are_read(text):
    assert read_date(text) == date(2014, 3, 5)


def test_counts_under_ten_have_a_zero():
    assert [padded(n) for n in (0, 4, 10, 120)] == ["00", "04", "10", "120"]
