"""Bringing an approved decision in: who may draft there."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from eiso.plan.procedures.models import ImportPoint
from eiso.plan.procedures.services import imports
from tests.matrix.declare import act, form, page
from tests.plan.procedures import process_decisions as told
from tests.plan.procedures.process_files import bars

DATA = bars(*told.LIST_AND_STEPS)


def imported(world):
    return imports.start_import(
        by=User.objects.machine(), org=world.agency_a, data=DATA, name="qd.md"
    )


def doubt(world):
    return ImportPoint.objects.filter(file=imported(world), kind="shared").get()


ROUTES = {
    "imports:upload": form(
        Perm.DRAFT_PROCEDURE,
        of=lambda world: world.agency_a,
        kwargs=lambda world, obj: {},
        in_data=True,
        data=lambda world, org: {
            "org": org.code,
            "file": SimpleUploadedFile("qd.md", DATA),
        },
    ),
    "imports:desk": page(of=imported),
    "imports:file": page(of=imported, crawl=False),
    "imports:answer": act(
        Perm.DRAFT_PROCEDURE, of=doubt, data={"cach": "all", "qt": "1"}
    ),
    "imports:titles": act(Perm.DRAFT_PROCEDURE, of=imported, data={"giu": "1"}),
    "imports:create": act(Perm.DRAFT_PROCEDURE, of=imported),
    "imports:drop": act(Perm.DRAFT_PROCEDURE, of=imported),
}
