"""What story tests of the national catalogue share."""

from __future__ import annotations

from eiso.people.accounts.models import User
from eiso.plan.procedures.services import catalogue
from eiso.plan.procedures.services.catalogue import Incoming


def bring(*datas: bytes, by=None, **facts):
    """Import files and give back the counts of the last one."""
    outcomes = catalogue.import_catalogue(
        by=by or User.objects.machine(),
        incoming=[Incoming(f"{n}.jsonl", data) for n, data in enumerate(datas)],
        **facts,
    )
    row = outcomes[-1].row
    assert row.read == row.created + row.updated + row.unchanged + len(row.refused)
    return row


def counts(row):
    return (row.created, row.updated, row.unchanged, row.withdrawn)
