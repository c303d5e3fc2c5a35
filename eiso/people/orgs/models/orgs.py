"""Agencies, what became of them, and the other names they are known by."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from eiso.base.text.codes import new_code
from eiso.base.text.fields import PathField
from eiso.base.text.folding import fold
from eiso.people.orgs.choices import AliasKind, SuccessionKind
from eiso.people.orgs.models.dated import DatedQuerySet, ends_after_start


class OrgQuerySet(DatedQuerySet):
    scope_lookup = "path"

    def search(self, text: str) -> Self:
        """Every word, without marks, in any order; also old names and codes."""
        found = self
        for word in fold(text).split():
            found = found.filter(search_text__contains=word)
        return found


class Org(models.Model):
    """One agency from a day to a day. Kind and level are data. An agency merged, split or
    moved in the tree is a new row with a succession; one renamed keeps its row, and the
    old name stays as a dated alias, so that signed papers keep the old name either way.

    `symbol` is a key that never changes, because paths and grants are made of it
    ("P51", "C21025"; docs/adr/0012-agency-symbols.md); the agency codes people know
    ("H48.53") are aliases. `valid_from` is empty when nobody recorded the beginning.
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
    search_text = models.CharField(max_length=600, blank=True, editable=False)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = OrgQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [models.Index(fields=["area_code"])]
        constraints = [ends_after_start("orgs_org_ends_after_start")]

    def __str__(self) -> str:
        return self.name

    @property
    def access_path(self) -> str:
        return self.path

    def is_in_force(self, on: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class OrgAliasQuerySet(DatedQuerySet):
    scope_lookup = "org__path"


class OrgAlias(models.Model):
    """Another code or a former name of one agency, from a day to a day."""

    org = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="aliases")
    kind = models.CharField(max_length=10, choices=AliasKind.choices)
    text = models.CharField(max_length=300)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = OrgAliasQuerySet.as_manager()

    class Meta:
        ordering = ["org_id", "kind", "text", "id"]
        indexes = [models.Index(fields=["kind", "text"])]
        constraints = [
            ends_after_start("orgs_orgalias_ends_after_start"),
            models.UniqueConstraint(
                name="orgs_orgalias_once", fields=["org", "kind", "text", "valid_to"]
            ),
        ]

    def __str__(self) -> str:
        return self.text


class OrgSuccessionQuerySet(DatedQuerySet):
    scope_lookup = "successor__path"


class OrgSuccession(models.Model):
    """On one day the work of `former` (or a part of it) went to `successor`.

    `is_main` marks the successor that took the main part. `legal_basis` is the number of
    the decision as given; empty when the source names none.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    former = models.ForeignKey(
        Org, on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        Org, on_delete=models.PROTECT, related_name="predecessions"
    )
    kind = models.CharField("cách", max_length=12, choices=SuccessionKind.choices)
    is_main = models.BooleanField("phần chính", default=True)
    on = models.DateField("từ ngày")
    legal_basis = models.CharField("căn cứ", max_length=300, blank=True)

    objects = OrgSuccessionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "former_id", "-is_main", "successor_id"]
        constraints = [
            models.UniqueConstraint(
                name="orgs_orgsuccession_once", fields=["former", "successor"]
            ),
            models.CheckConstraint(
                name="orgs_orgsuccession_two_agencies",
                condition=~Q(former=F("successor")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former} → {self.successor}"

    @property
    def access_path(self) -> str:
        return self.successor.path
