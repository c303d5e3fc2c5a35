"""Every worked example of the issue and every listed defect of live systems."""

from __future__ import annotations

import datetime as dt

import pytest

from eiso.base.clock.answers import Why, due, due_after_pause, explain, worked
from eiso.base.clock.calendar import Calendar, OutOfRange, Rule
from eiso.base.clock.facts import OFFICE_DAY, Facts, Kind, SpecialDay
from eiso.base.clock.limits import parse_limit
from tests.base.clock.worlds import at, vietnam_facts

VN = Calendar(vietnam_facts())


def ends(start, text, rule="clock", calendar=VN) -> str:
    answer = due(at(start), parse_limit(text), calendar, Rule(rule))
    return answer.due.strftime("%Y-%m-%d %H:%M")


EXAMPLES = [
    ("2026-02-13 14:00", "3 ngày làm việc", "clock", "2026-02-25 14:00"),
    ("2025-04-25 09:00", "1 ngày làm việc", "clock", "2025-04-26 09:00"),
    ("2026-03-07 09:00", "1 ngày làm việc", "clock", "2026-03-09 17:00"),
    ("2026-03-07 09:00", "1 ngày làm việc", "end-of-day", "2026-03-10 17:00"),
    ("2026-03-02 16:00", "7 giờ", "clock", "2026-03-03 15:00"),
    ("2026-03-02 15:00", "1,5 ngày làm việc", "clock", "2026-03-04 09:00"),
    ("2026-03-02 12:00", "1 ngày làm việc", "clock", "2026-03-03 11:30"),
    ("2026-03-02 09:00", "5 ngày", "clock", "2026-03-09 09:00"),
    ("2026-03-01 10:00", "7 ngày", "clock", "2026-03-09 07:00"),
    ("2026-01-30 09:00", "1 tháng", "clock", "2026-03-02 09:00"),
    ("2026-03-03 15:00", "trong ngày", "clock", "2026-03-03 17:00"),
    ("2026-03-03 15:01", "trong ngày", "clock", "2026-03-04 17:00"),
]


@pytest.mark.parametrize(("start", "limit", "rule", "expected"), EXAMPLES)
def test_worked_examples_of_the_issue(start, limit, rule, expected):
    assert ends(start, limit, rule) == expected


def test_pause_example_of_the_issue():
    """810 working minutes left; 24/11 is a day off."""
    limit = parse_limit("3 ngày làm việc")
    paused, old = at("2026-11-18 14:30"), at("2026-11-20 10:00")
    assert worked(paused, old, VN) == 810
    new = due_after_pause(old, paused, at("2026-11-23 09:00"), limit, VN)
    assert new == at("2026-11-25 16:30")


# ---- defects of live systems (domain sheet 4.5), each one a test ------------------


def test_defect_made_up_saturdays_are_worked():
    assert ends("2026-01-09 09:00", "1 ngày làm việc") == "2026-01-10 09:00"
    assert ends("2026-08-21 16:00", "2 giờ") == "2026-08-22 08:00"


def test_defect_reception_on_a_rest_day_moves_to_the_next_opening():
    """A live system answers Monday 09:00."""
    assert ends("2026-03-07 09:00", "1 ngày làm việc") == "2026-03-09 17:00"


def test_defect_hours_received_on_a_rest_day_do_not_end_on_it():
    assert ends("2026-03-07 09:00", "2 giờ") == "2026-03-09 09:00"


def test_defect_hours_past_closing_respect_the_next_lunch():
    """A live system answers 13:00."""
    assert ends("2026-03-02 16:00", "7 giờ") == "2026-03-03 15:00"


def test_defect_a_supplement_gives_back_working_time_not_elapsed_time():
    limit = parse_limit("2 ngày làm việc")
    new = due_after_pause(
        at("2026-03-06 16:00"),
        at("2026-03-06 15:00"),
        at("2026-03-09 07:00"),
        limit,
        VN,
    )
    assert new == at("2026-03-09 08:00")


def test_defect_a_term_across_new_year_knows_both_years():
    assert ends("2025-12-31 09:00", "2 ngày làm việc") == "2026-01-06 09:00"


# ---- half days, odd offices, edges -----------------------------------------------

SHORT_DAY = ((420, 660), (780, 990))
SHORT = Calendar(
    vietnam_facts(
        weeks=((dt.date(2025, 7, 1), ((SHORT_DAY,) * 5 + ((), ()))),),
        standard_minutes=450,
    )
)


def test_whole_days_do_not_drift_in_an_office_of_seven_and_a_half_hours():
    assert ends("2026-03-02 09:00", "10 ngày làm việc", calendar=SHORT) == (
        "2026-03-16 09:00"
    )


def test_half_a_day_is_half_of_that_offices_day():
    assert ends("2026-03-02 07:00", "1/2 ngày", calendar=SHORT) == "2026-03-02 10:45"
    assert ends("2026-03-02 07:00", "1/2 ngày") == "2026-03-02 11:00"


def test_fractions_and_hours_are_the_same_under_both_rules():
    for text in ("1/2 ngày", "1,5 ngày làm việc", "0,25 ngày", "7 giờ", "2,5 ngày"):
        for start in ("2026-03-02 15:00", "2026-03-06 16:59", "2026-03-07 09:00"):
            assert ends(start, text) == ends(start, text, "end-of-day")


def test_a_mixed_calendar_term_rolls_before_its_fraction_runs():
    assert ends("2026-03-06 09:00", "1,5 ngày") == "2026-03-09 15:00"


def test_closing_instants_still_are_within_hours():
    assert ends("2026-03-02 17:00", "5 ngày", "end-of-day") == "2026-03-09 17:00"
    assert ends("2026-03-02 17:00", "1 ngày làm việc", "end-of-day") == (
        "2026-03-03 17:00"
    )
    assert ends("2026-03-02 17:01", "1 ngày làm việc", "end-of-day") == (
        "2026-03-04 17:00"
    )


def test_seconds_of_a_receipt_are_dropped():
    """A receipt shows hours and minutes; 15:00:59 is a paper received at 15:00."""
    start = at("2026-03-03 15:00").replace(second=59)
    assert due(start, parse_limit("trong ngày"), VN).due == at("2026-03-03 17:00")
    late = at("2026-03-02 17:00").replace(second=30)
    assert due(late, parse_limit("1 giờ"), VN).due == at("2026-03-03 08:00")


def test_terms_of_zero_end_at_reception():
    """The catalogue prints "0 Giờ"."""
    assert ends("2026-03-02 09:00", "0 giờ") == "2026-03-02 09:00"
    assert ends("2026-03-07 09:00", "0 Giờ", "end-of-day") == "2026-03-09 07:00"


def test_leap_day_and_short_months():
    assert ends("2024-02-29 09:00", "12 tháng") == "2025-02-28 09:00"
    assert ends("2024-01-31 09:00", "1 tháng") == "2024-02-29 09:00"
    assert ends("2024-02-28 09:00", "1 ngày làm việc") == "2024-02-29 09:00"


def test_reception_in_the_lunch_of_a_made_up_saturday():
    assert ends("2026-01-10 12:00", "1 giờ") == "2026-01-10 14:30"
    assert ends("2026-01-10 12:00", "1 ngày làm việc") == "2026-01-12 11:30"


def test_a_made_up_day_has_the_hours_of_the_day_it_replaces():
    friday = ((450, 690),)
    week = (OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, friday, (), ())
    calendar = Calendar(vietnam_facts(weeks=((dt.date(2025, 1, 1), week),)))
    assert calendar.facts.shifts_on(dt.date(2026, 1, 10)) == friday  # for Fri 02/01
    assert calendar.facts.shifts_on(dt.date(2026, 8, 22)) == OFFICE_DAY  # Mon 31/08


def test_an_own_week_holds_from_its_day():
    week = ((SHORT_DAY,) * 5) + ((), ())
    calendar = Calendar(
        vietnam_facts(
            weeks=(
                (dt.date(2020, 1, 1), vietnam_facts().weeks[0][1]),
                (dt.date(2026, 8, 1), week),
            )
        )
    )
    before, after = at("2026-07-31 07:00"), at("2026-08-03 07:00")
    assert worked(before, before.replace(hour=18), calendar) == 480
    assert worked(after, after.replace(hour=18), calendar) == 450


def test_days_that_never_end_before_they_open_or_after_they_close():
    shifts = ((480, 690),)
    days = {
        day: SpecialDay(day, Kind.OWN_HOURS, shifts=shifts)
        for day in (dt.date(2026, 3, 9), dt.date(2026, 3, 10))
    }
    calendar = Calendar(vietnam_facts(special=days))
    assert ends("2026-03-02 07:15", "7 ngày", calendar=calendar) == "2026-03-09 08:00"
    assert ends("2026-03-02 16:00", "7 ngày", calendar=calendar) == "2026-03-09 11:30"
    assert ends("2026-03-09 11:00", "1 ngày làm việc", calendar=calendar) == (
        "2026-03-10 11:00"
    )
    assert ends("2026-03-06 07:15", "1 ngày làm việc", calendar=calendar) == (
        "2026-03-06 17:00"
    )


def test_past_the_last_confirmed_year_the_answer_says_so():
    limit = parse_limit("3 ngày làm việc")
    assert due(at("2026-12-30 09:00"), limit, VN).provisional
    assert due(at("2033-02-13 09:00"), limit, VN).provisional
    assert due(at("2016-11-21 09:00"), limit, VN).provisional
    assert not due(at("2026-12-28 09:00"), limit, VN).provisional


def test_a_due_pulled_back_into_the_confirmed_year_is_certain():
    calendar = Calendar(
        vietnam_facts(
            special={dt.date(2027, 1, 1): SpecialDay(dt.date(2027, 1, 1), Kind.OFF)}
        )
    )
    answer = due(at("2026-12-31 07:00"), parse_limit("1 ngày làm việc"), calendar)
    assert answer.due == at("2026-12-31 17:00")
    assert not answer.provisional


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("1900-03-02 09:00", "1 ngày"),
        ("2200-12-31 18:00", "1 ngày làm việc"),
        ("2026-03-02 09:00", "99999 tháng"),
        ("2026-03-02 09:00", "99999 ngày"),
        ("2026-03-02 09:00", "100000 ngày làm việc"),
    ],
)
def test_beyond_its_years_the_clock_refuses(start, text):
    with pytest.raises(OutOfRange):
        due(at(start), parse_limit(text), VN)


def test_far_years_grow_the_table():
    assert ends("2026-03-02 09:00", "40000 ngày")[:4] == "2135"
    assert ends("1980-03-03 09:00", "1 ngày làm việc") == "1980-03-04 09:00"
    assert worked(at("1990-01-01 00:00"), at("2100-01-01 00:00"), VN) > 10_000_000


def test_an_office_that_never_works_has_no_deadline():
    with pytest.raises(OutOfRange):
        Calendar(Facts("X", weeks=((dt.date(2026, 1, 1), ((),) * 7),))).due_at(
            at("2026-03-02 09:00"), parse_limit("1 giờ")
        )


def test_no_naive_datetimes():
    with pytest.raises(ValueError, match="naive"):
        VN.due_at(dt.datetime(2026, 3, 2, 9), parse_limit("1 giờ"))  # noqa: DTZ001


def test_utc_is_the_same_instant():
    utc = dt.datetime(2026, 2, 13, 7, tzinfo=dt.UTC)
    assert VN.due_at(utc, parse_limit("3 ngày làm việc")) == at("2026-02-25 14:00")


def test_worked_backwards_is_negative():
    assert worked(at("2026-03-03 09:00"), at("2026-03-02 09:00"), VN) == -480


# ---- pauses ----------------------------------------------------------------------


def test_pause_under_end_of_day_ends_at_a_closing():
    limit = parse_limit("2 ngày làm việc")
    new = due_after_pause(
        at("2026-03-04 17:00"),
        at("2026-03-03 10:00"),
        at("2026-03-06 09:00"),
        limit,
        VN,
        Rule.END_OF_DAY,
    )
    assert new == at("2026-03-09 17:00")


def test_pause_moves_calendar_terms_by_the_time_paused():
    limit = parse_limit("15 ngày")
    new = due_after_pause(
        at("2026-03-16 09:00"),
        at("2026-03-05 10:00"),
        at("2026-03-10 10:00"),
        limit,
        VN,
    )
    assert new == at("2026-03-23 09:00")  # 21/03 is a Saturday


def test_a_pause_begun_after_the_due_saves_nobody():
    old = at("2026-03-04 10:00")
    late = at("2026-03-05 10:00")
    for text in ("2 ngày làm việc", "10 ngày"):
        limit = parse_limit(text)
        assert due_after_pause(old, late, at("2026-03-09 10:00"), limit, VN) == old
        assert due_after_pause(old, old, at("2026-03-09 10:00"), limit, VN) == old


def test_a_pause_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="pause"):
        due_after_pause(
            at("2026-03-04 10:00"),
            at("2026-03-03 10:00"),
            at("2026-03-02 10:00"),
            parse_limit("1 giờ"),
            VN,
        )


# ---- why that date ---------------------------------------------------------------


def lines(start, text, rule="clock"):
    answer = due(at(start), parse_limit(text), VN, Rule(rule))
    return answer, explain(answer, VN)


def test_explanation_counts_every_working_day_once():
    answer, days = lines("2026-02-13 14:00", "3 ngày làm việc")
    assert [day.number for day in days if day.counted] == [1, 2, 3]
    assert [day.date.day for day in days if day.why is Why.DAY_OFF] == [
        16,
        17,
        18,
        19,
        20,
    ]
    assert days[0].why is Why.RECEIVED
    assert sum(day.minutes for day in days) == answer.minutes == 1440


def test_explanation_of_calendar_days_counts_rest_days_and_shows_the_roll():
    _, days = lines("2026-03-02 09:00", "5 ngày")
    assert [(day.date.day, day.why) for day in days[4:]] == [
        (6, Why.COUNTED),
        (7, Why.REST_COUNTED),
        (8, Why.WEEKLY_REST),
        (9, Why.ROLLED),
    ]


def test_explanation_of_hours_shows_the_minutes_used_each_day():
    _, days = lines("2026-03-02 16:00", "7 giờ")
    assert [(day.counted, day.minutes) for day in days] == [(True, 60), (True, 360)]


def test_explanation_says_when_a_due_fell_on_an_opening():
    _, days = lines("2026-03-07 09:00", "1 ngày làm việc")
    assert [day.why for day in days] == [
        Why.WEEKLY_REST,
        Why.WEEKLY_REST,
        Why.RECEIVED,
        Why.OPENING,
    ]
