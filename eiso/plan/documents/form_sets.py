"""Load the shipped form sets; a set that exists belongs to the installation."""

from __future__ import annotations

from pathlib import Path

import yaml

from eiso.base.trail import services as trail
from eiso.people.accounts.models import User
from eiso.plan.documents.models import FormNumber, FormSet

FILE = Path(__file__).parent / "data" / "form_sets.yaml"


def load() -> None:
    """Write sets not there yet, with their numbers; called twice it changes nothing."""
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        form_set, made = FormSet.objects.get_or_create(
            key=row["key"],
            defaults={"basis": row["basis"], "applies_from": row["issued_on"]},
        )
        if not made:
            continue
        FormNumber.objects.bulk_create(
            FormNumber(form_set=form_set, **form) for form in row["forms"]
        )
        trail.record(
            by=User.objects.machine(),
            verb="documents.form_set.loaded",
            target=form_set,
            scope="",
            data={"basis": form_set.basis, "forms": len(row["forms"])},
        )
