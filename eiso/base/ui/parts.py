"""Small frozen facts that views hand to the component tags."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Link:
    """One filter chip or tab: `count` None is not drawn."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    icon: str = ""
    warn: str = ""


@dataclass(frozen=True)
class Stage:
    """One of 3 to 5 stages; `state`: done, now, todo, late."""

    label: str
    count: int | None = None
    url: str = ""
    state: str = "todo"


@dataclass(frozen=True)
class Turn:
    """One holder in a round (drafted, reviewed, approved); states as of Stage, + refused."""

    title: str
    note: str = ""
    state: str = "todo"


@dataclass(frozen=True)
class Segment:
    """One part of a sum bar; `kind`: plain, new, changed, unread."""

    value: Decimal
    label: str
    kind: str = "plain"
    title: str = ""


STATE_ICONS = {
    "done": "check",
    "now": "player-play",
    "todo": "circle",
    "late": "alert-triangle",
    "refused": "arrow-back-up",
    "wait": "hourglass",
}
STATUS_ICONS = {
    "plain": "",
    "draft": "pencil",
    "new": "plus",
    "wait": "hourglass",
    "today": "alert-circle",
    "late": "alert-triangle",
    "paused": "player-pause",
    "done": "check",
    "ended": "archive",
    "hand": "pencil",
    "law": "gavel",
}
BANNER_ICONS = {
    "info": "info-circle",
    "ok": "circle-check",
    "wait": "hourglass",
    "error": "alert-triangle",
    "paused": "player-pause",
    "superseded": "archive",
    "provisional": "clock-question",
    "offline": "wifi-off",
}
