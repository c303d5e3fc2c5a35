"""The shipped Vietnamese calendar: what it says, and that loading it twice is once."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from eiso.base import clock
from eiso.base.trail.models import Event
from eiso.people.calendars import reference, selectors, services
from eiso.people.calendars.choices import YearStatus
from eiso.people.calendars.models import Entry, Notice, Year
from tests.base.clock.test_due import EXAMPLES
from tests.base.clock.worlds import DAYS_OFF, MADE_UP, at


def days(text: str) -> set[dt.date]:
    return {dt.date.fromisoformat(day) for day in text.split()}


@pytest.mark.parametrize(("start", "limit", "rule", "expected"), EXAMPLES)
def test_examples_of_the_issue_hold_on_the_shipped_calendar(
    vn, start, limit, rule, expected
):
    answer = clock.due(
        at(start),
        clock.parse_limit(limit),
        selectors.compiled("VN"),
        clock.Rule(rule),
    )
    assert answer.due.strftime("%Y-%m-%d %H:%M") == expected
    assert not answer.provisional


def test_2025_and_2026_are_as_the_domain_sheet_says(vn):
    facts = selectors.compiled("VN").facts
    one = dt.timedelta(days=1)
    day, off, worked = dt.date(2025, 1, 1), set(), set()
    while day.year < 2027:
        if day.weekday() < 5 and not facts.shifts_on(day):
            off.add(day)
        if day.weekday() >= 5 and facts.shifts_on(day):
            worked.add(day)
        day += one
    assert off == days(" ".join(DAYS_OFF))
    assert worked == days(" ".join(MADE_UP))


def test_years_2018_to_2026_are_confirmed_and_without_holes(vn):
    confirmed = selectors.compiled("VN").facts.confirmed
    assert confirmed == frozenset(range(2018, 2027))
    for year in range(2018, 2027):
        assert services.year_holes(vn, year) == []


def test_2027_is_provisional_and_says_what_is_missing(vn):
    assert vn.years.get(year=2027).status == YearStatus.PROVISIONAL
    assert services.year_holes(vn, 2027) == [
        "Tết Nguyên đán: có 0/5 ngày nghỉ có văn bản",
        "Quốc khánh: có 1/2 ngày nghỉ có văn bản",
        (
            "8 ngày mới là dự kiến, chưa có văn bản: "
            "04/02, 05/02, 06/02, 07/02, 08/02, 09/02, 10/02, 03/09"
        ),
    ]


def test_every_shipped_day_names_its_document(vn):
    assert not Notice.objects.filter(number="").exists()
    assert Entry.objects.filter(date="2026-11-24").get().notice.number == (
        "Nghị quyết 28/2026/QH16, Điều 2"
    )


def test_loading_again_changes_nothing(vn):
    counts = [model.objects.count() for model in (Notice, Entry, Year, Event)]
    reference.load()
    assert counts == [model.objects.count() for model in (Notice, Entry, Year, Event)]


def test_loading_again_never_touches_a_year_people_changed(vn, quan):
    Year.objects.filter(year=2026).update(status=YearStatus.PROVISIONAL)
    reference.load()
    assert vn.years.get(year=2026).status == YearStatus.PROVISIONAL


@pytest.mark.given_data
def test_the_shipped_days_are_the_given_ones_with_the_known_corrections(vn, given_data):
    folder = given_data / "vn_public_holidays"
    given: set[tuple[str, str]] = set()
    with (folder / "holidays_2018_2030.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["date"] < "2028":
                given.add((row["date"], "off"))
    with (folder / "makeup_workdays.csv").open(encoding="utf-8") as file:
        given |= {(row["work_date_on_weekend"], "work") for row in csv.DictReader(file)}
    given |= {("2026-01-02", "off"), ("2026-01-10", "work")}
    shipped = {
        (entry.date.isoformat(), "work" if entry.kind == "made_up" else "off")
        for entry in Entry.objects.all()
    }
    assert shipped == given
