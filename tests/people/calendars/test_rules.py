"""Hours as people write them, faults of notices, holes of years."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eiso.people.calendars.rules import (
    DayDraft,
    Holiday,
    HoursDraft,
    NoticeDraft,
    ShiftsNotUnderstood,
    holes,
    notice_faults,
    parse_shifts,
    show_shifts,
    standard_of,
)

DAY = dt.date(2026, 12, 14)


@pytest.mark.parametrize(
    ("text", "shifts"),
    [
        ("07:00-11:30, 13:30-17:00", ((420, 690), (810, 1020))),
        ("07:00–11:30 · 13:30–17:00", ((420, 690), (810, 1020))),
        ("7h-11h30; 13h30-17h", ((420, 690), (810, 1020))),
        ("7h30 đến 11h30 và 13h đến 16h30", ((450, 690), (780, 990))),
        ("", ()),
        ("Nghỉ", ()),
    ],
)
def test_hours_are_read(text, shifts):
    assert parse_shifts(text) == shifts


@pytest.mark.parametrize(
    "text", ["sáng", "7-11", "11:30-07:00", "07:00-11:30, 11:00-12:00", "20:00-24:00"]
)
def test_other_hours_are_refused(text):
    with pytest.raises(ShiftsNotUnderstood):
        parse_shifts(text)


@given(st.lists(st.integers(0, 1439), min_size=2, max_size=6, unique=True).map(sorted))
def test_hours_shown_are_read_back(ends):
    ends = ends[: len(ends) // 2 * 2]
    shifts = tuple(zip(ends[::2], ends[1::2], strict=True))
    assert parse_shifts(show_shifts(shifts)) == shifts


@given(st.text(alphabet="0123456789:hg-–, đến và", max_size=30))
def test_any_hours_are_read_or_refused(text):
    try:
        shifts = parse_shifts(text)
    except ShiftsNotUnderstood:
        return
    ends = [minute for shift in shifts for minute in shift]
    assert ends == sorted(set(ends))


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (DayDraft(DAY, "made_up"), "chưa ghi bù"),
        (DayDraft(DAY, "made_up", replaces=DAY), "cho chính nó"),
        (DayDraft(DAY, "own_hours"), "chưa ghi giờ"),
        (DayDraft(DAY, "reception"), "chưa ghi giờ"),
        (DayDraft(DAY, "off", shifts=((420, 690),)), "là ngày nghỉ"),
        (DayDraft(dt.date(1900, 1, 1), "off"), "nằm ngoài"),
    ],
)
def test_a_faulty_day_is_named(day, fault):
    faults = notice_faults(NoticeDraft("1/TB", days=(day,)))
    assert len(faults) == 1
    assert fault in faults[0]


def test_one_day_twice_is_a_fault_but_reception_may_stand_beside():
    twice = NoticeDraft("1/TB", days=(DayDraft(DAY, "off"), DayDraft(DAY, "ordinary")))
    assert "hai lần" in notice_faults(twice)[0]
    beside = NoticeDraft(
        "1/TB",
        days=(DayDraft(DAY, "off"), DayDraft(DAY, "reception", shifts=((420, 660),))),
    )
    assert notice_faults(beside) == []


@pytest.mark.parametrize(
    "hours",
    [
        HoursDraft(DAY),
        HoursDraft(DAY, week=((),) * 7),
        HoursDraft(DAY, standard_minutes=5),
        HoursDraft(dt.date(1800, 1, 1), standard_minutes=480),
    ],
)
def test_own_hours_that_say_nothing_possible_are_faults(hours):
    assert notice_faults(NoticeDraft("1/TB", hours=(hours,)))


def test_the_standard_day_is_the_commonest_one():
    long, short = ((420, 690), (810, 1020)), ((420, 690),)
    assert standard_of((long, long, long, long, short, (), ())) == 480


def test_a_holiday_on_a_sunday_needs_its_substitute():
    law = [Holiday("x", "Giỗ Tổ", days=1, since=2020)]
    sunday = DayDraft(dt.date(2026, 4, 26), "off", holiday="x")
    assert holes(2026, [sunday], law) == ["Giỗ Tổ: có 0/1 ngày nghỉ có văn bản"]
    monday = DayDraft(dt.date(2026, 4, 27), "off", holiday="x")
    assert holes(2026, [sunday, monday], law) == []


def test_expected_days_and_other_years_fill_no_hole():
    law = [Holiday("x", "Tết", days=1, since=2020)]
    expected = DayDraft(dt.date(2027, 2, 8), "off", holiday="x", expected=True)
    last_year = DayDraft(dt.date(2026, 2, 17), "off", holiday="x")
    assert holes(2027, [expected, last_year], law)
    assert not holes(2019, [], law)


def test_a_swap_across_new_year_is_whole():
    """Off on 31/12/2018, made up on 05/01/2019."""
    off = DayDraft(dt.date(2018, 12, 31), "swap_off")
    worked = DayDraft(dt.date(2019, 1, 5), "made_up", replaces=off.date)
    assert holes(2018, [off, worked], []) == []
    assert holes(2019, [off, worked], []) == []
    assert holes(2018, [off], []) == [
        "Ngày nghỉ hoán đổi 31/12/2018 chưa có ngày làm bù"
    ]
    assert "không phải ngày nghỉ" in holes(2019, [worked], [])[0]
