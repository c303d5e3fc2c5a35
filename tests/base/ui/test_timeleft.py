"""The mark: one state a clock, and the words of the drawings."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eiso.base.ui.timeleft import ICONS, Clock, State, duration, mark, state_of

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = dt.datetime(2026, 11, 20, 9, 42, tzinfo=ZONE)


def at(day: int, hour: int, minute: int, month: int = 11, year: int = 2026):
    return dt.datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 phút"),
        (59, "59 phút"),
        (60, "1 giờ 00 phút"),
        (438, "7 giờ 18 phút"),
        (480, "1 ngày 0 giờ"),
        (539, "1 ngày 0 giờ"),
        (1080, "2 ngày 2 giờ"),
        (-282, "4 giờ 42 phút"),
    ],
)
def test_duration_shows_two_units_and_cuts_down(minutes, words):
    assert duration(minutes) == words


def test_duration_uses_the_standard_day_of_the_agency():
    assert duration(450, 450, exact=True) == "1 ngày"
    assert duration(450, 480, exact=True) == "7 giờ 30 phút"


@pytest.mark.parametrize(
    ("clock", "state", "words", "line"),
    [
        (
            Clock(1080, NOW, at(25, 13, 42), 2400),
            State.NORMAL,
            "còn 2 ngày 2 giờ",
            "đến 13:42 T4 25/11",
        ),
        (
            Clock(438, NOW, at(23, 9, 0), 2400),
            State.SOON,
            "còn 7 giờ 18 phút",
            "đến 09:00 T2 23/11",
        ),
        (
            Clock(48, NOW, at(20, 10, 30), 480),
            State.TODAY,
            "còn 48 phút",
            "đến 10:30 hôm nay",
        ),
        (
            Clock(-282, NOW, at(19, 15, 0), 960),
            State.LATE,
            "quá 4 giờ 42 phút",
            "hạn 15:00 hôm qua",
        ),
        (
            Clock(810, NOW, at(20, 10, 0), 2400, paused_since=at(18, 14, 30)),
            State.PAUSED,
            "tạm dừng từ 14:30 T4 18/11",
            "đồng hồ dừng",
        ),
        (
            Clock(480, NOW, at(20, 10, 12), 960, done_at=at(19, 10, 12)),
            State.DONE,
            "xong, trước hạn 1 ngày",
            "trả 10:12 hôm qua",
        ),
        (
            Clock(0, NOW, at(19, 10, 12), 960, done_at=at(19, 10, 12)),
            State.DONE,
            "xong, đúng hạn",
            "trả 10:12 hôm qua",
        ),
        (
            Clock(-125, NOW, at(19, 9, 30), 960, done_at=at(19, 11, 35)),
            State.DONE_LATE,
            "xong, trễ 2 giờ 05 phút",
            "trả 11:35 hôm qua",
        ),
        (
            Clock(1440, NOW, at(6, 9, 42, 1, 2027), 14400, provisional=True),
            State.PROVISIONAL,
            "tạm tính: khoảng 3 ngày",
            "09:42 06/01/2027 · lịch 2027 chưa công bố",
        ),
        (
            Clock(None, NOW),
            State.NO_DEADLINE,
            "không hẹn trả",
            "thủ tục không quy định",
        ),
        (
            Clock(960, NOW, offered_minutes=35),
            State.WAITING,
            "chờ nhận 35 phút",
            "tính vào người giao",
        ),
    ],
)
def test_each_state_says_its_words(clock, state, words, line):
    made = mark(clock)
    assert (made.state, made.words, made.line) == (state, words, line)


def test_less_than_a_fifth_of_a_long_term_is_soon():
    far = at(30, 9, 42)
    assert state_of(Clock(2879, NOW, far, 14400)) is State.SOON
    assert state_of(Clock(2880, NOW, far, 14400)) is State.NORMAL


def test_due_before_now_is_late_even_with_no_working_minute_lost():
    """Due at closing, asked in the evening: nothing of working time passed, yet over."""
    evening = at(20, 19, 0)
    assert state_of(Clock(0, evening, at(20, 17, 0), 480)) is State.LATE


def test_late_wins_over_provisional_and_pause_over_late():
    assert state_of(Clock(-1, NOW, NOW, provisional=True)) is State.LATE
    paused = Clock(-1, NOW, NOW, paused_since=at(18, 14, 30))
    assert state_of(paused) is State.PAUSED


def test_printed_mark_is_one_sentence():
    made = mark(Clock(48, NOW, at(20, 10, 30), 480))
    assert made.printed == "Còn 48 phút, đến 10:30 hôm nay"


@given(
    left=st.none() | st.integers(-20_000, 200_000),
    total=st.integers(0, 200_000),
    ahead=st.none() | st.integers(-60_000, 600_000),
    provisional=st.booleans(),
    paused=st.booleans(),
    done=st.booleans(),
)
def test_every_clock_has_one_state_words_and_a_bar_within_bounds(
    left, total, ahead, provisional, paused, done
):
    clock = Clock(
        left,
        NOW,
        None if ahead is None else NOW + dt.timedelta(minutes=ahead),
        total,
        paused_since=NOW if paused else None,
        done_at=NOW if done else None,
        provisional=provisional,
    )
    made = mark(clock)
    assert made.words
    assert 0 <= made.used <= 100
    assert ICONS[made.state]
    if left is not None and left < 0 and not paused and not done:
        assert made.state is State.LATE
