"""Procedures of agencies; their revisions live in the documents room."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from eiso.base.text.codes import new_code
from eiso.people.access.models import ScopedQuerySet
from eiso.people.orgs.models import Org, Unit
from eiso.plan.documents.models import Document, Revision


class Procedure(models.Model):
    """One procedure of one agency: the identity its revisions share.

    `document` carries mã hiệu, title and revisions; the rest is copied from the
    definition of the last issued revision (of the draft, before the first issue), so that
    the register filters without opening definitions.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="procedure"
    )
    org = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="+")
    national_code = models.CharField("mã thủ tục", max_length=40, blank=True)
    kind = models.CharField("loại", max_length=10)
    field = models.CharField("lĩnh vực", max_length=300, blank=True)
    level = models.CharField("cấp thực hiện", max_length=200, blank=True)
    owner_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    search_text = models.TextField(blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["org_id", "document__symbol"]
        indexes = [models.Index(fields=["org", "kind"])]
        constraints = [
            models.UniqueConstraint(
                fields=["org", "national_code"],
                condition=~Q(national_code=""),
                name="procedures_procedure_national_code",
            )
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def access_path(self) -> str:
        return self.org.path

    @property
    def symbol(self) -> str:
        return self.document.symbol

    @property
    def title(self) -> str:
        return self.document.title


class OpenPointQuerySet(ScopedQuerySet):
    scope_lookup = "revision__document__org__path"


class OpenPoint(models.Model):
    """One place an import did not understand: blocks review until somebody settles it."""

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="open_points"
    )
    position = models.PositiveSmallIntegerField()
    where = models.CharField("chỗ", max_length=200)
    sentence = models.TextField("chưa hiểu gì")
    answer = models.TextField("đã xử lý thế nào", blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = OpenPointQuerySet.as_manager()

    class Meta:
        ordering = ["revision_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "position"], name="procedures_openpoint_position"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="procedures_openpoint_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}"

    @property
    def access_path(self) -> str:
        return self.revision.document.org.path


class EarlierState(models.Model):
    """What a draft was before one saved edit, for undo; dropped when it is issued."""

    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="earlier_states"
    )
    content = models.BinaryField()
    reasons = models.JSONField(default=dict)

    class Meta:
        ordering = ["revision_id", "id"]

    def __str__(self) -> str:
        return f"{self.revision} #{self.pk}"
