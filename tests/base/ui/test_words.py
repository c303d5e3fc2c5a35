"""Dates, numbers and percents as an office writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from eiso.base.ui import words

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (14193, 14206, "99,91%"),
        (13637, 13641, "99,97%"),
        (14206, 14206, "100%"),
        (999999, 1000000, "99,99%"),  # would round to 100 while one is late
        (1, 1000000, "0,01%"),  # would round to 0 while one is there
        (1, 8, "12,5%"),
        (0, 5, "0%"),
        (0, 0, "chưa có"),
    ],
)
def test_percent_never_hides_the_one_that_is_late(part, whole, text):
    assert words.percent(part, whole) == text


@given(whole=st.integers(1, 10**9), missing=st.integers(1, 10**6))
def test_percent_is_100_only_when_nothing_is_missing(whole, missing):
    assert words.share(max(0, whole - missing), whole) < 100
    assert words.share(whole, whole) == 100


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (14206, "14.206"),
        (1204118, "1.204.118"),
        (Decimal("2.5"), "2,5"),
        (Decimal("2.50"), "2,5"),
        (0, "0"),
        (None, "—"),
        (-3, "−3"),
        (999, "999"),
    ],
)
def test_numbers_have_points_for_thousands_and_a_comma(value, text):
    assert words.number(value) == text


def test_numbers_in_english():
    with translation.override("en"):
        assert words.number(Decimal("14206.5")) == "14,206.5"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (dt.date(2026, 11, 20), "hôm nay"),
        (dt.date(2026, 11, 19), "hôm qua"),
        (dt.date(2026, 11, 21), "ngày mai"),
        (dt.date(2026, 11, 25), "T4 25/11"),
        (dt.date(2026, 11, 22), "CN 22/11"),
        (dt.date(2027, 2, 25), "25/02/2027"),
    ],
)
def test_near_dates_are_words(day, text):
    assert words.near_date(day, TODAY) == text


def test_long_date_has_a_zero_only_for_the_day_january_and_february():
    assert words.long_date(dt.date(2014, 3, 5)) == "ngày 05 tháng 3 năm 2014"
    assert words.long_date(dt.date(2022, 2, 10)) == "ngày 10 tháng 02 năm 2022"


def test_weekday_signs_are_read_aloud_in_full():
    assert (
        words.spoken("13:42 T4 25/11") == '13:42 <abbr title="thứ Tư">T4</abbr> 25/11'
    )
    assert words.spoken("<b>hôm nay") == "<b>hôm nay"  # plain text: templates escape it


def test_counts_under_ten_are_written_with_a_zero_in_documents():
    assert [words.counted(n) for n in (0, 4, 10, 1200)] == ["00", "04", "10", "1.200"]
