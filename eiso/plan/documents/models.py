"""Documents and their revisions."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from eiso.base.text.codes import new_code
from eiso.people.access.models import ScopedQuerySet
from eiso.people.orgs.models import Org
from eiso.plan.documents.choices import DocumentKind, Status
from eiso.plan.documents.rules import FROZEN, OPEN

_FROZEN = sorted(FROZEN)
_OPEN = sorted(OPEN)


class Document(models.Model):
    """One controlled document of one agency; `symbol` is its mã hiệu, unique there."""

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    org = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=20, choices=DocumentKind.choices)
    symbol = models.CharField("mã hiệu", max_length=60)
    title = models.TextField("tên")
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["org_id", "symbol"]
        constraints = [
            models.UniqueConstraint(
                fields=["org", "symbol"], name="documents_document_symbol"
            )
        ]

    def __str__(self) -> str:
        return f"{self.symbol} · {self.title}"

    @property
    def access_path(self) -> str:
        return self.org.path


class RevisionQuerySet(ScopedQuerySet):
    scope_lookup = "document__org__path"

    def in_force(self, on: dt.date) -> Self:
        """Revisions in force on a day; at most one a document."""
        return self.filter(status__in=_FROZEN, effective_on__lte=on).filter(
            Q(in_force_to__isnull=True) | Q(in_force_to__gte=on)
        )

    def on_the_way(self) -> Self:
        return self.filter(status__in=_OPEN)


class Revision(models.Model):
    """One written state of a document.

    draft → in_review → approved → issued → superseded | withdrawn; a draft may also be
    discarded, and come back from review. `content` are canonical bytes, `sha256` theirs;
    both are frozen by a trigger once issued. `version` counts edits of the draft, so that
    two editors never overwrite each other.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="revisions"
    )
    issue_no = models.PositiveSmallIntegerField("lần ban hành")
    revision_no = models.PositiveSmallIntegerField("lần sửa đổi")
    status = models.CharField(
        max_length=12, choices=Status.choices, default=Status.DRAFT
    )
    title = models.TextField("tên")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField("vì sao soạn", blank=True)
    reasons = models.JSONField("lý do từng thay đổi", default=dict, blank=True)
    source = models.CharField("nguồn", max_length=300, blank=True)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decision_number = models.CharField("số quyết định", max_length=60, blank=True)
    decision_on = models.DateField("ngày ký", null=True, blank=True)
    effective_on = models.DateField("có hiệu lực từ", null=True, blank=True)
    in_force_to = models.DateField("đến hết ngày", null=True, blank=True)
    end_reason = models.TextField("vì sao hết hiệu lực", blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["document_id", "issue_no", "revision_no", "id"]
        indexes = [
            models.Index(fields=["document", "status"]),
            models.Index(fields=["status", "effective_on"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(status=Status.ISSUED),
                name="documents_revision_one_live",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(status__in=_OPEN),
                name="documents_revision_one_open",
            ),
            models.UniqueConstraint(
                fields=["document", "issue_no", "revision_no"],
                condition=~Q(status=Status.DISCARDED),
                name="documents_revision_numbers",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=_FROZEN,
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                    decision_on__isnull=False,
                    effective_on__isnull=False,
                )
                & ~Q(decision_number="")
                | Q(
                    status__in=[*_OPEN, Status.DISCARDED],
                    issued_at__isnull=True,
                    issued_by__isnull=True,
                    effective_on__isnull=True,
                    in_force_to__isnull=True,
                ),
                name="documents_revision_issued_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[Status.SUPERSEDED, Status.WITHDRAWN],
                    in_force_to__isnull=False,
                )
                | Q(status__in=[*_OPEN, Status.DISCARDED, Status.ISSUED])
                & Q(in_force_to__isnull=True),
                name="documents_revision_ended_has_day",
            ),
            models.CheckConstraint(
                condition=Q(issue_no__gte=1) & Q(version__gte=1),
                name="documents_revision_counts_from_one",
            ),
            models.CheckConstraint(
                condition=Q(decision_on__isnull=True)
                | Q(effective_on__gte=F("decision_on")),
                name="documents_revision_effect_after_signing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.symbol} · {self.numbers}"

    @property
    def access_path(self) -> str:
        return self.document.org.path

    @property
    def numbers(self) -> str:
        """ "ban hành 02, sửa đổi 01"."""
        return f"ban hành {self.issue_no:02d}, sửa đổi {self.revision_no:02d}"

    @property
    def content_bytes(self) -> bytes:
        """The content as bytes on both databases (PostgreSQL hands out a memoryview)."""
        return bytes(self.content)


class FormSet(models.Model):
    """One circular's set of one-stop forms; of several, the latest that applies counts.

    National data: the same for every agency. `applies_from` may be corrected by an
    operator where the day of effect differs from the day of issue.
    """

    key = models.CharField(max_length=20, unique=True)
    basis = models.CharField("căn cứ", max_length=120)
    applies_from = models.DateField("áp dụng từ")

    class Meta:
        ordering = ["applies_from"]

    def __str__(self) -> str:
        return f"Bộ biểu mẫu {self.key} ({self.basis})"

    @property
    def code(self) -> str:
        return self.key


class FormNumber(models.Model):
    """What number and name one form, known by its semantic key, has in one set."""

    form_set = models.ForeignKey(
        FormSet, on_delete=models.PROTECT, related_name="forms"
    )
    key = models.CharField(max_length=40)
    number = models.CharField("mẫu số", max_length=10)
    title = models.CharField("tên biểu mẫu", max_length=200)

    class Meta:
        ordering = ["form_set", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["form_set", "key"], name="documents_formnumber_key_once"
            ),
            models.UniqueConstraint(
                fields=["form_set", "number"], name="documents_formnumber_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Mẫu {self.number} {self.title}"
