"""The national catalogue: read by everyone signed in, kept by who may update it."""

from __future__ import annotations

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from eiso.plan.procedures.models import CatalogueImport
from eiso.plan.procedures.services import catalogue
from eiso.plan.procedures.services.catalogue import Incoming
from tests.matrix.declare import act, form, page
from tests.plan.procedures.catalogue_files import lines, record


def entry(world, obj):
    incoming = [Incoming("a.jsonl", lines(record(1)))]
    catalogue.import_catalogue(by=User.objects.machine(), incoming=incoming)
    return {"code": "1.000001"}


def uploaded(world, obj):
    incoming = Incoming("b.jsonl", lines(record(2)))
    row: CatalogueImport = catalogue.upload_catalogue(
        by=User.objects.machine(), incoming=incoming
    )
    return {"code": row.code}


def new_file(world, obj):
    data = lines(record(3, ten_thu_tuc=f"Tên {uuid.uuid4()}"))
    return {"file": SimpleUploadedFile("c.jsonl", data)}


ROUTES = {
    "catalogue:register": page(),
    "catalogue:entry": page(kwargs=entry),
    "catalogue:draft": act(
        Perm.DRAFT_PROCEDURE,
        of=lambda world: world.agency_a,
        kwargs=entry,
        in_data=True,
        national=True,  # the entry is nobody's; the service guards the agency named
        data=lambda world, org: {"org": org.code},
    ),
    "catalogue:import": form(Perm.UPDATE_CATALOGUE, data=new_file),
    "catalogue:file": page(Perm.UPDATE_CATALOGUE, kwargs=uploaded),
    "catalogue:apply": act(Perm.UPDATE_CATALOGUE, kwargs=uploaded),
    "catalogue:drop": act(Perm.UPDATE_CATALOGUE, kwargs=uploaded),
}
