"""Reads: procedures a person may see, their definitions, what a draft still needs."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.http import Http404

from eiso.base import moment
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org
from eiso.plan.documents import selectors as documents
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.definition import (
    Definition,
    Problem,
    check,
    from_json_bytes,
)
from eiso.plan.procedures.models.procedures import OpenPoint, Procedure
from eiso.plan.procedures.rules import Reasoned, reasoned


def get_procedure(user: User, code: str) -> Procedure:
    """The procedure of that code; Http404 for a stranger."""
    found = (
        Procedure.objects.visible_to(user)
        .select_related("document__org", "org", "owner_unit")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def get_revision(user: User, code: str) -> Revision:
    """A revision of a procedure; Http404 for a stranger or another kind of document."""
    revision = documents.get_revision(user, code)
    if not Procedure.objects.filter(document_id=revision.document_id).exists():
        raise Http404
    return revision


def procedure_of(revision: Revision) -> Procedure:
    return Procedure.objects.select_related("document__org", "org").get(
        document_id=revision.document_id
    )


def find(org: Org, name: str) -> Procedure | None:
    """By code, national code or mã hiệu, within one agency."""
    mine = Procedure.objects.filter(org=org).select_related("document__org", "org")
    for lookup in ("code", "document__symbol", "national_code"):
        if found := mine.filter(**{lookup: name}).first():
            return found
    return None


def definition_of(revision: Revision) -> Definition:
    """The definition a revision holds; read once a content."""
    return read(revision.content_bytes)


@lru_cache(maxsize=256)
def read(content: bytes) -> Definition:
    return from_json_bytes(content)


def in_force(procedure: Procedure, on: dt.date | None = None) -> Revision | None:
    """The revision in force on a day, today by default."""
    return documents.in_force(procedure.document, on or moment.today())


def compared_with(revision: Revision) -> Revision | None:
    """What a revision is compared with: the issued one before it."""
    return documents.predecessor(revision)


def changes_of(revision: Revision) -> list[Reasoned]:
    """What is different from the version before, each with its reason."""
    before = compared_with(revision)
    old = definition_of(before) if before else None
    return reasoned(old, definition_of(revision), revision.reasons)


def open_points(revision: Revision) -> list[OpenPoint]:
    """What the import did not understand and nobody has settled."""
    return list(OpenPoint.objects.filter(revision=revision, settled_at__isnull=True))


@dataclass(frozen=True)
class Readiness:
    """What a draft still needs before it is sent, and what is merely worth a look."""

    points: list[OpenPoint]
    problems: list[Problem]
    remarks: list[Problem]
    without_reason: list[Reasoned]
    changes: list[Reasoned]
    same_as_before: bool

    @property
    def blocking(self) -> list[str]:
        """Sentences that stop the sending; empty when it may go."""
        said = [f"{point.where}: {point.sentence}" for point in self.points]
        said += [problem.sentence for problem in self.problems]
        if self.same_as_before:
            said.append(
                "Dự thảo không khác bản đang hiệu lực. Sửa nội dung, hoặc bỏ dự thảo."
            )
        return said


def remarks_among(found: list[Problem]) -> list[Problem]:
    """What does not stop the sending; a sentence true of two channels is said once."""
    remarks = [problem for problem in found if not problem.blocks_review]
    return list({problem.sentence: problem for problem in remarks}.values())


def readiness(revision: Revision) -> Readiness:
    definition = definition_of(revision)
    found = check(definition)
    before = compared_with(revision)
    changes = changes_of(revision)
    return Readiness(
        points=open_points(revision),
        problems=[problem for problem in found if problem.blocks_review],
        remarks=remarks_among(found),
        without_reason=[change for change in changes if not change.reason],
        changes=changes,
        same_as_before=before is not None and before.sha256 == revision.sha256,
    )


def get_point(user: User, code: str) -> OpenPoint:
    """An open point of that code; Http404 for a stranger."""
    found = (
        OpenPoint.objects.visible_to(user)
        .select_related("revision__document__org")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def earlier_definition(revision: Revision, sha256: str) -> Definition | None:
    """What a draft was when its content had that SHA-256, as far as it is kept."""
    for content in revision.earlier_states.values_list("content", flat=True):
        if hashlib.sha256(bytes(content)).hexdigest() == sha256:
            return read(bytes(content))
    return None
