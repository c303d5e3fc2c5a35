"""Agencies as a dated tree, their units, posts and the people in them."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from eiso.base.text.codes import new_code
from eiso.base.text.fields import PathField
from eiso.people.access.models import ScopedQuerySet


class OrgQuerySet(ScopedQuerySet):
    scope_lookup = "path"

    def in_force(self, on: dt.date) -> Self:
        return self.filter(valid_from__lte=on).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )


class Org(models.Model):
    """One agency from a day to a day. Kind and level are data; a renamed or merged agency
    is a new row with a succession, so that signed papers keep the old name.

    `symbol` is the agency code people know ("H48", "H48.53"); `path` is made of codes.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    symbol = models.CharField("mã cơ quan", max_length=40, unique=True)
    name = models.CharField("tên", max_length=300)
    short_name = models.CharField("tên ngắn", max_length=120, blank=True)
    kind = models.CharField("loại", max_length=40)
    level = models.CharField("cấp", max_length=20)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = PathField(unique=True, editable=False)
    area_code = models.CharField("mã địa bàn", max_length=10, blank=True)
    search_text = models.CharField(max_length=400, blank=True, editable=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = OrgQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="orgs_org_ends_after_start",
                condition=Q(valid_to__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def access_path(self) -> str:
        return self.path
