"""Units, posts, who holds them and who stands in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from eiso.base.text.codes import new_code
from eiso.people.access.models import Grant
from eiso.people.access.roles import ROLES
from eiso.people.orgs.models.dated import (
    DatedQuerySet,
    WithdrawableQuerySet,
    ends_after_start,
)
from eiso.people.orgs.models.orgs import Org


class UnitQuerySet(DatedQuerySet):
    scope_lookup = "org__path"


class Unit(models.Model):
    """A part of one agency (leaders, a division, the one-stop desk) from a day to a day.

    `is_leading` marks the unit of the agency's leaders: a post nobody holds falls to its
    head when no nearer head is there.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    org = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField("tên", max_length=200)
    symbol = models.CharField("ký hiệu", max_length=40, blank=True)
    is_leading = models.BooleanField("lãnh đạo cơ quan", default=False)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    search_text = models.CharField(max_length=300, blank=True, editable=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["org_id", "-is_leading", "position", "id"]
        constraints = [
            ends_after_start("orgs_unit_ends_after_start"),
            models.UniqueConstraint(
                name="orgs_unit_one_name",
                fields=["org", "name"],
                condition=Q(valid_to__isnull=True),
            ),
            models.UniqueConstraint(
                name="orgs_unit_one_leading",
                fields=["org"],
                condition=Q(valid_to__isnull=True, is_leading=True),
            ),
            models.CheckConstraint(
                name="orgs_unit_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def access_path(self) -> str:
        return self.org.path


class PostQuerySet(DatedQuerySet):
    scope_lookup = "unit__org__path"


class Post(models.Model):
    """A place somebody holds: title, the role its holder gets over the agency, seats.

    `version` is what one appointment or ending takes from another that came first.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField("vị trí", max_length=200)
    role = models.CharField("vai trò", max_length=40, blank=True)
    is_head = models.BooleanField("đứng đầu đơn vị", default=False)
    seats = models.PositiveSmallIntegerField("số người", default=1)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    version = models.PositiveIntegerField(default=0, editable=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["unit_id", "-is_head", "position", "id"]
        constraints = [
            ends_after_start("orgs_post_ends_after_start"),
            models.CheckConstraint(
                name="orgs_post_has_a_seat", condition=Q(seats__gte=1)
            ),
            models.UniqueConstraint(
                name="orgs_post_one_head",
                fields=["unit"],
                condition=Q(valid_to__isnull=True, is_head=True),
            ),
            models.UniqueConstraint(
                name="orgs_post_one_title",
                fields=["unit", "title"],
                condition=Q(valid_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def role_title(self) -> str:
        return ROLES[self.role].title if self.role in ROLES else ""

    @property
    def access_path(self) -> str:
        return self.unit.org.path


class AppointmentQuerySet(WithdrawableQuerySet):
    scope_lookup = "post__unit__org__path"


class Appointment(models.Model):
    """One person holds one post from a day to a day, by a decision.

    The role of the post comes with it as a dated grant over the agency, and ends with it.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings"
    )
    is_concurrent = models.BooleanField("kiêm nhiệm", default=False)
    decision = models.CharField("quyết định", max_length=200, blank=True)
    end_reason = models.CharField("lý do thôi giữ", max_length=300, blank=True)
    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_withdrawn = models.BooleanField("rút trước khi bắt đầu", default=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["post_id", "valid_from", "id"]
        constraints = [
            ends_after_start("orgs_appointment_ends_after_start"),
            models.UniqueConstraint(
                name="orgs_appointment_once",
                fields=["post", "user", "valid_from"],
                condition=Q(is_withdrawn=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.post}"

    @property
    def access_path(self) -> str:
        return self.post.unit.org.path


class DelegationQuerySet(WithdrawableQuerySet):
    scope_lookup = "appointment__post__unit__org__path"


class Delegation(models.Model):
    """Somebody stands in for one holder of a post, for known days. One step only: whoever
    stands in is never replaced by their own stand-in."""

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, related_name="delegations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stand_ins"
    )
    reason = models.CharField("lý do vắng", max_length=300)
    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_withdrawn = models.BooleanField("rút trước khi bắt đầu", default=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["appointment_id", "valid_from", "id"]
        constraints = [ends_after_start("orgs_delegation_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.user} thay {self.appointment}"

    @property
    def access_path(self) -> str:
        return self.appointment.post.unit.org.path
