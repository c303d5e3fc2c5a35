"""Forms are known by key; the number is that of the set of the day (domain 4.2)."""

from __future__ import annotations

import datetime as dt

import pytest

from eiso.base.trail.models import Event
from eiso.plan.documents import form_sets
from eiso.plan.documents.models import FormNumber, FormSet
from eiso.plan.documents.selectors import form, form_set

OLD, NEW = dt.date(2024, 5, 6), dt.date(2026, 5, 6)


@pytest.fixture(autouse=True)
def loaded(db):
    form_sets.load()


def test_mau_05_was_the_control_slip_and_is_the_stop_notice():
    assert form("process_control_slip", OLD).number == "05"
    assert form("stop_notice", NEW).number == "05"
    assert form("process_control_slip", NEW).number == "06"


def test_a_form_the_set_of_the_day_lacks_is_not_there():
    assert form("stop_notice", OLD) is None
    assert form("reception_receipt", dt.date(2018, 1, 1)) is None
    assert form_set(dt.date(2018, 1, 1)) is None


def test_loading_again_changes_nothing_and_keeps_what_an_office_corrected():
    FormSet.objects.filter(key="2025").update(applies_from=dt.date(2025, 11, 1))
    counted = FormNumber.objects.count(), Event.objects.count()

    form_sets.load()

    assert (FormNumber.objects.count(), Event.objects.count()) == counted
    assert form_set(dt.date(2025, 10, 1)).key == "2018"


def test_loading_is_an_act():
    verbs = Event.objects.filter(target_kind="documents.formset").values_list("verb")

    assert set(verbs) == {("documents.form_set.loaded",)}
