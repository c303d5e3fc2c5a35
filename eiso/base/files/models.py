"""What is known of one stored file; the bytes lie under EISO_HOME/files."""

from __future__ import annotations

from django.db import models

from eiso.base.files.choices import KINDS, Kind
from eiso.base.text.codes import new_code
from eiso.base.text.fields import PathField


class StoredFile(models.Model):
    """One file as somebody handed it in. Two rows may share the same bytes (`sha256`).

    Never edited, never deleted: another version is another row.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    sha256 = models.CharField("mã băm", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("cỡ (byte)")
    kind_key = models.CharField("loại", max_length=10)
    name = models.CharField("tên tệp", max_length=255)
    scope = PathField("phạm vi", blank=True)
    stored_at = models.DateTimeField("lưu lúc")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> Kind:
        return KINDS[self.kind_key]
