"""One file of agencies brought in, and what it did."""

from __future__ import annotations

from django.db import models

from eiso.base.text.codes import new_code


class OrgImport(models.Model):
    """One file read once: its hash and the counts the trail event repeats."""

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=30)
    read = models.PositiveIntegerField()
    created = models.PositiveIntegerField()
    updated = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name
