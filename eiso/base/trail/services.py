"""Write one act into the trail, inside the act's transaction."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any, Protocol

from django.db import models

from eiso.base import moment
from eiso.base.trail import marks, once, origin, streams
from eiso.base.trail.models import Event

STREAM = "trail"


class Actor(Protocol):
    """What the trail needs of a user: a name to sign in by and a name to show."""

    username: str
    full_name: str
    acting_as: str


def record(
    *,
    by: Actor,
    verb: str,
    target: models.Model,
    scope: str,
    data: dict[str, Any] | None = None,
    reason: str = "",
) -> Event:
    """Append one event. `verb` is `room.record.did` in the past tense; `target` has `code`.

    `scope` is the path of the agency the act belongs to ("" for the whole house). Put a
    change as {"field": [before, after]} into `data`, so that a page can show both. Must
    run inside the transaction of the act it records; the request's idempotency key goes
    onto the first event of the request.
    """
    event = Event(
        at=moment.now(),
        scope=scope,
        actor=by.username,
        actor_name=by.full_name,
        on_behalf_of=by.acting_as,
        origin=origin.current(),
        verb=verb,
        target_kind=target._meta.label_lower,
        target_code=str(getattr(target, "code", target.pk)),
        target_label=str(target)[:500],
        reason=reason,
        data=canonical(data or {}),
    )
    ticket = once.open_ticket()
    if ticket is not None and ticket.actor == event.actor:
        event.key, event.key_body = ticket.key, ticket.body
    stream = streams.get(STREAM)
    event.mark = marks.mark(
        streams.marked_values(stream, streams.canonical_row(stream, event))
    )
    event.save(force_insert=True)
    if ticket is not None and event.key:
        ticket.mark = event.mark
    return event


def canonical(data: dict[str, Any]) -> str:
    """JSON with sorted keys, no spaces, dates as ISO text: the same bytes for the same act."""
    return json.dumps(
        data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not belong in the trail")
