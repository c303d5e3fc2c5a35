"""Keep the newest link where whoever rules the tables does not rule.

A chain alone does not show that its tail was cut or that all of it was written anew; a
link kept elsewhere does (reliability, T4). Events newer than the newest anchor are not
yet protected in this way, and the page says so.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from eiso.base import moment
from eiso.base.faults import fault
from eiso.base.trail.models import Anchor, Seal
from eiso.base.trail.streams import instant_text

logger = logging.getLogger("eiso.trail")
EVERY = dt.timedelta(minutes=15)
EVERY_EVENTS = 1_000
FILE = "file"


@dataclass(frozen=True)
class Mooring:
    """One anchor as text outside the tables: which seal had which link, and when."""

    seal: int
    link: str
    events: int
    at: str

    @property
    def text(self) -> str:
        """One JSON line, the form in the file and in every message."""
        return json.dumps(
            {"seal": self.seal, "link": self.link, "events": self.events, "at": self.at}
        )


_senders: dict[str, Callable[[Mooring], str]] = {}


def register_sender(place: str, send: Callable[[Mooring], str]) -> None:
    """`send(mooring)` keeps it at `place` and returns a receipt; it may raise."""
    _senders[place] = send


def anchor_due() -> int:
    """Anchor when the newest anchor is old or many events came since."""
    newest = Seal.objects.order_by("-id").first()
    if newest is None:
        return 0
    last = Anchor.objects.filter(place=FILE).order_by("-id").first()
    if last is not None and last.seal == newest.pk:
        return 0
    if last is not None and moment.now() - last.at < EVERY:
        since = Seal.objects.filter(pk__gt=last.seal).aggregate(n=Sum("count"))["n"]
        if (since or 0) < EVERY_EVENTS:
            return 0
    return anchor_now()


def anchor_now() -> int:
    """Send the newest link to every place that does not have it; returns how many."""
    newest = Seal.objects.order_by("-id").first()
    if newest is None:
        return 0
    events = Seal.objects.aggregate(n=Sum("count"))["n"]
    mooring = Mooring(newest.pk, newest.link, events, instant_text(moment.now()))
    return sum(_send(place, send, mooring) for place, send in _places().items())


def _places() -> dict[str, Callable[[Mooring], str]]:
    return {FILE: append_to_file, **_senders}


def _send(place: str, send: Callable[[Mooring], str], mooring: Mooring) -> int:
    if Anchor.objects.filter(place=place, seal=mooring.seal).exists():
        return 0
    try:
        receipt = send(mooring)
    except Exception:
        # One place out of reach must not keep the link from the others; tried again.
        logger.exception("anchor not kept at %s", place)
        return 0
    fault("trail.anchored")
    with transaction.atomic():
        Anchor.objects.create(
            at=dt.datetime.fromisoformat(mooring.at),
            place=place,
            seal=mooring.seal,
            link=mooring.link,
            events=mooring.events,
            receipt=receipt[:500],
        )
    return 1


def file_path() -> Path:
    return Path(settings.EISO_HOME) / "anchors" / "anchors.jsonl"


def append_to_file(mooring: Mooring) -> str:
    """Add one line to EISO_HOME/anchors/anchors.jsonl, on disk before it returns."""
    path = file_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, f"{mooring.text}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return str(path.name)


def read_moorings(lines: Iterable[str]) -> list[Mooring]:
    """Anchors of a text, one JSON line each; ValueError for a line that is none."""
    found = []
    for line in lines:
        if line.strip():
            try:
                facts = json.loads(line)
                found.append(
                    Mooring(
                        int(facts["seal"]),
                        str(facts["link"]),
                        int(facts["events"]),
                        str(facts["at"]),
                    )
                )
            except (KeyError, TypeError, json.JSONDecodeError) as error:
                raise ValueError(f"không phải một mốc: {line[:80]}") from error
    return found


def printable(anchor: Anchor) -> str:
    """The anchor for paper (minutes of a review): four short lines, the link in groups."""
    groups = " ".join(anchor.link[at : at + 8] for at in range(0, 64, 8))
    when = timezone.localtime(anchor.at)
    return (
        f"Mốc nhật ký eISO số {anchor.seal}\n"
        f"Lúc {when:%H:%M} ngày {when:%d/%m/%Y}\n"
        f"Số việc đã niêm phong: {anchor.events}\n"
        f"{groups}"
    )
