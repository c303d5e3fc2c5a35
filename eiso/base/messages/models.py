"""One row is one message to one person; one outbox row is one e-mail to send."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from eiso.base.text.codes import new_code


class Message(models.Model):
    """A message in a person's inbox, shown from `due_at` on; `key` says it only once."""

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages"
    )
    subject = models.CharField("tiêu đề", max_length=300)
    body = models.TextField("nội dung", blank=True)
    link = models.CharField("đường dẫn", max_length=500, blank=True)
    key = models.CharField(max_length=120, null=True, blank=True)
    written_at = models.DateTimeField("viết lúc")
    due_at = models.DateTimeField("báo từ")
    seen_at = models.DateTimeField("đã giao lúc", null=True, blank=True)
    read_at = models.DateTimeField("đã đọc lúc", null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-due_at", "-id"]
        indexes = [models.Index(fields=["user", "read_at", "due_at"])]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="inbox_said_once")
        ]

    def __str__(self) -> str:
        return self.subject


class Mail(models.Model):
    """An e-mail that goes with a message: due, tried, sent or put aside.

    A row whose sending fails moves `due_at` forward and never blocks the others.
    """

    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, related_name="mail"
    )
    address = models.EmailField("địa chỉ")
    due_at = models.DateTimeField("gửi từ")
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    sent_at = models.DateTimeField("đã gửi lúc", null=True, blank=True)
    put_aside_at = models.DateTimeField("thôi gửi lúc", null=True, blank=True)
    last_error = models.CharField("lỗi cuối", max_length=500, blank=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [models.Index(fields=["sent_at", "put_aside_at", "due_at"])]

    def __str__(self) -> str:
        return f"{self.address}: {self.message}"
