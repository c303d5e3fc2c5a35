"""Seal what was written since the last time: hash, chain, remember how far.

Writers take no lock and never wait for the sealer. On PostgreSQL an event with a smaller
id may be committed after a larger one was sealed: it is sealed in a later batch.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from eiso.base import moment
from eiso.base.faults import fault
from eiso.base.trail import marks, ranges, streams
from eiso.base.trail.models import Cursor, Form, Seal

GENESIS = "0" * 64
LEAF_DIGITS = 16
BATCH = 20_000
# Wait a little so that the acts of one minute share a seal: at a commune's pace a seal an
# event would weigh more than the events.
SEAL_AFTER = dt.timedelta(seconds=60)
SEAL_AT = 256
# Longer than any transaction can live; after that a missing id was rolled back.
GAP_LIFE = dt.timedelta(days=1)
HOUSE = ""


@dataclass
class _Batch:
    ids: list[int] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)
    doubted: list[int] = field(default_factory=list)


def seal_due() -> int:
    """Seal the streams whose events wait long enough or are many; returns seals made."""
    return sum(
        _seal_stream(stream) for stream in streams.all_streams() if _is_due(stream)
    )


def seal_everything() -> int:
    """Seal all there is, now; returns seals made."""
    made = 0
    for stream in streams.all_streams():
        while more := _seal_stream(stream):
            made += more
    return made


def waiting(stream: streams.Stream) -> tuple[int, dt.datetime | None]:
    """How many events wait for a seal, and since when the oldest (None: unknown)."""
    cursor = Cursor.objects.filter(pk=stream.name).first() or Cursor()
    where, arguments = _unsealed(stream, cursor)
    instants = [c.split(":")[0] for c in stream.columns if c.endswith(":instant")]
    oldest = f'min("{instants[0]}")' if instants else "NULL"
    with connection.cursor() as db:
        db.execute(
            f'SELECT count(*), {oldest} FROM "{stream.table}" WHERE {where}',  # noqa: S608
            arguments,
        )
        count, at = db.fetchone()
    if isinstance(at, str):
        at = dt.datetime.fromisoformat(streams.instant_text(at))
    return count, at


def _is_due(stream: streams.Stream) -> bool:
    count, oldest = waiting(stream)
    if count >= SEAL_AT:
        return True
    return bool(count) and (oldest is None or moment.now() - oldest >= SEAL_AFTER)


@transaction.atomic
def _seal_stream(stream: streams.Stream) -> int:
    """Seal one batch of one stream, one seal a scope; 0 when nothing waits."""
    if not _take_turn():
        return 0
    cursor, _ = Cursor.objects.get_or_create(pk=stream.name)
    batches, seen = _read(stream, cursor)
    fault("trail.sealing")
    if not seen:
        return 0
    form, _ = Form.objects.get_or_create(
        stream=stream.name, table=stream.table, columns=stream.form
    )
    Seal.objects.bulk_create(_chain(form, batches))
    _move(cursor, seen)
    return len(batches)


def _take_turn() -> bool:
    """One sealer in the house at a time; the loser goes away and comes again."""
    house, _ = Cursor.objects.get_or_create(pk=HOUSE)
    turn = Cursor.objects.filter(pk=HOUSE, turn=house.turn).update(turn=F("turn") + 1)
    return bool(turn)


def _read(
    stream: streams.Stream, cursor: Cursor
) -> tuple[dict[str, _Batch], list[int]]:
    key, scope_at = stream.names[0], stream.names.index(stream.scope)
    condition, arguments = _unsealed(stream, cursor)
    # No more than a batch: the first seal after a large import must not fill memory.
    where = (
        f'WHERE {condition} AND "{key}" <= COALESCE((SELECT max("{key}") FROM (SELECT "{key}" '  # noqa: S608
        f'FROM "{stream.table}" WHERE "{key}" > %s ORDER BY "{key}" LIMIT {BATCH}) '
        "AS batch), %s)"
    )
    arguments += [cursor.sealed_to, cursor.sealed_to]
    batches: dict[str, _Batch] = {}
    seen: list[int] = []
    for row in streams.rows(stream.table, stream.columns, where, arguments):
        batch = batches.setdefault(row[scope_at], _Batch())
        batch.ids.append(row[0])
        batch.leaves.append(streams.leaf(row))
        if stream.mark and not has_valid_mark(stream, row):
            batch.doubted.append(row[0])
        seen.append(row[0])
    return batches, seen


def _unsealed(stream: streams.Stream, cursor: Cursor) -> tuple[str, list[Any]]:
    """The condition of rows no seal has: after the sealed ones, or in an open gap."""
    key = stream.names[0]
    parts, arguments = [f'"{key}" > %s'], [cursor.sealed_to]
    for first, last, _ in cursor.gaps:
        parts.append(f'"{key}" BETWEEN %s AND %s')
        arguments += [first, last]
    return f"({' OR '.join(parts)})", arguments


def has_valid_mark(stream: streams.Stream, row: list[Any]) -> bool:
    given = row[stream.names.index(stream.mark)]
    return marks.is_valid(given, streams.marked_values(stream, row))


def seal_of(stream: streams.Stream, number: int, scope: str) -> tuple[Seal | None, int]:
    """The seal that has event `number`, and the event's place in it; (None, 0) if none.

    Seals of a scope hold ascending ids but for the few that came late: looked for by
    halving first, then one by one.
    """
    seals = Seal.objects.filter(form__stream=stream.name, scope=scope)
    low, high = (
        1,
        seals.order_by("-number").values_list("number", flat=True).first() or 0,
    )
    while low <= high:
        middle = (low + high) // 2
        seal = seals.filter(number=middle).first()
        if seal is None:
            break
        pairs = ranges.to_pairs(seal.members)
        place = ranges.place_of(number, pairs)
        if place is not None:
            return seal, place
        low, high = (middle + 1, high) if number > pairs[0][0] else (low, middle - 1)
    for seal in seals.iterator():
        place = ranges.place_of(number, ranges.to_pairs(seal.members))
        if place is not None:
            return seal, place
    return None, 0


def _chain(form: Form, batches: dict[str, _Batch]) -> list[Seal]:
    newest = Seal.objects.order_by("-id").first()
    number, link = (newest.pk, newest.link) if newest else (0, GENESIS)
    now = moment.now()
    seals = []
    for scope, batch in sorted(batches.items()):
        before = (
            Seal.objects.filter(form__stream=form.stream, scope=scope)
            .order_by("-number")
            .first()
        )
        number += 1
        seal = Seal(
            id=number,
            form=form,
            scope=scope,
            number=before.number + 1 if before else 1,
            members=ranges.to_text(batch.ids),
            count=len(batch.ids),
            doubted=ranges.to_text(batch.doubted),
            at=now,
            leaves="".join(leaf.hex()[:LEAF_DIGITS] for leaf in batch.leaves),
        )
        root = hashlib.sha256(b"".join(batch.leaves)).hexdigest()
        seal.digest = digest_of(seal, root, before.digest if before else GENESIS)
        seal.link = link = link_of(link, seal.digest)
        seals.append(seal)
    return seals


def digest_of(seal: Seal, root: str, previous: str) -> str:
    """The digest of a seal over the root of its events and the digest before it."""
    parts = [
        "eiso-seal-1",
        seal.form.stream,
        seal.form.table,
        seal.form.columns,
        seal.scope,
        seal.number,
        seal.members,
        seal.count,
        seal.doubted,
        streams.instant_text(seal.at),
        root,
        previous,
    ]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link_of(previous: str, digest: str) -> str:
    """The house-wide link after a seal with `digest`."""
    return hashlib.sha256(f"eiso-link-1\n{previous}\n{digest}".encode()).hexdigest()


def _move(cursor: Cursor, seen: list[int]) -> None:
    gaps = []
    if connection.vendor == "postgresql":
        gaps = _gaps_after(cursor, seen)
    Cursor.objects.filter(pk=cursor.pk).update(
        sealed_to=max(cursor.sealed_to, seen[-1]), gaps=gaps
    )


def _gaps_after(cursor: Cursor, seen: list[int]) -> list[list[Any]]:
    """Old gaps not yet filled or outlived, and the holes of this batch."""
    now = moment.now()
    gaps: list[list[Any]] = []
    for first, last, noticed in cursor.gaps:
        if now - dt.datetime.fromisoformat(noticed) < GAP_LIFE:
            inside = [n for n in seen if first <= n <= last]
            ends = zip(
                [first, *(n + 1 for n in inside)], [*inside, last + 1], strict=True
            )
            gaps += [[a, b - 1, noticed] for a, b in ends if a < b]
    fresh = [n for n in seen if n > cursor.sealed_to]
    before = cursor.sealed_to
    for number in fresh:
        if number > before + 1:
            gaps.append([before + 1, number - 1, now.isoformat()])
        before = number
    return gaps
