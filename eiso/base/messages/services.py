"""Tell somebody something, once; deliver, remind, mark as read."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q

from eiso.base import moment
from eiso.base.faults import fault
from eiso.base.messages.models import Mail, Message

logger = logging.getLogger("eiso.messages")
MAX_ATTEMPTS = 8
LEASE = dt.timedelta(minutes=5)


@transaction.atomic
def notify(
    *,
    to: Any,
    subject: str,
    body: str = "",
    link: str = "",
    key: str = "",
    due_at: dt.datetime | None = None,
) -> Message | None:
    """Write a message to `to`, shown (and mailed, if mail is set up) from `due_at` on.

    Call it inside the transaction of the act, or in on_commit. With a `key` the same
    person is told once: a second call returns None.
    """
    now = moment.now()
    message = Message(
        user=to,
        subject=_one_line(subject)[:300],
        body=body,
        link=link,
        key=key or None,
        written_at=now,
        due_at=due_at or now,
    )
    Message.objects.bulk_create([message], ignore_conflicts=bool(key))
    # With ignored conflicts the row's id is unknown, and the row may be the other's.
    kept = Message.objects.filter(code=message.code).first()
    if kept is not None and to.email and mail_is_set_up():
        Mail.objects.create(message=kept, address=to.email, due_at=kept.due_at)
    return kept


def mail_is_set_up() -> bool:
    """Nothing leaves the machine until an operator names a mail server."""
    smtp = settings.EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend"
    return bool(settings.EMAIL_HOST) or not smtp


@transaction.atomic
def cancel(*, key: str, to: Any = None) -> int:
    """Take back reminders with `key` that are not yet due; what was told stays told."""
    now = moment.now()
    waiting = Message.objects.filter(key=key, due_at__gt=now, cancelled_at__isnull=True)
    if to is not None:
        waiting = waiting.filter(user=to)
    Mail.objects.filter(message__in=waiting.values("pk"), sent_at__isnull=True).update(
        put_aside_at=now, last_error=""
    )
    return waiting.update(cancelled_at=now)


def mark_seen(*, messages: list[Message]) -> None:
    """The list with these messages was put before the person."""
    Message.objects.filter(
        pk__in=[message.pk for message in messages], seen_at__isnull=True
    ).update(seen_at=moment.now())


def mark_read(*, user: Any, code: str) -> bool:
    """The person opened the message; the first time is kept."""
    now = moment.now()
    changed = Message.objects.filter(user=user, code=code, read_at__isnull=True)
    return bool(changed.update(read_at=now, seen_at=now))


def deliver_due_mail() -> int:
    """Send every e-mail that is due and not yet sent; returns how many went out.

    At least once: a worker killed between sending and writing it down sends again after
    the lease. The Message-ID is the message's code, so that the receiver can tell.
    """
    sent = 0
    while (mail := _claim()) is not None:
        sent += _send(mail)
    return sent


def _claim() -> Mail | None:
    now = moment.now()
    open_mail = Q(sent_at__isnull=True, put_aside_at__isnull=True, due_at__lte=now)
    mail = Mail.objects.filter(open_mail).select_related("message").first()
    if mail is None:
        return None
    took = Mail.objects.filter(open_mail, pk=mail.pk, attempts=mail.attempts).update(
        attempts=F("attempts") + 1, due_at=now + LEASE
    )
    if not took:
        return _claim()
    mail.attempts += 1
    return mail


def _send(mail: Mail) -> int:
    message = mail.message
    letter = EmailMessage(
        subject=message.subject,
        body=f"{message.body}\n",
        to=[mail.address],
        headers={"Message-ID": f"<{message.code}@eiso>"},
    )
    row = Mail.objects.filter(pk=mail.pk, sent_at__isnull=True)
    try:
        letter.send()
    except Exception as error:  # noqa: BLE001  one bad address must not stop the rest
        logger.warning("mail %s not sent: %s", mail.pk, type(error).__name__)
        row.update(**_after_failure(mail.attempts, error))
        return 0
    fault("messages.sent")
    return row.update(sent_at=moment.now(), last_error="")


def _after_failure(attempts: int, error: Exception) -> dict[str, Any]:
    """Later and later (1, 2, 4 … minutes); after the last try it waits for a person."""
    now = moment.now()
    facts: dict[str, Any] = {"last_error": f"{type(error).__name__}: {error}"[:500]}
    if attempts >= MAX_ATTEMPTS:
        facts["put_aside_at"] = now
    facts["due_at"] = now + dt.timedelta(minutes=2 ** (attempts - 1))
    return facts


@transaction.atomic
def try_again(*, mail: Mail) -> None:
    """Put a mail that was set aside back in the queue."""
    Mail.objects.filter(pk=mail.pk, put_aside_at__isnull=False).update(
        put_aside_at=None, attempts=0, due_at=moment.now()
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
