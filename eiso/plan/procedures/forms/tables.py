"""The other tables and texts of a definition as they are posted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from eiso.plan.procedures.definition import (
    Channel,
    Component,
    Definition,
    FormTemplate,
    Kind,
    LegalBasis,
    RecordKept,
    Rule,
    StepLimit,
    Via,
)
from eiso.plan.procedures.forms.limits import LimitNotUnderstood, typed_limit
from eiso.plan.procedures.forms.posted import Posted
from eiso.plan.procedures.forms.steps import LONGEST, Typed

MAX_ROWS = 200


@dataclass(frozen=True)
class Table:
    """One table of rows: its columns in order and how a row is made of their texts."""

    columns: tuple[str, ...]
    make: Callable[[dict[str, str]], Any]


def _count(text: str) -> int:
    digits = text.strip()
    return min(int(digits), 99) if digits.isascii() and digits.isdigit() else 0


TABLES: dict[str, Table] = {
    "components": Table(
        ("name", "originals", "copies", "note"),
        lambda row: Component(
            row["name"], _count(row["originals"]), _count(row["copies"]), row["note"]
        ),
    ),
    "legal_bases": Table(("symbol", "title"), lambda row: LegalBasis(**row)),
    "forms": Table(("symbol", "name", "origin"), lambda row: FormTemplate(**row)),
    "records": Table(("name", "place", "retention"), lambda row: RecordKept(**row)),
    "results": Table(("text",), lambda row: row["text"]),
}
TEXTS = ("purpose", "scope", "references", "terms", "reception", "content")
LINES = ("title", "symbol", "national_code", "field", "level")


def rows_of(definition: Definition, name: str) -> list[dict[str, str]]:
    """A table's rows as texts by column, for the page."""
    columns = TABLES[name].columns
    if name == "results":
        return [{"text": text} for text in definition.results]
    return [
        {column: _said(getattr(row, column)) for column in columns}
        for row in getattr(definition, name)
    ]


def _said(value: object) -> str:
    return "" if value == 0 else str(value)


def read_tables(data: Posted, base: Definition) -> Typed:
    """Whatever tables, channels and texts the page sent; what it did not send stays."""
    made: dict[str, Any] = {}
    for name, table in TABLES.items():
        if f"{name}.sent" in data:
            rows = _rows(data, name, table)
            made[name] = tuple(table.make(row) for row in rows if any(row.values()))
    for name in (*TEXTS, *LINES):
        if name in data:
            made[name] = data.get(name)[: LONGEST * 5].strip()
    if "sets" in data:
        made["sets"] = _count(data.get("sets"))
    if data.get("kind") in set(Kind):
        made["kind"] = Kind(data.get("kind"))
    if data.get("rule") in set(Rule):
        made["rule"] = Rule(data.get("rule"))
    typed = Typed(replace(base, **made))
    return _channels(data, typed) if "channels.sent" in data else typed


def _rows(data: Posted, name: str, table: Table) -> list[dict[str, str]]:
    columns = {column: data.getlist(f"{name}.{column}") for column in table.columns}
    count = min(max(map(len, columns.values())), MAX_ROWS)
    return [
        {
            column: (cells[at] if at < len(cells) else "")[:LONGEST].strip()
            for column, cells in columns.items()
        }
        for at in range(count)
    ]


def _channels(data: Posted, typed: Typed) -> Typed:
    """The published rows keep their order; a row without channel is left out."""
    names = ("channel", "limit", "fee")
    columns = {name: data.getlist(f"channels.{name}") for name in names}
    made: list[Channel] = []
    before = typed.definition.channels
    for at, via in enumerate(columns["channel"][:MAX_ROWS]):
        cells = {n: (c[at] if at < len(c) else "") for n, c in columns.items()}
        if via not in set(Via):
            continue
        old = before[at] if at < len(before) else Channel(Via.DIRECT)
        text = cells["limit"][:300].strip()
        limit = old.limit
        if text != old.limit_text:
            limit = _limit(text)
        fee = cells["fee"][:LONGEST].strip()
        made.append(Channel(Via(via), limit, text, fee))
    typed.definition = replace(typed.definition, channels=tuple(made))
    return typed


def _limit(text: str) -> StepLimit | None:
    """Published texts are kept as printed; what cannot be read has no limit."""
    try:
        return typed_limit(text, None)
    except LimitNotUnderstood:
        return None
