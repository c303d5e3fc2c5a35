"""The demo province: built through the services, whole, the same every time."""

from __future__ import annotations

import datetime as dt
import socket

import pytest
from django.db import transaction

from eiso.base.errors import BusinessError
from eiso.base.trail import jobs, verify
from eiso.faces.demo import build, server, writing
from eiso.people.calendars.selectors import compiled
from eiso.people.orgs.models import Appointment, Org
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.definition import sum_against_limit
from eiso.plan.procedures.models.procedures import Procedure
from eiso.plan.procedures.selectors import procedures as reads


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The province, built once for the tests that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build.build(lambda sentence: None)
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_province_has_its_agencies_people_and_procedures(built):
    assert Org.objects.filter(level="commune").count() == 96
    assert Appointment.objects.count() == len(built.people)
    assert Procedure.objects.count() == 100
    assert len(built.shows) >= 8


@pytest.mark.django_db
def test_agencies_keep_their_own_hours(built):
    saturday, monday = dt.date(2026, 3, 7), dt.date(2026, 3, 9)
    ward = compiled(Org.objects.get(symbol="C21025"))
    office = compiled(Org.objects.get(symbol="H48.03"))

    assert not ward.facts.shifts_on(saturday)  # open for reception, not for the clock
    assert sum(end - start for start, end in office.facts.shifts_on(monday)) == 450
    assert office.facts.standard_on(monday) == 450


@pytest.mark.django_db
def test_some_procedures_have_several_versions_and_each_stage_is_there(built):
    statuses = set(Revision.objects.values_list("status", flat=True))

    assert statuses == {
        Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.ISSUED, Status.SUPERSEDED
    }  # fmt: skip
    assert Revision.objects.filter(status=Status.SUPERSEDED).count() >= 10


@pytest.mark.django_db
def test_no_procedure_takes_longer_than_the_law_allows(built):
    for procedure in Procedure.objects.select_related("document"):
        live = reads.in_force(procedure)
        assert live is not None
        definition = reads.definition_of(live)
        assert definition.steps
        over = [row for row in sum_against_limit(definition) if row.fits is False]
        assert over == [], definition.title


@pytest.mark.django_db
def test_acts_stand_in_the_order_of_their_story(built):
    for revision in Revision.objects.exclude(decision_on=None):
        assert revision.submitted_at < revision.approved_at
        assert revision.approved_at.date() <= revision.decision_on
        assert revision.decision_on <= revision.effective_on
        assert revision.submitted_at.weekday() < 5
        assert revision.approved_at.weekday() < 5


@pytest.mark.django_db
def test_verify_is_clean_after_a_build(built):
    jobs.seal_now()

    assert verify.run().problems == []


def test_a_taken_port_is_said_before_anything_starts():
    with socket.socket() as holder:
        holder.bind((server.HOST, 0))
        holder.listen()
        with pytest.raises(BusinessError, match="Cổng"):
            server.ensure_free(holder.getsockname()[1])


@pytest.mark.pure
@pytest.mark.parametrize("total", [120, 240, 480, 720, 960, 2400, 3360, 14400])
def test_shares_add_up_to_the_limit(total):
    parts = writing.share_out(total, [1, 1, 8, 2, 2, 1, 0])

    assert sum(parts) == total
    assert parts[-1] == 0
    assert all(part > 0 for part in parts[:-1])
