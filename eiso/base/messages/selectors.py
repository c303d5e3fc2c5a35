"""What is in a person's inbox, and which e-mails will not go out."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from eiso.base import moment
from eiso.base.messages.models import Mail, Message


def inbox(user: Any) -> QuerySet[Message]:
    """Messages to `user` that are due, newest first."""
    return Message.objects.filter(
        user=user, due_at__lte=moment.now(), cancelled_at__isnull=True
    )


def unread_count(user: Any) -> int:
    return inbox(user).filter(read_at__isnull=True).count()


def stuck_mail() -> QuerySet[Mail]:
    """E-mails put aside after too many failures: shown to the administrator."""
    return Mail.objects.filter(put_aside_at__isnull=False).select_related("message")
