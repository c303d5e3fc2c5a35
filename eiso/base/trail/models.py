"""The trail: one row is one act, written in the act's own transaction, never changed."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """Who did what to which record, when and in what capacity; strings, no foreign keys,
    so that the trail never interferes with live data.

    `data` is canonical JSON text; `key` is the request's idempotency key, unique per actor.
    """

    at = models.DateTimeField("lúc")
    scope = models.CharField("phạm vi", max_length=400, blank=True)
    actor = models.CharField("người làm", max_length=150)
    actor_name = models.CharField(max_length=200, blank=True)
    on_behalf_of = models.CharField("thay cho", max_length=300, blank=True)
    verb = models.CharField("việc", max_length=100)
    target_kind = models.CharField(max_length=60, blank=True)
    target_code = models.CharField(max_length=60, blank=True)
    target_label = models.CharField(max_length=500, blank=True)
    reason = models.TextField("lý do", blank=True)
    data = models.TextField("nội dung", default="{}")
    key = models.CharField(max_length=64, null=True, blank=True)
    result = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "trail_event"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["scope", "id"]),
            models.Index(fields=["target_kind", "target_code", "id"]),
            models.Index(fields=["actor", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["actor", "key"], name="trail_event_actor_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor} {self.verb} {self.target_label}"
