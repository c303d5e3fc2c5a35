"""Short cuts of the stories about procedures: draft, send, approve, issue."""

from __future__ import annotations

import datetime as dt

from eiso.plan.documents.services.moving import digest
from eiso.plan.procedures.services import editing, procedures, releasing
from tests.plan.procedures.definitions import correction

SIGNED = dt.date(2026, 1, 5)


def drafted(by, org, definition=None, **more):
    return procedures.create_draft(
        by=by, org=org, definition=definition or correction(), **more
    )


def approved(revision, dung, binh, chi):
    releasing.submit(by=dung, revision=revision)
    releasing.agree(by=binh, revision=revision, seen=digest(revision))
    releasing.agree(by=chi, revision=revision, seen=digest(revision))
    revision.refresh_from_db()
    return revision


def issued(revision, dung, binh, chi, on=SIGNED, number="12/QĐ-UBND"):
    approved(revision, dung, binh, chi)
    return releasing.issue(
        by=dung,
        revision=revision,
        effective_on=on,
        decision_number=number,
        decision_on=min(on, SIGNED),
    )


def saved(by, revision, definition, **more):
    return editing.save_draft(
        by=by,
        revision=revision,
        definition=definition,
        version=revision.version,
        **more,
    )
