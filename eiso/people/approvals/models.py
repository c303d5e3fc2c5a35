"""Rounds, their steps and votes; routes are what new rounds are copied from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from eiso.base.text.codes import new_code
from eiso.people.access.models import ScopedQuerySet
from eiso.people.approvals.choices import Outcome, RoundStatus, StepStatus
from eiso.people.orgs.models import Org


class Route(models.Model):
    """One agency's own order of steps for one kind of subject.

    `steps` is a list of {key, title, permission, quorum, post_code}. A round copies it at
    its start, so that a changed route never moves a running round.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    org = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=60)
    steps = models.JSONField()
    version = models.PositiveIntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["org_id", "subject_kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["org", "subject_kind"], name="approvals_route_one_per_kind"
            )
        ]

    def __str__(self) -> str:
        return f"Luồng duyệt {self.subject_kind} · {self.org}"

    @property
    def access_path(self) -> str:
        return self.org.path


class Round(models.Model):
    """One sending of one subject: open → agreed | returned | recalled | restarted.

    `digest` is the SHA-256 of what was sent: a vote on anything else is refused.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    org = models.ForeignKey(Org, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject_code = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=500)
    number = models.PositiveIntegerField("lượt")
    status = models.CharField(
        max_length=12, choices=RoundStatus.choices, default=RoundStatus.OPEN
    )
    digest = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField("gửi lúc")
    note = models.TextField("lời gửi", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(fields=["org", "status"]),
            models.Index(fields=["subject_kind", "subject_code", "number"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_code"],
                condition=Q(status=RoundStatus.OPEN),
                name="approvals_round_one_open",
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_code", "number"],
                name="approvals_round_number",
            ),
            models.CheckConstraint(
                condition=Q(status=RoundStatus.OPEN, closed_at__isnull=True)
                | (~Q(status=RoundStatus.OPEN) & Q(closed_at__isnull=False)),
                name="approvals_round_closed_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Lượt {self.number} · {self.subject_label}"

    @property
    def access_path(self) -> str:
        return self.org.path


class RoundStep(models.Model):
    """One step of a round, copied from the route: waiting → open → agreed | returned."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    permission = models.CharField(max_length=60)
    post_code = models.CharField(max_length=60, blank=True)
    quorum = models.PositiveSmallIntegerField(default=1)
    agreed = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(
        max_length=12, choices=StepStatus.choices, default=StepStatus.WAITING
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "position"], name="approvals_roundstep_position"
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(status=StepStatus.OPEN),
                name="approvals_roundstep_one_open",
            ),
            models.CheckConstraint(
                condition=Q(agreed__lte=F("quorum")),
                name="approvals_roundstep_within_quorum",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Vote(models.Model):
    """What one person decided at one step, in what capacity; never changed."""

    step = models.ForeignKey(RoundStep, on_delete=models.PROTECT, related_name="votes")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    on_behalf_of = models.CharField("thay cho", max_length=300, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.TextField("lý do", blank=True)
    voted_at = models.DateTimeField()

    class Meta:
        ordering = ["voted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "user"], name="approvals_vote_once_a_step"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.RETURN) | ~Q(reason=""),
                name="approvals_vote_return_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_outcome_display()}"
