"""Acts before review: a document, its draft, edits, throwing a draft away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F

from eiso.base import moment
from eiso.base.errors import Conflict, InvalidTransition, NotReady
from eiso.base.trail import services as trail
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.approvals import selectors as rounds
from eiso.people.approvals import services as approvals
from eiso.people.orgs.models import Org
from eiso.plan.documents import permissions, rules
from eiso.plan.documents.choices import DocumentKind, Next, Status
from eiso.plan.documents.models import Document, Revision
from eiso.plan.documents.services.moving import (
    SUBJECT,
    check_seen,
    digest,
    move,
    somebody_was_first,
)


@dataclass(frozen=True)
class Draft:
    """What is written: canonical bytes and the title, which may change with a revision."""

    content: bytes
    title: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@transaction.atomic
def create_document(
    *, by: User, org: Org, kind: DocumentKind, symbol: str, title: str
) -> Document:
    """Enter a document into the master list; it has no revision yet."""
    require(by, permissions.DRAFT, org)
    if not symbol.strip() or not title.strip():
        raise NotReady("Chưa lập được tài liệu. Thiếu mã hiệu hoặc tên. Ghi cả hai.")
    if len(symbol.strip()) > 60:
        raise NotReady("Mã hiệu dài quá 60 ký tự. Rút gọn mã hiệu.")
    try:
        with transaction.atomic():
            document = Document.objects.create(
                org=org,
                kind=kind,
                symbol=symbol.strip(),
                title=title.strip(),
                created_at=moment.now(),
            )
    except IntegrityError as error:
        raise _symbol_taken(symbol) from error
    trail.record(
        by=by,
        verb="documents.document.created",
        target=document,
        scope=org.path,
        data={"symbol": document.symbol, "title": document.title, "kind": str(kind)},
    )
    return document


@transaction.atomic
def rename_document(
    *, by: User, document: Document, symbol: str, title: str
) -> Document:
    """Another mã hiệu or title, for a document that was never issued."""
    require(by, permissions.DRAFT, document)
    before = (document.symbol, document.title)
    if before == (symbol, title):
        return document
    if Revision.objects.filter(document=document, issued_at__isnull=False).exists():
        raise InvalidTransition(f"{before[0]} đã ban hành nên giữ nguyên mã hiệu.")
    if not symbol or len(symbol) > 60:
        raise NotReady(
            "Mã hiệu cần từ 1 đến 60 ký tự. Ghi lại mã hiệu.",
            fields={"symbol": "Từ 1 đến 60 ký tự."},
        )
    seen = Document.objects.filter(pk=document.pk, symbol=before[0], title=before[1])
    try:
        with transaction.atomic():
            changed = seen.update(symbol=symbol, title=title)
    except IntegrityError as error:
        raise _symbol_taken(symbol) from error
    if changed != 1:
        raise Conflict("Mã hiệu vừa được người khác đổi. Mở lại trang.")
    document.refresh_from_db()
    trail.record(
        by=by,
        verb="documents.document.renamed",
        target=document,
        scope=document.access_path,
        data={"before": list(before), "after": [symbol, title]},
    )
    return document


def _symbol_taken(symbol: str) -> NotReady:
    return NotReady(
        f"Mã hiệu “{symbol}” đã có trong danh mục của cơ quan. Chọn mã khác.",
        code="symbol_taken",
        fields={"symbol": "Mã hiệu này đã có."},
    )


@transaction.atomic
def open_draft(
    *,
    by: User,
    document: Document,
    draft: Draft,
    kind: str = Next.REVISION,
    reason: str = "",
    source: str = "",
) -> Revision:
    """Start the next revision; what is in force stays as it is."""
    require(by, permissions.DRAFT, document)
    issue_no, revision_no = rules.next_numbers(_last_numbers(document), kind)
    now = moment.now()
    try:
        with transaction.atomic():
            revision = Revision.objects.create(
                document=document,
                issue_no=issue_no,
                revision_no=revision_no,
                title=draft.title,
                content=draft.content,
                sha256=draft.sha256,
                author=by,
                reason=reason,
                source=source[:300],
                created_at=now,
                edited_at=now,
            )
    except IntegrityError as error:
        raise Conflict(
            f"{document.symbol} đã có một dự thảo đang soạn. Mở dự thảo đó để sửa tiếp.",
            code="draft_exists",
        ) from error
    trail.record(
        by=by,
        verb="documents.revision.drafted",
        target=revision,
        scope=document.org.path,
        reason=reason,
        data={
            "document": document.code,
            "issue_no": issue_no,
            "revision_no": revision_no,
            "sha256": draft.sha256,
            "source": source[:300],
        },
    )
    return revision


def _last_numbers(document: Document) -> tuple[int, int] | None:
    kept = Revision.objects.filter(document=document).exclude(status=Status.DISCARDED)
    return max(kept.values_list("issue_no", "revision_no"), default=None)


@transaction.atomic
def save_draft(
    *,
    by: User,
    revision: Revision,
    draft: Draft,
    version: int,
    reasons: dict[str, str] | None = None,
) -> Revision:
    """Write the draft as edited from `version`; in review the round starts again.

    Conflict when somebody saved in between: nothing is overwritten. Saving what is
    already there changes and records nothing.
    """
    require(by, permissions.DRAFT, revision)
    if fault := rules.edit_fault(revision.status):
        raise InvalidTransition(fault)
    kept = revision.reasons if reasons is None else reasons
    if version != revision.version:
        raise somebody_was_first(revision)
    check_seen(revision)
    before = revision.sha256
    if draft.sha256 == before and kept == revision.reasons:
        return revision
    _write(revision, draft, kept)
    trail.record(
        by=by,
        verb="documents.revision.edited",
        target=revision,
        scope=revision.access_path,
        data={"before": before, "after": draft.sha256, "version": revision.version},
    )
    _restart_round(by, revision)
    return revision


def _write(revision: Revision, draft: Draft, reasons: dict[str, str]) -> None:
    seen = Revision.objects.filter(
        pk=revision.pk, status=revision.status, version=revision.version
    )
    changed = seen.update(
        content=draft.content,
        sha256=draft.sha256,
        title=draft.title,
        reasons=reasons,
        edited_at=moment.now(),
        version=F("version") + 1,
    )
    if changed != 1:
        raise somebody_was_first(revision)
    revision.refresh_from_db()


def _restart_round(by: User, revision: Revision) -> None:
    """Votes were given on other content: the round starts again (ui, screen 16)."""
    if revision.status != Status.IN_REVIEW:
        return
    running = rounds.open_round(SUBJECT, revision.code)
    if running is not None:
        approvals.restart_round(by=by, round_=running, digest=digest(revision))


@transaction.atomic
def discard_draft(*, by: User, revision: Revision, reason: str = "") -> Revision:
    """Throw a draft away; the row and its trail stay, its number is free again."""
    require(by, permissions.DRAFT, revision)
    move(revision, Status.DISCARDED)
    trail.record(
        by=by,
        verb="documents.revision.discarded",
        target=revision,
        scope=revision.access_path,
        reason=reason,
        data={"sha256": revision.sha256},
    )
    return revision
