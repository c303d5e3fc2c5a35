"""The clock equals its slow oracle: 300 cases each here, 10,000 with `make test-long`."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eiso.base.clock.answers import due, due_after_pause, explain, worked
from eiso.base.clock.calendar import ZONE, Calendar, Rule
from eiso.base.clock.limits import parse_limit
from tests.base.clock import oracle
from tests.base.clock.worlds import offices, vietnam_facts, vietnam_office

SHORT = settings(
    max_examples=300, deadline=None, suppress_health_check=list(HealthCheck)
)
FULL = settings(SHORT, max_examples=10_000)
RULES = st.sampled_from(["clock", "end-of-day"])
STARTS = st.datetimes(
    *map(dt.datetime.fromisoformat, ("2025-12-20", "2026-03-10"))
).map(lambda t: t.replace(microsecond=0))
BUSY = st.builds(
    dt.datetime.combine,
    st.dates(dt.date(2025, 12, 20), dt.date(2026, 3, 10)),
    st.sampled_from(
        [dt.time(h, m) for h in (7, 11, 13, 15, 16, 17) for m in (0, 1, 29, 30, 59)]
    ),
)


@st.composite
def terms(draw) -> tuple[str, str, int, str]:
    """(text, kind, whole, fraction or hours as text) of a limit."""
    kind = draw(st.sampled_from(["working_day", "day", "month", "hour", "same_day"]))
    if kind == "same_day":
        return "trong ngày", kind, 0, ""
    if kind == "month":
        whole = draw(st.integers(1, 3))
        return f"{whole} tháng", kind, whole, ""
    if kind == "hour":
        hours = draw(st.integers(1, 40))
        return f"{hours} giờ", kind, 0, f"h{hours}"
    whole = draw(st.integers(0, 20))
    part = draw(st.sampled_from(["", "", "25", "5", "75"]))
    name = "ngày làm việc" if kind == "working_day" else "ngày"
    if not part:
        whole = max(whole, 1)
    return f"{whole}{',' if part else ''}{part} {name}", kind, whole, part


def extra_minutes(part: str, standard: int) -> int:
    if part.startswith("h"):
        return int(part[1:]) * 60
    hundredths = int((part + "0")[:2]) if part else 0
    return (hundredths * standard * 2 + 100) // 200  # half up


def aware(t: dt.datetime) -> dt.datetime:
    return t.replace(tzinfo=ZONE)


def check_due(world, start, term, rule) -> None:
    office, calendar = world
    text, kind, whole, part = term
    expected = oracle.due(
        office, start, kind, whole, extra_minutes(part, office.standard), rule
    )
    answer = due(aware(start), parse_limit(text), calendar, Rule(rule))
    assert answer.due == aware(expected), (text, rule)
    floor = start.replace(second=0)
    minutes = oracle.worked(office, floor, expected)
    assert answer.minutes == minutes
    days = explain(answer, calendar)
    assert sum(day.minutes for day in days) == minutes
    assert sum(1 for day in days if day.number) == (
        whole if kind in ("working_day", "day") else sum(1 for d in days if d.number)
    )


def check_pause(world, start, pause, length, term, rule) -> None:
    office, calendar = world
    text, kind, _, part = term
    if kind in ("same_day", "month") or (kind == "day" and part):
        return
    limit = parse_limit(text)
    old = due(aware(start), limit, calendar, Rule(rule)).due
    paused = start.replace(second=0) + dt.timedelta(minutes=pause)
    resumed = paused + dt.timedelta(minutes=length)
    expected = oracle.after_pause(
        office,
        old.replace(tzinfo=None),
        paused,
        resumed,
        "hour" if part else kind,
        rule,
    )
    new = due_after_pause(
        old, aware(paused), aware(resumed), limit, calendar, Rule(rule)
    )
    assert new == aware(expected), (text, rule)
    assert new >= old or kind == "day"


WORLDS = offices()
REAL = (vietnam_office(), Calendar(vietnam_facts()))
PAUSE = st.integers(0, 6000)
LENGTH = st.integers(0, 20_000)


@SHORT
@given(WORLDS, STARTS | BUSY, terms(), RULES)
def test_any_office(world, start, term, rule):
    check_due(world, start, term, rule)


@SHORT
@given(STARTS | BUSY, terms(), RULES)
def test_the_vietnamese_calendar(start, term, rule):
    check_due(REAL, start, term, rule)


@SHORT
@given(WORLDS, STARTS | BUSY, PAUSE, LENGTH, terms(), RULES)
def test_pauses(world, start, pause, length, term, rule):
    check_pause(world, start, pause, length, term, rule)


@SHORT
@given(WORLDS, STARTS, st.integers(-20_000, 20_000))
def test_working_time(world, start, length):
    office, calendar = world
    start = start.replace(second=0)
    end = start + dt.timedelta(minutes=length)
    minutes = oracle.worked(office, min(start, end), max(start, end))
    signed = minutes if length >= 0 else -minutes
    assert worked(aware(start), aware(end), calendar) == signed


@pytest.mark.long
@pytest.mark.timeout(3000)
@FULL
@given(WORLDS, STARTS | BUSY, terms(), RULES)
def test_any_office_full(world, start, term, rule):
    check_due(world, start, term, rule)


@pytest.mark.long
@pytest.mark.timeout(3000)
@FULL
@given(STARTS | BUSY, terms(), RULES)
def test_the_vietnamese_calendar_full(start, term, rule):
    check_due(REAL, start, term, rule)


@pytest.mark.long
@pytest.mark.timeout(3000)
@FULL
@given(WORLDS, STARTS | BUSY, PAUSE, LENGTH, terms(), RULES)
def test_pauses_full(world, start, pause, length, term, rule):
    check_pause(world, start, pause, length, term, rule)
