"""The trail: one row is one act, written in the act's own transaction, never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from eiso.base.text.fields import PathField


class Event(models.Model):
    """Who did what to which record, when and in what capacity; strings, no foreign keys,
    so that the trail never interferes with live data.

    `data` is canonical JSON text. `key` is the request's idempotency key, unique per
    actor, `key_body` the digest of what that request sent; `origin` the address it came
    from, "" for the worker and the command line. `mark` says that this program
    wrote the row (`marks`).
    """

    at = models.DateTimeField("lúc")
    scope = PathField("phạm vi", blank=True)
    actor = models.CharField("người làm", max_length=150)
    actor_name = models.CharField(max_length=200, blank=True)
    on_behalf_of = models.CharField("với tư cách", max_length=300, blank=True)
    origin = models.CharField("từ máy", max_length=60, blank=True)
    verb = models.CharField("việc", max_length=100)
    target_kind = models.CharField(max_length=60, blank=True)
    target_code = models.CharField(max_length=60, blank=True)
    target_label = models.CharField(max_length=500, blank=True)
    reason = models.TextField("lý do", blank=True)
    data = models.TextField("nội dung", default="{}")
    key = models.CharField(max_length=64, null=True, blank=True)
    key_body = models.CharField(max_length=32, blank=True)
    mark = models.CharField(max_length=40, blank=True)

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


class Reply(models.Model):
    """Where the request with this key was sent on to, so that a repeat goes there too.

    Only a comfort: that the act happens once is decided by the event's own key.
    """

    actor = models.CharField(max_length=150)
    key = models.CharField(max_length=64)
    location = models.CharField(max_length=1000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor", "key"], name="trail_one_reply")
        ]

    def __str__(self) -> str:
        return self.location


class Form(models.Model):
    """Which columns of a stream, in which order, a seal covers. Append-only.

    A release that adds a column adds a form; older seals keep theirs.
    """

    stream = models.CharField(max_length=60)
    table = models.CharField(max_length=63)
    columns = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stream", "columns"], name="trail_form_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stream}: {self.columns}"


class Seal(models.Model):
    """One batch of events of one stream and one agency, hashed and chained. Append-only.

    `id` counts the seals of the house without gaps, `number` those of one stream and
    scope. `digest` covers the events and the digest before it in its scope; `link`
    covers the digest and the link before it in the house, so that one anchored link
    vouches for every seal before it. `members` is compact ranges of event ids ("5-9,11");
    `leaves` the first 16 hex digits of each event's hash, to name the one that changed;
    `doubted` the members that did not bear a valid mark when sealed.
    """

    id = models.BigIntegerField(primary_key=True)
    form = models.ForeignKey(Form, on_delete=models.PROTECT)
    scope = PathField(blank=True)
    number = models.BigIntegerField()
    members = models.TextField()
    count = models.PositiveIntegerField()
    doubted = models.TextField(blank=True)
    at = models.DateTimeField()
    leaves = models.TextField()
    digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "form", "number"], name="trail_seal_number"
            )
        ]

    def __str__(self) -> str:
        return f"Niêm phong số {self.pk}"


class Cursor(models.Model):
    """How far one stream is sealed; a memory of the sealer, never trusted by a check.

    `gaps` lists [first, last, noticed_at] of smaller ids not yet seen: on PostgreSQL a
    transaction that began earlier may commit later, or never.
    """

    stream = models.CharField(max_length=60, primary_key=True)
    sealed_to = models.BigIntegerField(default=0)
    gaps = models.JSONField(default=list)
    turn = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.stream}: {self.sealed_to}"


class Anchor(models.Model):
    """The newest link, kept at one place outside the tables. Append-only."""

    at = models.DateTimeField("lúc")
    place = models.CharField("nơi giữ", max_length=100)
    seal = models.BigIntegerField("niêm phong số")
    link = models.CharField(max_length=64)
    events = models.PositiveBigIntegerField("số việc")
    receipt = models.CharField("biên nhận", max_length=500, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.place}: niêm phong {self.seal}"

    @property
    def place_words(self) -> str:
        return str(_("tệp mốc của máy chủ")) if self.place == "file" else self.place


class Check(models.Model):
    """One finished check of the whole trail: what was found and how long it took."""

    at = models.DateTimeField("lúc")
    seconds = models.FloatField("mất (giây)")
    events = models.PositiveBigIntegerField("số việc")
    seals = models.PositiveBigIntegerField("số niêm phong")
    waiting = models.PositiveBigIntegerField("chưa niêm phong")
    ok = models.BooleanField("nguyên vẹn")
    problems = models.JSONField("điều tìm thấy", default=list)
    asked_by = models.CharField("người yêu cầu", max_length=150, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Kiểm lúc {self.at:%H:%M %d/%m/%Y}"
