"""Many at once equal one by one, in any office."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eiso.base.clock.bulk import due_instants, due_minutes
from eiso.base.clock.calendar import Calendar, Rule, instant, minute_of
from eiso.base.clock.limits import parse_limit
from tests.base.clock.worlds import at, offices, vietnam_facts

LIMITS = [
    "1 ngày làm việc",
    "15 ngày làm việc",
    "30 ngày",
    "1 tháng",
    "02 giờ",
    "45 giờ",
    "1/2 ngày",
    "1,5 ngày làm việc",
    "0 giờ",
    "trong ngày",
]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    offices(),
    st.sampled_from(LIMITS),
    st.sampled_from(list(Rule)),
    st.lists(st.integers(0, 80 * 1440), min_size=100, max_size=200),
)
def test_many_equal_one_by_one(world, text, rule, minutes):
    _, calendar = world
    limit = parse_limit(text)
    starts = [minute_of(at("2025-12-20 00:00")) + minute for minute in minutes]
    starts += [minute_of(at(f"2026-01-{day:02d} 07:00")) for day in range(1, 31)]
    assert due_minutes(starts, limit, calendar, rule) == [
        calendar.due_minute(start, limit, rule) for start in starts
    ]


@pytest.mark.parametrize("count", [0, 5, 500])
def test_instants_come_back_in_order(count):
    calendar = Calendar(vietnam_facts())
    rows = [
        (
            instant(minute_of(at("2026-01-01 00:00")) + number * 997),
            parse_limit(LIMITS[number % len(LIMITS)]),
            list(Rule)[number % 2],
        )
        for number in range(count)
    ]
    assert due_instants(rows, calendar) == [
        calendar.due_at(start, limit, rule) for start, limit, rule in rows
    ]
