"""Calendars for the clock's tests: the real one of 2025–2026, and invented offices."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from eiso.base.clock.calendar import ZONE, Calendar
from eiso.base.clock.facts import Facts, Kind, SpecialDay
from tests.base.clock.oracle import Office

OFFICE = [(420, 690), (810, 1020)]
DAYS_OFF = [
    "2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07",
    "2025-04-30 2025-05-01 2025-05-02 2025-09-01 2025-09-02",
    "2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20",
    "2026-04-27 2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 2026-11-24",
]
MADE_UP = {
    "2025-04-26": "2025-05-02",
    "2026-01-10": "2026-01-02",
    "2026-08-22": "2026-08-31",
}
SHIFTS = [
    [],
    OFFICE,
    [(450, 690), (780, 990)],
    [(420, 660), (780, 990)],
    [(450, 690)],
    [(480, 720), (780, 1020), (1080, 1200)],
]


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def vietnam_facts(**changes) -> Facts:
    """Days of 2025 and 2026 as the domain sheet gives them."""
    special = {}
    for day in map(dt.date.fromisoformat, " ".join(DAYS_OFF).split()):
        special[day] = SpecialDay(day, Kind.OFF, "Ngày nghỉ")
    for worked, off in MADE_UP.items():
        day, replaced = dt.date.fromisoformat(worked), dt.date.fromisoformat(off)
        special[day] = SpecialDay(day, Kind.MADE_UP, "Làm bù", replaces=replaced)
    facts = {"special": special, "confirmed": frozenset({2025, 2026})} | changes
    return Facts("VN", **facts)


@st.composite
def offices(draw) -> tuple[Office, Calendar]:
    """One invented office twice: for the oracle and for the clock."""
    week = [draw(st.sampled_from(SHIFTS)) for _ in range(7)]
    week[draw(st.integers(0, 4))] = OFFICE
    office = Office(
        week=week,
        standard=draw(st.sampled_from([480, 450, 420, 465])),
        cut_off=draw(st.sampled_from([900, 600, 1020])),
    )
    special: dict[dt.date, SpecialDay] = {}
    days = st.dates(dt.date(2025, 12, 20), dt.date(2026, 3, 20))
    for day in draw(st.lists(days, max_size=8, unique=True)):
        _special_day(draw, office, special, day)
    facts = Facts(
        "X",
        weeks=((dt.date(1, 1, 1), tuple(tuple(row) for row in week)),),
        standard_minutes=office.standard,
        same_day_until=office.cut_off,
        special=special,
        confirmed=frozenset({2026}),
    )
    return office, Calendar(facts)


def _special_day(draw, office, special, day) -> None:
    kind = draw(st.sampled_from(["off", "made_up", "made_up_short", "own"]))
    if kind == "off":
        special[day] = SpecialDay(day, Kind.OFF, "nghỉ")
        office.days[day] = []
        return
    if kind == "made_up":
        replaced = day + dt.timedelta(days=draw(st.integers(1, 6)))
        special[day] = SpecialDay(day, Kind.MADE_UP, "bù", replaces=replaced)
        office.days[day] = office.week[replaced.weekday()]
        return
    shifts = draw(st.sampled_from(SHIFTS[1:]))
    made_up = Kind.MADE_UP if kind == "made_up_short" else Kind.OWN_HOURS
    special[day] = SpecialDay(day, made_up, "giờ riêng", shifts=tuple(shifts))
    office.days[day] = shifts


def vietnam_office() -> Office:
    office = Office(week=[OFFICE] * 5 + [[], []])
    for day in map(dt.date.fromisoformat, " ".join(DAYS_OFF).split()):
        office.days[day] = []
    for worked in MADE_UP:
        office.days[dt.date.fromisoformat(worked)] = OFFICE
    return office
