"""Drafts from definitions: a new procedure, or the next draft of one already there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError, transaction

from eiso.base.errors import NotReady
from eiso.base.text.folding import fold
from eiso.base.trail import services as trail
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org
from eiso.plan.documents.choices import DocumentKind
from eiso.plan.documents.models import Document, Revision
from eiso.plan.documents.services import drafts
from eiso.plan.documents.services.drafts import Draft
from eiso.plan.procedures import permissions
from eiso.plan.procedures.definition import Definition, to_json_bytes
from eiso.plan.procedures.models.procedures import OpenPoint, Procedure
from eiso.plan.procedures.rules import next_symbol


@dataclass(frozen=True)
class Unclear:
    """A place an import did not understand: where it is, and what is asked."""

    where: str
    sentence: str


@transaction.atomic
def create_draft(
    *,
    by: User,
    org: Org,
    definition: Definition,
    reason: str = "",
    source: str | None = None,
    unclear: Sequence[Unclear] = (),
) -> Revision:
    """A new procedure's first draft, or the next draft of the one `org` already has.

    The same procedure is the one with the same national code, or else the same mã hiệu.
    """
    require(by, permissions.DRAFT, org)
    procedure = _existing(org, definition)
    if procedure is None:
        procedure, definition = _new(by, org, definition)
    else:
        definition = replace(definition, symbol=procedure.symbol)
    revision = drafts.open_draft(
        by=by,
        document=procedure.document,
        draft=draft_of(definition),
        reason=reason,
        source=source or "",
    )
    OpenPoint.objects.bulk_create(
        OpenPoint(
            revision=revision,
            position=position,
            where=point.where[:200],
            sentence=point.sentence,
        )
        for position, point in enumerate(unclear)
    )
    return revision


def draft_of(definition: Definition) -> Draft:
    title = definition.title or "Chưa có tên"
    return Draft(content=to_json_bytes(definition), title=title)


def _existing(org: Org, definition: Definition) -> Procedure | None:
    mine = Procedure.objects.filter(org=org).select_related("document__org", "org")
    if definition.national_code:
        found = mine.filter(national_code=definition.national_code).first()
        if found is not None:
            return found
    if not definition.symbol:
        return None
    found = mine.filter(document__symbol=definition.symbol).first()
    if found is None:
        return None
    if found.national_code and definition.national_code:
        raise NotReady(
            f"Mã hiệu {definition.symbol} đang thuộc thủ tục {found.national_code}, "
            f"không phải {definition.national_code}. Đổi mã hiệu rồi lập lại.",
            code="symbol_taken",
        )
    return found


def _new(by: User, org: Org, definition: Definition) -> tuple[Procedure, Definition]:
    symbol = definition.symbol or _free_symbol(org)
    definition = replace(definition, symbol=symbol)
    document = drafts.create_document(
        by=by,
        org=org,
        kind=DocumentKind.PROCEDURE,
        symbol=symbol,
        title=draft_of(definition).title,
    )
    procedure = Procedure(document=document, org=org)
    take_identity(procedure, definition)
    trail.record(
        by=by,
        verb="procedures.procedure.created",
        target=procedure,
        scope=org.path,
        data={"national_code": procedure.national_code, "symbol": symbol},
    )
    return procedure, definition


def _free_symbol(org: Org) -> str:
    taken = Document.objects.filter(org=org).values_list("symbol", flat=True)
    return next_symbol(taken)


def take_identity(procedure: Procedure, definition: Definition) -> None:
    """Copy what the register filters by; a national code is taken once an agency."""
    procedure.national_code = definition.national_code[:40]
    procedure.kind = definition.kind
    procedure.field = definition.field[:300]
    procedure.level = definition.level[:200]
    words = (definition.symbol, definition.national_code, definition.title)
    procedure.search_text = fold(" ".join((*words, definition.field)))
    try:
        with transaction.atomic():
            procedure.save()
    except IntegrityError as error:
        raise NotReady(
            f"Cơ quan đã có quy trình cho thủ tục {definition.national_code}. "
            "Mở quy trình đó để soạn lần sửa đổi.",
            code="national_code_taken",
        ) from error


def import_definition(
    *, by: User, org: Org, definitions: Iterable[Definition], source: str
) -> list[Revision]:
    """Drafts from canonical files: what `export procedure` wrote, read back."""
    return [
        create_draft(by=by, org=org, definition=definition, source=source)
        for definition in definitions
    ]
