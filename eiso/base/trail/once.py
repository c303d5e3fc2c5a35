"""One request, one act: the key in a form's hidden field goes onto the act's event.

The unique constraint (actor, key) of `trail_event` decides, inside the act's own
transaction; looking first is only a courtesy to the second click. The web's middleware
(`faces.web`) opens a ticket for each unsafe request that carries a key.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from eiso.base.errors import Conflict
from eiso.base.trail import links
from eiso.base.trail.models import Event, Reply

FIELD = "_key"  # written by the tag {% idempotency %}
_SHAPE = re.compile(r"[A-Za-z0-9_-]{16,64}")
_UNCOUNTED = {FIELD, "csrfmiddlewaretoken"}


@dataclass
class Ticket:
    """The key of one request of one actor, and the event that took it (its mark: on
    SQLite an id that was rolled back is given again)."""

    actor: str
    key: str
    body: str
    mark: str = ""


_ticket: ContextVar[Ticket | None] = ContextVar("eiso_once", default=None)


class KeyReused(Conflict):
    """The same key came with another content: two different acts, one key."""

    code = "key_reused"


def new_key() -> str:
    """A fresh key for one form: 128 random bits."""
    return secrets.token_urlsafe(16)


def ticket_of(request: HttpRequest) -> Ticket | None:
    """The ticket of an unsafe request by a signed-in person; None without a key."""
    user = getattr(request, "user", None)
    if request.method != "POST" or user is None or not user.is_authenticated:
        return None
    key = request.POST.get(FIELD, "") or request.headers.get("Idempotency-Key", "")
    if not _SHAPE.fullmatch(key):
        return None
    return Ticket(actor=user.get_username(), key=key, body=body_digest(request))


def body_digest(request: HttpRequest) -> str:
    """Digest of the address and every field and file, apart from the key itself."""
    hasher = hashlib.sha256(request.path.encode())
    for name in sorted(request.POST):
        if name not in _UNCOUNTED:
            for value in request.POST.getlist(name):
                hasher.update(f"\0{name}={value}".encode("utf-8", "surrogatepass"))
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            hasher.update(f"\0{name}:{_file_digest(file)}".encode())
    return hasher.hexdigest()[:32]


def _file_digest(file: UploadedFile) -> str:
    hasher = hashlib.sha256()
    for chunk in file.chunks():
        hasher.update(chunk)
    file.seek(0)
    return f"{file.name}:{hasher.hexdigest()}"


@contextmanager
def using(ticket: Ticket) -> Iterator[None]:
    """The first event recorded in this block bears the ticket's key."""
    token = _ticket.set(ticket)
    try:
        yield
    finally:
        _ticket.reset(token)


def open_ticket() -> Ticket | None:
    """The ticket no event has taken yet (for `record`)."""
    ticket = _ticket.get()
    return ticket if ticket is not None and not ticket.mark else None


def earlier_result(ticket: Ticket) -> str | None:
    """Where the first request with this key went; None when there was none.

    Raises KeyReused when that request said something else.
    """
    event = Event.objects.filter(actor=ticket.actor, key=ticket.key).first()
    if event is None or event.mark == ticket.mark:
        return None
    if event.key_body != ticket.body:
        raise KeyReused(
            "Chưa làm: nội dung này khác với lần gửi trước từ cùng một trang. Mở lại "
            "trang để xem bản mới, rồi làm lại."
        )
    reply = Reply.objects.filter(actor=ticket.actor, key=ticket.key).first()
    return reply.location if reply else links.link_of(event) or "/"


def keep_result(ticket: Ticket, location: str) -> None:
    """Remember where the request was sent on to, for a repeat."""
    if not ticket.mark or not location or len(location) > 1000:
        return
    Reply.objects.bulk_create(
        [Reply(actor=ticket.actor, key=ticket.key, location=location)],
        ignore_conflicts=True,
    )
