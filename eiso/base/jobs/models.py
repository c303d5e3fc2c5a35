"""When each job ran last, and the long works people asked for."""

from __future__ import annotations

from django.db import models

from eiso.base.text.codes import new_code


class JobRun(models.Model):
    """One periodic job: when it is due next, and what went wrong last, until it works."""

    name = models.CharField(max_length=80, primary_key=True)
    next_at = models.DateTimeField()
    last_done_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Work(models.Model):
    """One long work: asked for on a page, done by the worker, watched and kept.

    `lease_until` is how long the worker that took it may be silent before another takes
    it over (a killed worker never comes back to say so).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "đang chờ"
        RUNNING = "running", "đang làm"
        DONE = "done", "xong"
        FAILED = "failed", "không xong"
        CANCELLED = "cancelled", "đã dừng"

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    scope = models.CharField(max_length=400, blank=True)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    arguments = models.JSONField(default=dict)
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.WAITING
    )
    stage = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    stop_asked = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "id"]),
            models.Index(fields=["kind", "-id"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}
