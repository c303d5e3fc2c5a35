"""One pass over the rows of a stream against its seals: what is not as it was sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from eiso.base.trail import marks, ranges, sealing, streams
from eiso.base.trail.models import Cursor
from eiso.base.trail.verify import Problem


@dataclass
class Sealed:
    """One seal as read, and what the walk over its events adds up."""

    id: int
    stream: str
    table: str
    columns: str
    scope: str
    number: int
    members: str
    count: int
    doubted: str
    at: str
    leaves: str
    digest: str
    link: str
    pairs: list[tuple[int, int]] = field(default_factory=list)
    root: Any = field(default_factory=hashlib.sha256)
    place: int = 0
    bad: tuple[int, str] | None = None

    def spoil(self, number: int, why: str) -> None:
        """Remember the first member that is not as sealed."""
        if self.bad is None or number < self.bad[0]:
            self.bad = (number, why)

    def computed(self, previous: str) -> str:
        parts = [
            "eiso-seal-1",
            self.stream,
            self.table,
            self.columns,
            self.scope,
            self.number,
            self.members,
            self.count,
            self.doubted,
            self.at,
            self.root.hexdigest(),
            previous,
        ]
        text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Finding:
    """The first bad event of one stream and scope, and how many more there are."""

    number: int
    sentence: str
    more: int = 0


class Findings:
    """Bad events, kept as the first of each stream and scope."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Finding] = {}

    def add(self, stream: str, scope: str, number: int, sentence: str) -> None:
        there = self._first.get((stream, scope))
        if there is None:
            self._first[stream, scope] = Finding(number, sentence)
        elif number != there.number:
            there.more += 1
            if number < there.number:
                there.number, there.sentence = number, sentence

    def problems(self) -> Iterator[Problem]:
        for (stream, scope), found in sorted(self._first.items()):
            noun = _noun(stream)
            more = f" Còn {found.more} {noun.lower()} không khớp." if found.more else ""
            yield Problem(
                "event",
                f"{stream} {found.number}",
                f"{noun} số {found.number} ({_place(scope)}) {found.sentence}. Từ đó "
                f"trở đi ở đây chưa tin được; trước đó vẫn nguyên vẹn.{more}",
            )


class Walk:
    """One pass over a stream's rows in the order of their ids, against its seals."""

    def __init__(
        self, stream: streams.Stream, seals: list[Sealed], findings: Findings
    ) -> None:
        self.stream, self.findings = stream, findings
        self.spans = _spans(seals, findings)
        self.at = 0  # the span we are in or before
        self.expected = self.spans[0][0] if self.spans else 0
        self.next_id = 1
        self.sealed_to = max((last for _, last, _ in self.spans), default=0)
        self.gaps = _open_gaps(stream)
        self.scope_at = stream.names.index(stream.scope)
        self.mark_at = stream.names.index(stream.mark) if stream.mark else -1
        self.places = {
            form: [stream.names.index(name) for name in names]
            for form in {seal.columns for seal in seals}
            if set(names := streams.names_of(form.split(","))) <= set(stream.names)
        }
        self.waiting = 0

    def see(self, row: list[Any]) -> None:
        number = row[0]
        self._pass_to(number)
        self._hole_before(number)
        self.next_id = number + 1
        span = self.spans[self.at] if self.at < len(self.spans) else None
        if span is not None and span[0] <= number <= span[1]:
            self._see_sealed(row, span[2])
            self.expected = number + 1
        else:
            self._see_loose(row)

    def end(self) -> None:
        self._pass_to(None)
        if connection.vendor == "sqlite":
            given = _given_ids(self.stream.table)
            if given >= self.next_id:
                self._lost(self.next_id)

    def _pass_to(self, number: int | None) -> None:
        """Move over spans before `number`; what they lack is missing."""
        while self.at < len(self.spans):
            _, last, seal = self.spans[self.at]
            stop = last + 1 if number is None or number > last else number
            if stop > self.expected:
                seal.spoil(self.expected, "đã bị xóa")
                seal.place += min(stop, last + 1) - self.expected
                self.expected = min(stop, last + 1)
            if number is not None and number <= last:
                return
            self.next_id = max(self.next_id, last + 1)
            self.at += 1
            if self.at < len(self.spans):
                self.expected = self.spans[self.at][0]

    def _hole_before(self, number: int) -> None:
        # SQLite gives numbers one by one and takes them back on a roll-back: a number
        # that is in no seal and not there was there. PostgreSQL leaves holes.
        span = self.spans[self.at] if self.at < len(self.spans) else None
        inside = span is not None and span[0] < number <= span[1]
        if connection.vendor == "sqlite" and number > self.next_id and not inside:
            self._lost(self.next_id)

    def _lost(self, number: int) -> None:
        self.findings.add(
            self.stream.name, "", number, "đã bị xóa trước khi niêm phong"
        )

    def _see_sealed(self, row: list[Any], seal: Sealed) -> None:
        places = self.places.get(seal.columns)
        if places is None:
            seal.spoil(row[0], "mất cột so với khi niêm phong")
            return
        leaf = streams.leaf([row[at] for at in places])
        seal.root.update(leaf)
        digits = sealing.LEAF_DIGITS
        kept = seal.leaves[seal.place * digits : (seal.place + 1) * digits]
        seal.place += 1
        if leaf.hex()[:digits] != kept or row[self.scope_at] != seal.scope:
            seal.spoil(row[0], "đã bị sửa sau khi niêm phong")
        elif self.mark_at >= 0 and marks.is_ours(row[self.mark_at]):
            self._check_mark(row)

    def _see_loose(self, row: list[Any]) -> None:
        number = row[0]
        self.waiting += 1
        if number < self.sealed_to and not _within(number, self.gaps):
            self.findings.add(
                self.stream.name, row[self.scope_at], number, "bị chèn vào sau"
            )
        elif self.mark_at >= 0:
            self._check_mark(row)

    def _check_mark(self, row: list[Any]) -> None:
        if not sealing.has_valid_mark(self.stream, row):
            self.findings.add(
                self.stream.name,
                row[self.scope_at],
                row[0],
                "không do phần mềm ghi, hoặc đã bị sửa trước khi niêm phong",
            )


def _spans(seals: list[Sealed], findings: Findings) -> list[tuple[int, int, Sealed]]:
    """(first, last, seal) of all members, ascending; overlaps are somebody's forgery."""
    spans = []
    for seal in seals:
        try:
            seal.pairs = ranges.to_pairs(seal.members)
        except ValueError:
            seal.spoil(0, "không đọc được")
        spans += [(first, last, seal) for first, last in seal.pairs]
    spans.sort(key=lambda span: span[:2])
    kept: list[tuple[int, int, Sealed]] = []
    for first, last, seal in spans:
        if kept and first <= kept[-1][1]:
            seal.spoil(first, "có trong hai niêm phong")
        else:
            kept.append((first, last, seal))
    return kept


def _open_gaps(stream: streams.Stream) -> list[tuple[int, int]]:
    if connection.vendor != "postgresql":
        return []
    cursor = Cursor.objects.filter(pk=stream.name).first()
    return [(first, last) for first, last, _ in cursor.gaps] if cursor else []


def _within(number: int, pairs: list[tuple[int, int]]) -> bool:
    return any(first <= number <= last for first, last in pairs)


def _given_ids(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    return row[0] if row else 0


def _place(scope: str) -> str:
    return scope or "toàn hệ thống"


def _noun(name: str) -> str:
    known = {stream.name: stream.noun for stream in streams.all_streams()}
    return known.get(name, "Việc")
