"""Told once, delivered at least once, a bad address stops nobody."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from eiso.base.faults import injected
from eiso.base.messages import selectors, services
from eiso.base.messages.models import Mail, Message

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)


class Picky(EmailBackend):
    """A server that refuses one address."""

    def send_messages(self, letters):
        if any("hong@" in address for letter in letters for address in letter.to):
            raise ConnectionRefusedError("không nhận")
        return super().send_messages(letters)


@pytest.fixture(autouse=True)
def mailbox(settings):
    settings.EMAIL_BACKEND = "tests.base.test_messages.Picky"
    mail.outbox = []


@pytest.fixture
def an_with_mail(an):
    an.email = "an@example.vn"
    an.save()
    return an


def test_a_message_is_in_the_inbox_and_in_the_outbox(an_with_mail):
    services.notify(to=an_with_mail, subject="Có việc\nmới", body="Xem.", link="/a/")

    assert selectors.unread_count(an_with_mail) == 1
    assert services.deliver_due_mail() == 1
    assert [letter.subject for letter in mail.outbox] == ["Có việc mới"]
    assert services.deliver_due_mail() == 0


def test_the_same_thing_is_told_once(an_with_mail, binh):
    assert services.notify(to=an_with_mail, subject="Hạn", key="han-1")
    assert services.notify(to=an_with_mail, subject="Hạn", key="han-1") is None
    assert services.notify(to=binh, subject="Hạn", key="han-1")

    assert Message.objects.count() == 2
    assert Mail.objects.count() == 1


def test_a_reminder_waits_for_its_hour_and_may_be_taken_back(an_with_mail):
    with time_machine.travel(MORNING, tick=False) as now:
        later = MORNING + dt.timedelta(hours=3)
        services.notify(to=an_with_mail, subject="Hạn", key="a", due_at=later)
        services.notify(to=an_with_mail, subject="Hạn", key="b", due_at=later)
        assert selectors.unread_count(an_with_mail) == 0
        assert services.deliver_due_mail() == 0
        assert services.cancel(key="a") == 1

        now.move_to(later)
        assert [m.key for m in selectors.inbox(an_with_mail)] == ["b"]
        assert services.deliver_due_mail() == 1
        assert services.cancel(key="b") == 0


def test_what_was_seen_and_read_is_kept(an, binh):
    message = services.notify(to=an, subject="Có việc")
    services.mark_seen(messages=[message])

    assert not services.mark_read(user=binh, code=message.code)
    assert services.mark_read(user=an, code=message.code)
    assert not services.mark_read(user=an, code=message.code)
    message.refresh_from_db()
    assert message.read_at >= message.seen_at


def test_without_a_mail_server_nothing_leaves(an_with_mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = ""

    services.notify(to=an_with_mail, subject="Có việc")

    assert Mail.objects.count() == 0
    assert selectors.unread_count(an_with_mail) == 1


def test_a_bad_address_is_put_aside_and_shown_and_stops_nobody(an_with_mail, binh):
    an_with_mail.email = "hong@example.vn"
    binh.email = "binh@example.vn"
    with time_machine.travel(MORNING, tick=False) as now:
        services.notify(to=an_with_mail, subject="Một")
        services.notify(to=binh, subject="Hai")
        for _ in range(services.MAX_ATTEMPTS):
            services.deliver_due_mail()
            now.shift(dt.timedelta(hours=5))

    assert [letter.subject for letter in mail.outbox] == ["Hai"]
    stuck = selectors.stuck_mail().get()
    assert stuck.attempts == services.MAX_ATTEMPTS
    assert "không nhận" in stuck.last_error
    services.try_again(mail=stuck)
    assert selectors.stuck_mail().count() == 0


def test_a_worker_killed_after_sending_sends_again_under_the_same_name(an_with_mail):
    """At least once; the receiver can tell by the Message-ID."""
    with time_machine.travel(MORNING, tick=False) as now:
        services.notify(to=an_with_mail, subject="Một")

        def die() -> None:
            raise KeyboardInterrupt

        with injected("messages.sent", die), pytest.raises(KeyboardInterrupt):
            services.deliver_due_mail()
        assert services.deliver_due_mail() == 0
        now.shift(services.LEASE)
        assert services.deliver_due_mail() == 1

    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second
