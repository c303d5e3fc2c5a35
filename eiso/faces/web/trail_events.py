"""Which acts a person may read, filtered; one act with its seal; the state of the trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode

from eiso.base import moment
from eiso.base.errors import NotPermitted
from eiso.base.trail import links, sealing, services, streams, wording
from eiso.base.trail.models import Anchor, Check, Event, Seal
from eiso.faces.web.trail_words import GROUPS
from eiso.people.access.models import ScopedQuerySet
from eiso.people.access.roles import ROLES, Perm
from eiso.people.accounts.models import MACHINE, User

PAGE = 25
LATE = dt.timedelta(minutes=10)
ANCHOR_LATE = dt.timedelta(hours=4)  # reliability, E3


@dataclass(frozen=True)
class Filters:
    """What the address asks for; anything not understood counts as not asked."""

    q: str = ""
    days: str = ""
    since: str = ""
    until: str = ""
    group: str = ""
    person: str = ""
    verb: str = ""
    kind: str = ""
    target: str = ""

    def query(self, **changes: str) -> str:
        """The filters as a query string, with some changed."""
        return urlencode({n: v for n, v in (asdict(self) | changes).items() if v})

    @property
    def begins(self) -> dt.date | None:
        today = moment.today()
        near = {"0": today, "7": today - dt.timedelta(days=6)}
        return near.get(self.days) or _date(self.since)

    @property
    def ends(self) -> dt.date | None:
        return None if self.days else _date(self.until)


@dataclass(frozen=True)
class Row:
    """One act as a row shows it."""

    event: Event
    verb: str
    lines: list[wording.Line]
    link: str

    @property
    def is_machine(self) -> bool:
        return self.event.actor == MACHINE


@dataclass(frozen=True)
class Proof:
    """How one event is bound: its own hash, its seal, and whether both agree."""

    leaf: str
    seal: Seal | None
    fits: bool


@dataclass(frozen=True)
class State:
    """What is known of the whole trail; `late` since when events wait too long,
    `unanchored` since when nothing was kept elsewhere though there are newer seals.
    """

    check: Check | None
    anchors: list[Anchor] = field(default_factory=list)
    waiting: int = 0
    late: dt.datetime | None = None
    unanchored: dt.datetime | None = None


class _Events(ScopedQuerySet):
    """The trail behind the same door as every agency's rows; it lies too low to have it."""

    scope_lookup = "scope"


def readable(user: User, perm: Perm = Perm.READ_TRAIL) -> QuerySet[Event]:
    """Acts of the agencies over which `user` holds `perm`; the house's with ""."""
    return _Events(Event).visible_to(user, perm)


def readable_event(user: User, number: int) -> Event:
    """One act; 404 for a stranger, NotPermitted for a reader without the right."""
    event = readable(user).filter(pk=number).first()
    if event is not None:
        return event
    if readable(user, Perm.READ).filter(pk=number).exists():
        titles = [r.title for r in ROLES.values() if Perm.READ_TRAIL in r.permissions]
        raise NotPermitted(f"Việc này dành cho: {', '.join(titles)}.")
    raise Http404


def found(user: User, filters: Filters) -> QuerySet[Event]:
    """Readable acts that fit, newest first."""
    events = readable(user)
    for name, value in (
        ("actor", filters.person),
        ("verb", filters.verb),
        ("target_kind", filters.kind),
        ("target_code", filters.target),
    ):
        if value:
            events = events.filter(**{name: value})
    if filters.q:
        events = events.filter(_words(filters.q))
    return _within(_grouped(events, filters.group), filters).order_by("-id")


def _words(text: str) -> Q:
    """Every word of `text` in who, what or on what; in words as people read them."""
    asked = Q()
    for word in text.split()[:8]:
        verbs = [v for v, said in wording.known_verbs().items() if _has(said, text)]
        here = Q(target_label__icontains=word) | Q(actor_name__icontains=word)
        here |= Q(on_behalf_of__icontains=word) | Q(reason__icontains=word)
        asked &= here | Q(verb__in=verbs)
    return asked


def _has(said: str, text: str) -> bool:
    return text.lower() in said.lower()


def _grouped(events: QuerySet[Event], group: str) -> QuerySet[Event]:
    if group == "machine":
        return events.filter(actor=MACHINE)
    if group not in GROUPS:
        return events
    wanted = Q()
    for part in GROUPS[group][1]:
        if part.startswith("."):
            wanted |= Q(verb__endswith=part)
        else:
            wanted |= Q(verb__startswith=part)
    return events.filter(wanted)


def _within(events: QuerySet[Event], filters: Filters) -> QuerySet[Event]:
    if filters.begins:
        events = events.filter(at__gte=_midnight(filters.begins))
    if filters.ends:
        events = events.filter(at__lt=_midnight(filters.ends + dt.timedelta(days=1)))
    return events


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _date(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def row_of(event: Event) -> Row:
    """The act in words."""
    return Row(
        event=event,
        verb=wording.verb_words(event.verb),
        lines=wording.lines(event),
        link=links.link_of(event),
    )


def proof_of(event: Event) -> Proof:
    """Recompute the event's hash now and compare it with what its seal keeps."""
    stream = streams.get(services.STREAM)
    where, arguments = "WHERE id = %s", [event.pk]
    row = next(streams.rows(stream.table, stream.columns, where, arguments))
    leaf = streams.leaf(row).hex()
    seal, place = sealing.seal_of(stream, event.pk, event.scope)
    if seal is None:
        return Proof(leaf, None, fits=sealing.has_valid_mark(stream, row))
    digits = sealing.LEAF_DIGITS
    kept = seal.leaves[place * digits : (place + 1) * digits]
    return Proof(leaf, seal, fits=leaf[:digits] == kept)


def state() -> State:
    """The last check, where links are kept, how many events wait for their seal."""
    count, oldest = sealing.waiting(streams.get(services.STREAM))
    late = oldest if oldest and moment.now() - oldest > LATE else None
    newest: dict[str, Anchor] = {}
    for anchor in Anchor.objects.order_by("-id")[:50]:
        newest.setdefault(anchor.place, anchor)
    kept = sorted(newest.values(), key=lambda anchor: -anchor.seal)
    return State(Check.objects.first(), kept, count, late, _unanchored(kept))


def _unanchored(kept: list[Anchor]) -> dt.datetime | None:
    seals = Seal.objects.order_by("id")
    if kept:
        seals = seals.filter(pk__gt=kept[0].seal)
    oldest = seals.first()
    late = oldest is not None and moment.now() - oldest.at > ANCHOR_LATE
    return oldest.at if oldest and late else None
