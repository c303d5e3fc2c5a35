"""Decisions brought in: the file kept as it is, what was not understood, the drafts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from eiso.base.files.models import StoredFile
from eiso.base.text.codes import new_code
from eiso.people.access.models import ScopedQuerySet
from eiso.people.orgs.models import Org
from eiso.plan.documents.models import Revision


class ImportStatus(models.TextChoices):
    """Where an imported decision stands."""

    OPEN = "open", _("đang đọc")
    DRAFTED = "drafted", _("đã tạo dự thảo")
    DROPPED = "dropped", _("đã bỏ")


class PointKind(models.TextChoices):
    """What kind of text was not understood; it decides which answers fit."""

    SHARED = "shared", _("hạn chung của nhiều bước")
    NO_TERM = "no_term", _("không phải thời hạn")
    LIMIT = "limit", _("thời hạn chưa đọc được")
    TOTAL = "total", _("tổng thời gian")
    SUM = "sum", _("tổng không khớp")
    TEXT = "text", _("chỗ cần xem")
    POST = "post", _("chức danh")


class ImportedFile(models.Model):
    """One decision handed in for one agency. open → drafted | dropped.

    The reading is made again from the kept bytes whenever it is shown; `reading_sha256`
    says that it still is the one the points speak of.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    org = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=8, choices=ImportStatus.choices, default=ImportStatus.OPEN
    )
    reading_sha256 = models.CharField(max_length=64)
    procedures = models.PositiveSmallIntegerField("số quy trình")
    steps = models.PositiveIntegerField("số bước")
    uploaded_at = models.DateTimeField("tải lên lúc")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField("xong lúc", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["org", "status"])]
        constraints = [
            models.CheckConstraint(
                name="procedures_importedfile_closed_has_time",
                condition=Q(status="open", closed_at__isnull=True)
                | Q(status__in=["drafted", "dropped"], closed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.file.name

    @property
    def access_path(self) -> str:
        return self.org.path


class ImportPointQuerySet(ScopedQuerySet):
    scope_lookup = "file__org__path"


class ImportPoint(models.Model):
    """One text not understood, where it stands, and what somebody decided about it.

    `procedure` is the index of the procedure in the reading (-1: the whole file),
    `steps` the indexes of its steps. `answer` is empty until decided.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    file = models.ForeignKey(
        ImportedFile, on_delete=models.PROTECT, related_name="points"
    )
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=PointKind.choices)
    procedure = models.SmallIntegerField(default=-1)
    steps = models.JSONField(default=list)
    table = models.PositiveIntegerField(default=0)
    row = models.PositiveIntegerField(default=0)
    where = models.CharField("chỗ", max_length=200, blank=True)
    text = models.TextField("chữ trong văn bản", blank=True)
    sentence = models.TextField("chưa hiểu gì")
    answer = models.CharField(max_length=10, blank=True)
    value = models.TextField("ghi gì", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ImportPointQuerySet.as_manager()

    class Meta:
        ordering = ["file_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "position"], name="procedures_importpoint_position"
            ),
            models.CheckConstraint(
                name="procedures_importpoint_answered_whole",
                condition=Q(
                    answer="", answered_at__isnull=True, answered_by__isnull=True
                )
                | ~Q(answer="")
                & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def access_path(self) -> str:
        return self.file.org.path


class ImportedProcedure(models.Model):
    """What became of one procedure of the file: a draft, or a refusal with its reason."""

    file = models.ForeignKey(
        ImportedFile, on_delete=models.PROTECT, related_name="results"
    )
    position = models.PositiveSmallIntegerField()
    title = models.TextField(blank=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused = models.TextField("vì sao chưa tạo", blank=True)

    class Meta:
        ordering = ["file_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "position"],
                name="procedures_importedprocedure_position",
            ),
            models.CheckConstraint(
                name="procedures_importedprocedure_one_outcome",
                condition=Q(revision__isnull=False, refused="")
                | Q(revision__isnull=True) & ~Q(refused=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title
