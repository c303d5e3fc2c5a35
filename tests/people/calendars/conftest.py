"""The shipped calendar, as every installation has it, and one agency's own."""

from __future__ import annotations

import pytest

from eiso.people.calendars import reference, selectors, services
from eiso.people.calendars.models import Calendar
from tests.cast import make_user


@pytest.fixture
def vn(db) -> Calendar:
    reference.load()
    return selectors.country()


@pytest.fixture
def own(vn, agency_a, dung) -> Calendar:
    """The own calendar of agency A, opened by its quality secretary."""
    return services.open_calendar(by=dung, org=agency_a)


@pytest.fixture
def house_officer(db):
    """Who may draft and confirm the country's calendar."""
    return make_user("nga", "Trịnh Thị Nga", "province_officer")
