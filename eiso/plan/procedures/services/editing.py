"""Acts on a draft: save, undo, the next draft, settling what was not understood."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from eiso.base import moment
from eiso.base.errors import Conflict, InvalidTransition, NotReady
from eiso.base.trail import services as trail
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.plan.documents import selectors as documents
from eiso.plan.documents.choices import Next, Status
from eiso.plan.documents.models import Revision
from eiso.plan.documents.services import drafts
from eiso.plan.documents.services.drafts import Draft
from eiso.plan.procedures import permissions
from eiso.plan.procedures.definition import Definition
from eiso.plan.procedures.models.procedures import (
    EarlierState,
    OpenPoint,
    Procedure,
)
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services.procedures import draft_of, take_identity

UNDO_DEPTH = 50


@transaction.atomic
def save_draft(
    *,
    by: User,
    revision: Revision,
    definition: Definition,
    version: int,
    reasons: dict[str, str] | None = None,
) -> Revision:
    """Write the draft as edited from `version`; the state before it can be undone."""
    before = EarlierState(
        revision=revision, content=revision.content_bytes, reasons=revision.reasons
    )
    was = revision.version
    require(by, permissions.DRAFT, revision)
    definition = _settle_identity(by, revision, definition)
    saved = drafts.save_draft(
        by=by,
        revision=revision,
        draft=draft_of(definition),
        version=version,
        reasons=reasons,
    )
    if saved.version != was:
        before.save()
        _forget_old(revision)
    return saved


def _forget_old(revision: Revision) -> None:
    kept = EarlierState.objects.filter(revision=revision).order_by("-pk")
    too_old = list(kept.values_list("pk", flat=True)[UNDO_DEPTH:])
    EarlierState.objects.filter(pk__in=too_old).delete()


def _settle_identity(
    by: User, revision: Revision, definition: Definition
) -> Definition:
    """Before the first issue the draft may still change mã hiệu and code; later not."""
    procedure = reads.procedure_of(revision)
    definition = replace(definition, symbol=definition.symbol or procedure.symbol)
    if documents.predecessor(revision) is None:
        draft = draft_of(definition)
        drafts.rename_document(
            by=by,
            document=procedure.document,
            symbol=definition.symbol,
            title=draft.title,
        )
        take_identity(procedure, definition)
        return definition
    asked = (definition.symbol, definition.national_code)
    if asked != (procedure.symbol, procedure.national_code):
        raise NotReady(
            f"Mã hiệu {procedure.symbol} và mã thủ tục đã ban hành nên giữ nguyên. "
            "Lập quy trình khác nếu đây là thủ tục khác.",
            fields={"symbol": "Giữ nguyên mã đã ban hành."},
        )
    return definition


@transaction.atomic
def undo(*, by: User, revision: Revision, version: int) -> Revision:
    """Put the draft back to what it was before its last saved edit."""
    require(by, permissions.DRAFT, revision)
    last = EarlierState.objects.filter(revision=revision).order_by("-pk").first()
    if last is None:
        raise NotReady("Không còn gì để hoàn tác.")
    content = bytes(last.content)
    definition = reads.read(content)
    saved = drafts.save_draft(
        by=by,
        revision=revision,
        draft=Draft(content=content, title=draft_of(definition).title),
        version=version,
        reasons=last.reasons,
    )
    EarlierState.objects.filter(pk=last.pk).delete()
    return saved


@transaction.atomic
def open_next_draft(
    *, by: User, procedure: Procedure, kind: str = Next.REVISION, reason: str = ""
) -> Revision:
    """Start the next revision (or issue) from what was issued last."""
    require(by, permissions.DRAFT, procedure)
    live = documents.live(procedure.document)
    if live is None:
        raise NotReady(
            f"{procedure.symbol} chưa có bản ban hành để sửa. Soạn tiếp dự thảo đang có, "
            "hoặc lập quy trình mới."
        )
    return drafts.open_draft(
        by=by,
        document=procedure.document,
        draft=Draft(content=live.content_bytes, title=live.title),
        kind=kind,
        reason=reason,
    )


@transaction.atomic
def settle_point(*, by: User, point: OpenPoint, answer: str) -> OpenPoint:
    """Say how a place that was not understood was settled."""
    require(by, permissions.DRAFT, point)
    if not answer.strip():
        raise NotReady(
            "Chưa ghi được. Thiếu câu trả lời. Ghi chỗ này nghĩa là gì.",
            fields={"answer": "Ghi ít nhất một câu."},
        )
    if point.revision.status != Status.DRAFT:
        raise InvalidTransition("Chỉ xử lý chỗ chưa hiểu khi bản còn là dự thảo.")
    seen = OpenPoint.objects.filter(pk=point.pk, settled_at__isnull=True)
    now = moment.now()
    if seen.update(answer=answer.strip(), settled_at=now, settled_by=by) != 1:
        raise Conflict("Chỗ này vừa được người khác xử lý. Mở lại trang.")
    trail.record(
        by=by,
        verb="procedures.point.settled",
        target=point,
        scope=point.access_path,
        data={"revision": point.revision.code, "where": point.where},
        reason=answer.strip(),
    )
    point.refresh_from_db()
    return point
