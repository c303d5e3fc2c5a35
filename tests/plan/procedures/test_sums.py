"""The longest way, each branch, and the sum beside the limit of each channel."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition import (
    END,
    Channel,
    Definition,
    Flow,
    Next,
    Return,
    Step,
    StepLimit,
    Via,
    branches,
    longest_path,
    step_minutes,
    sum_against_limit,
)
from tests.plan.procedures.definitions import correction, days, seat_change, step


def test_the_real_decision_adds_up_to_thirty_days_on_its_long_branch():
    ways = branches(seat_change())

    assert [(way.minutes, way.label) for way in ways] == [
        (14_400, "Đủ điều kiện"),
        (19 * 480, "Không đủ điều kiện"),
    ]
    assert longest_path(seat_change()) == ways[0]


def test_a_return_adds_no_day():
    plain = seat_change()
    bare = replace(plain, steps=tuple(replace(s, returns=()) for s in plain.steps))

    assert longest_path(plain).minutes == longest_path(bare).minutes


def test_the_sum_says_what_is_spare():
    (line,) = sum_against_limit(correction())

    assert (line.used_minutes, line.spare_minutes, line.fits) == (3600, 240, True)
    assert line.sentence == (
        "Kênh trực tiếp: tổng 7,5 ngày làm việc trên 8 ngày làm việc, còn dự phòng "
        "0,5 ngày làm việc."
    )


def test_each_row_of_the_channels_is_compared_with_its_own_limit():
    given_rows = (
        Channel(Via.DIRECT, days("7"), "7 ngày"),
        Channel(Via.DIRECT, None, "Theo quy định"),
        Channel(Via.ONLINE, StepLimit("1 tháng", 1, Unit.MONTH), "1 tháng"),
        Channel(Via.POST, days("7,5"), "7,5 ngày"),
    )

    lines = sum_against_limit(replace(correction(), channels=given_rows))

    assert [line.fits for line in lines] == [False, None, None, True]
    assert "vượt 0,5 ngày làm việc" in lines[0].sentence
    assert "“Theo quy định”" in lines[1].sentence
    assert "tính theo tháng" in lines[2].sentence
    assert "vừa đủ" in lines[3].sentence


def test_side_by_side_branches_take_the_longer_one():
    made = Definition(
        steps=(
            step("a", "P", "1", next=(Next("b"), Next("c"))),
            step("b", "P", "2", next=(Next("d"),)),
            step("c", "Q", "5"),
            step("d", "P", "1"),
        )
    )

    assert longest_path(made).keys == ("a", "c", "d")
    assert longest_path(made).minutes == 7 * 480


def test_a_shared_limit_counts_once_even_when_left_and_met_again():
    made = Definition(
        steps=(
            step("a", "P", "3"),
            step("b", "P", "1"),
            step("c", "P", covered_by="a"),
        )
    )

    assert longest_path(made).minutes == 4 * 480
    assert step_minutes(made) == {"a": 1440, "b": 480, "c": None}


def test_hours_and_fractions_are_minutes():
    limit = StepLimit("02 giờ", Decimal(2), Unit.WORKING_HOUR)
    made = Definition(steps=(step("a", "P", "0,25"), Step(key="b", limit=limit)))

    assert step_minutes(made) == {"a": 120, "b": 120}
    assert step_minutes(made, minutes_per_day=450) == {"a": 113, "b": 120}


def oracle(definition):
    """Walk every way, one by one, and add; the slowest thing that can be right."""
    flow = Flow(definition)
    best = 0

    def walk(key, total, met):
        nonlocal best
        item = flow.steps[key]
        group = item.covered_by or key
        if group not in met:
            cover = flow.steps.get(group)
            if cover and cover.limit and not cover.covered_by:
                total += cover.limit.minutes() or 0
        best = max(best, total)
        for to in flow.forward[key]:
            walk(to, total, met | {group})

    if flow.start is not None:
        walk(flow.start, 0, frozenset())
    return best


@st.composite
def graphs(draw):
    """Seven steps with any edges, circles and shared limits among them."""
    keys = "abcdefg"[: draw(st.integers(1, 7))]
    made = []
    for key in keys:
        to = st.sampled_from([*keys, END, "nowhere"])
        made.append(
            Step(
                key=key,
                limit=draw(st.none() | st.integers(0, 9).map(lambda n: days(str(n)))),
                covered_by=draw(st.sampled_from(["", "", *keys, "nowhere"])),
                next=[Next(item) for item in draw(st.lists(to, max_size=3))],
                returns=[Return(item) for item in draw(st.lists(to, max_size=1))],
            )
        )
    return Definition(steps=made)


@settings(max_examples=300)
@given(graphs())
def test_the_longest_way_equals_the_slow_oracle(definition):
    way = longest_path(definition)

    assert way.minutes == oracle(definition)
    assert branches(definition)[0].minutes == way.minutes


@given(graphs())
def test_a_way_follows_the_edges_and_ends(definition):
    flow = Flow(definition)

    for way in flow.ways:
        assert all(b in flow.forward[a] for a, b in pairwise(way))
        assert way[-1] in flow.ends or not flow.forward[way[-1]]


@pytest.mark.timeout(10)
def test_a_hostile_net_of_choices_and_shared_limits_costs_no_time():
    made = []
    for row in range(400):
        to = tuple(Next(f"{side}{row + 1}") for side in "xy") if row < 399 else ()
        for side in "xy":
            cover = f"x{row % 40}" if side == "y" else ""
            made.append(step(f"{side}{row}", "P", "1", next=to, covered_by=cover))

    assert longest_path(Definition(steps=tuple(made))).minutes >= 400 * 480
    assert len(branches(Definition(steps=tuple(made)))) == 64


def test_calendar_days_of_a_step_table_are_not_called_working_days():
    limit = StepLimit("42 ngày", 42, Unit.DAY)
    made = Definition(
        steps=(Step(key="a", limit=limit), step("b", "P", "1")),
        channels=(
            Channel(Via.DIRECT, StepLimit("48 ngày", 48, Unit.DAY)),
            Channel(Via.POST, days("44")),
        ),
    )

    first, second = [line.sentence for line in sum_against_limit(made)]

    assert first == "Kênh trực tiếp: tổng 43 ngày trên 48 ngày, còn dự phòng 5 ngày."
    assert second == (
        "Kênh bưu chính công ích: tổng 43 ngày trên 44 ngày làm việc, còn dự phòng 1 "
        "ngày."
    )
