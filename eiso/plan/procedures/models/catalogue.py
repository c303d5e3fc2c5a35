"""The national catalogue of administrative procedures, entry by entry, edition by edition.

It belongs to no agency: everybody who is signed in reads it, and an import never touches
an agency's procedure.
"""

from __future__ import annotations

import json
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eiso.base.files.models import StoredFile
from eiso.base.text.codes import new_code


class CatalogueImportStatus(models.TextChoices):
    """Where a file of the catalogue stands."""

    DRAFTED = "drafted", _("chờ áp dụng")
    APPLIED = "applied", _("đã nhập")
    DROPPED = "dropped", _("đã bỏ")


class CatalogueImport(models.Model):
    """One file brought in. drafted (uploaded, previewed) → applied | dropped.

    From the command line it is applied at once. The counts are those of the moment of
    applying: `read` = created + updated + unchanged + refused.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    status = models.CharField(max_length=10, choices=CatalogueImportStatus.choices)
    name = models.CharField("tệp", max_length=255)
    source = models.CharField("loại nguồn", max_length=20)
    body = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    sha256 = models.CharField("mã băm", max_length=64)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    partial = models.BooleanField("chỉ là một phần của danh mục", default=False)
    uploaded_at = models.DateTimeField("tải lên lúc")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    applied_at = models.DateTimeField("nhập lúc", null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    refused_count = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(applied_at__isnull=True, applied_by__isnull=True)
                | Q(applied_at__isnull=False, applied_by__isnull=False),
                name="procedures_catalogueimport_applied_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    read=models.F("created")
                    + models.F("updated")
                    + models.F("unchanged")
                    + models.F("refused_count")
                ),
                name="procedures_catalogueimport_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CatalogueEntryQuerySet(models.QuerySet["CatalogueEntry"]):
    def in_force(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)


class CatalogueEntry(models.Model):
    """One national procedure; `code` is its identity, the first eight characters of the
    code, `printed_code` the code as it stands in the source.

    In force, or withdrawn since a day because a later file of its publishing body no
    longer lists it; it may reappear. `changed_by` is the import that last made, changed
    or withdrew it. What is shown here is copied from its last edition.
    `seen` remembers what each kind of source last stated (`readers.catalogue.editions`).
    """

    code = models.CharField("mã", max_length=8, unique=True)
    printed_code = models.CharField("mã như in", max_length=40)
    title = models.TextField("tên thủ tục")
    field = models.CharField("lĩnh vực", max_length=300, blank=True)
    level = models.CharField("cấp thực hiện", max_length=300, blank=True)
    body = models.CharField("cơ quan ban hành", max_length=300, blank=True)
    edition = models.PositiveIntegerField("số lần đổi", default=1)
    sha256 = models.CharField(max_length=64)
    channel_rows = models.PositiveSmallIntegerField(default=0)
    unread_limits = models.PositiveSmallIntegerField(default=0)
    withdrawn_on = models.DateField("bãi bỏ từ", null=True, blank=True)
    changed_by = models.ForeignKey(
        CatalogueImport, on_delete=models.PROTECT, related_name="entries"
    )
    seen = models.JSONField(default=dict)
    search_text = models.TextField(editable=False)

    objects = CatalogueEntryQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        indexes = [
            models.Index(fields=["body", "withdrawn_on"]),
            models.Index(fields=["field"]),
        ]

    def __str__(self) -> str:
        return f"{self.printed_code} {self.title}"


class CatalogueEdition(models.Model):
    """What an entry said from one import on. Never edited; the next differs from it.

    `content` is canonical JSON text (`readers.catalogue.editions.canonical`).
    """

    entry = models.ForeignKey(
        CatalogueEntry, on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField("lần")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    brought_by = models.ForeignKey(
        CatalogueImport, on_delete=models.PROTECT, related_name="editions"
    )
    imported_at = models.DateTimeField("nhập lúc")

    class Meta:
        ordering = ["entry_id", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"], name="procedures_catalogueedition_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry.printed_code} · {self.number}"

    @property
    def data(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.content)
        return content
