"""Committees (Ban Chỉ đạo ISO, tổ thư ký) and who sits in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from eiso.base.text.codes import new_code
from eiso.people.orgs.choices import CommitteeKind, MemberRole
from eiso.people.orgs.models.dated import DatedQuerySet, ends_after_start
from eiso.people.orgs.models.orgs import Org


class CommitteeQuerySet(DatedQuerySet):
    scope_lookup = "org__path"


class Committee(models.Model):
    """One committee under one founding decision. Renewed (kiện toàn), the old row ends
    and a new one with its own decision and members names it as `previous`."""

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    org = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="committees")
    kind = models.CharField("loại", max_length=12, choices=CommitteeKind.choices)
    name = models.CharField("tên", max_length=200)
    decision = models.CharField("quyết định", max_length=100)
    decided_on = models.DateField("ngày quyết định")
    previous = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="renewed_as",
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["org_id", "kind", "valid_from", "id"]
        constraints = [
            ends_after_start("orgs_committee_ends_after_start"),
            models.UniqueConstraint(
                name="orgs_committee_one_name",
                fields=["org", "name"],
                condition=models.Q(valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def access_path(self) -> str:
        return self.org.path


class CommitteeMemberQuerySet(DatedQuerySet):
    scope_lookup = "committee__org__path"


class CommitteeMember(models.Model):
    """One person's place in one committee; `duty` is their post or task as decided."""

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="members"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="committees"
    )
    role = models.CharField("chức danh", max_length=12, choices=MemberRole.choices)
    duty = models.CharField("nhiệm vụ", max_length=300, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = CommitteeMemberQuerySet.as_manager()

    class Meta:
        ordering = ["committee_id", "role", "id"]
        constraints = [
            ends_after_start("orgs_committeemember_ends_after_start"),
            models.UniqueConstraint(
                name="orgs_committeemember_once", fields=["committee", "user"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.user}"

    @property
    def access_path(self) -> str:
        return self.committee.org.path
