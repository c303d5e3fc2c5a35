"""The canonical content of an edition, and what a source's new statement does to it.

A portal export carries five fields, a crawl eleven. Each source is remembered by the
digest of what it last stated (`seen`), so that:
* a field a source does not carry is never touched;
* the same statement again changes nothing, whichever files were imported in between:
  editions never flap between two sources that print a field differently;
* an empty statement never erases what another source gave;
* a changed statement is taken when the value came from that source, or when no source of
  a higher rank for that field has spoken.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from eiso.plan.procedures.readers.catalogue.published import FIELDS, Kind, Published

Content = dict[str, Any]
Seen = dict[str, dict[str, str]]

_LISTS = frozenset({"channels", "components", "legal_bases", "results", "agencies"})


def statement(published: Published) -> Content:
    """What this source says, field by field, in plain JSON values."""
    every = {
        "title": published.title,
        "field": published.field,
        "level": published.level,
        "decision": published.decision,
        "kind": published.kind,
        "channels": [
            {
                "channel": row.channel,
                "limit": row.limit,
                "limit_text": row.limit_text,
                "fee_text": row.fee_text,
                "note": row.note,
            }
            for row in published.channels
        ],
        "components": [
            {
                "name": row.name,
                "form": row.form,
                "originals": row.originals,
                "copies": row.copies,
                "group": row.group,
            }
            for row in published.components
        ],
        "legal_bases": [
            {"symbol": row.symbol, "title": row.title} for row in published.legal_bases
        ],
        "results": list(published.results),
        "agencies": list(published.agencies),
        "url": published.url,
    }
    said = {name: every[name] for name in FIELDS if name in published.stated}
    return {"code": published.code} | said


def listed(published: Published) -> Content:
    """The line of `--list`: code, title, field, channels, components, legal bases."""
    return {
        "code": published.code,
        "title": published.title,
        "field": published.field,
        "channels": [
            {
                "channel": row.channel,
                "limit": row.limit,
                "limit_text": row.limit_text,
                "fee_text": row.fee_text,
            }
            for row in published.channels
        ],
        "components": [
            {
                "name": row.name,
                "form": row.form,
                "originals": row.originals,
                "copies": row.copies,
            }
            for row in published.components
        ],
        "legal_bases": [
            {"symbol": row.symbol, "title": row.title} for row in published.legal_bases
        ],
    }


def merge(
    current: Content, seen: Seen, kind: Kind, stated: Content
) -> tuple[Content, Seen]:
    """The content after this source spoke, and what every source last said."""
    content = empty() | current
    own = dict(seen.get(kind, {}))
    for name, value in stated.items():
        fresh = digest(value)
        before = own.get(name)
        own[name] = fresh
        if before != fresh and _takes(content[name], name, value, before, kind, seen):
            content[name] = value
    return content, {**seen, kind.value: own}


def _takes(
    have: object, name: str, value: object, before: str | None, kind: Kind, seen: Seen
) -> bool:
    if before is not None and digest(have) == before:
        return True  # it was this source's own word
    if not value:
        return False
    if not have:
        return True
    others = [
        _rank(Kind(other))
        for other, fields in seen.items()
        if other != kind and name in fields
    ]
    return _rank(kind) >= max(others, default=0)


def _rank(kind: Kind) -> int:
    """A portal export is the poorer source: it fills gaps, it does not outvote."""
    return 1 if kind is Kind.PORTAL else 2


def empty() -> Content:
    return {"code": ""} | {name: [] if name in _LISTS else "" for name in FIELDS}


def canonical(content: Mapping[str, Any]) -> str:
    """Sorted keys, no blanks: the same content is the same text on every machine."""
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def sha256(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def unreadable(content: Mapping[str, Any]) -> int:
    """Rows of the table of channels whose limit is not a number with a unit."""
    return sum(1 for row in content["channels"] if row["limit"] is None)
