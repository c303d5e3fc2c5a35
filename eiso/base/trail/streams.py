"""Registered append-only tables ("streams"), and how a row of one becomes its hash.

The form of the hash is written down in docs/trail-format.md and kept by the stand-alone
verifier, which shares no line with this file.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

_KINDS: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.BooleanField, "bool"),
    (models.DateTimeField, "instant"),
    (models.DateField, "date"),
    (models.IntegerField, "int"),
    (models.AutoField, "int"),
    (models.CharField, "text"),
    (models.TextField, "text"),
)
_CHUNK = 2_000


@dataclass(frozen=True)
class Stream:
    """One append-only table: its name in seals, its model, its columns as "name:kind".

    `scope` is the column with the agency's path; `mark` the one with the row's mark, ""
    when the room writes none. The first column is the integer key that orders rows.
    `noun` is what one row is called; `are_acts`: rows count among the acts of the trail.
    """

    name: str
    table: str
    columns: tuple[str, ...]
    scope: str
    mark: str = ""
    noun: str = "Việc"
    are_acts: bool = True

    @property
    def form(self) -> str:
        return ",".join(self.columns)

    @property
    def names(self) -> list[str]:
        return names_of(self.columns)


_streams: dict[str, Stream] = {}
_guarded: dict[str, list[tuple[str, ...]]] = {}


def register(
    name: str,
    model: type[models.Model],
    *,
    scope: str = "scope",
    mark: str = "",
    noun: str = "Việc",
    are_acts: bool = True,
) -> None:
    """Seal and verify `model`'s table as the stream `name`, and guard it.

    Every column is covered; a column type whose text differs between databases (float,
    decimal, JSON) is refused: keep such values as canonical JSON text.
    """
    columns = tuple(
        f"{field.column}:{_kind_of(field)}" for field in model._meta.concrete_fields
    )
    if not columns[0].endswith(":int"):
        raise TypeError(f"{model.__name__} needs an integer key as its first column")
    table = model._meta.db_table
    _streams[name] = Stream(name, table, columns, scope, mark, noun, are_acts)
    protect(model)


def protect(model: type[models.Model]) -> None:
    """Guard `model`'s table: rows are added, never changed or removed."""
    meta = model._meta
    columns = {field.name: str(field.column) for field in meta.concrete_fields}
    unique: list[tuple[str, ...]] = [
        (columns[f.name],) for f in meta.concrete_fields if f.unique
    ]
    unique += [
        tuple(columns[name] for name in constraint.fields)
        for constraint in meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields
    ]
    _guarded[meta.db_table] = unique


def marked_values(stream: Stream, row: Sequence[Any]) -> list[Any]:
    """The part of a canonical row its mark covers: all but the key and the mark."""
    return [
        value
        for name, value in zip(stream.names[1:], row[1:], strict=True)
        if name != stream.mark
    ]


def canonical_row(stream: Stream, instance: models.Model) -> list[Any]:
    """An unsaved or saved instance as `rows` would give it back."""
    fields = {field.column: field.attname for field in instance._meta.concrete_fields}
    return [
        _plain(getattr(instance, fields[name]), kind)
        for name, kind in (column.split(":") for column in stream.columns)
    ]


def _plain(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "instant":
        return instant_text(value)
    return value.isoformat() if kind == "date" else value


def all_streams() -> list[Stream]:
    return list(_streams.values())


def get(name: str) -> Stream:
    return _streams[name]


def guarded_tables() -> dict[str, list[tuple[str, ...]]]:
    """Guarded tables with their sets of unique columns (for the REPLACE guard)."""
    return dict(_guarded)


def _kind_of(field: models.Field[Any, Any]) -> str:
    target: models.Field[Any, Any] = getattr(field, "target_field", field)
    for type_, kind in _KINDS:
        if isinstance(target, type_):
            return kind
    raise TypeError(f"{field} cannot be sealed: keep it as text")


def names_of(columns: Iterable[str]) -> list[str]:
    return [column.split(":")[0] for column in columns]


def rows(
    table: str, columns: Sequence[str], where: str = "", arguments: Sequence[Any] = ()
) -> Iterator[list[Any]]:
    """Rows of `table` in the order of the first column, every value in canonical form."""
    names = ", ".join(_selected(column) for column in columns)
    order = names_of(columns)[0]
    sql = f'SELECT {names} FROM "{table}" {where} ORDER BY "{order}"'  # noqa: S608
    instants = [
        at
        for at, column in enumerate(columns)
        if column.endswith((":instant", ":bool"))
    ]
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, list(arguments))
        while chunk := cursor.fetchmany(_CHUNK):
            for row in chunk:
                values = list(row)
                for at in instants:
                    values[at] = _canonical(values[at], columns[at])
                yield values


def _selected(column: str) -> str:
    name, kind = column.split(":")
    if connection.vendor == "postgresql":
        if kind == "instant":
            return (
                f"to_char(\"{name}\" AT TIME ZONE 'UTC',"
                ' \'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\')'
            )
        if kind == "date":
            return f"to_char(\"{name}\", 'YYYY-MM-DD')"
    # A cast keeps Django's converters of the SQLite driver away from dates.
    return f'CAST("{name}" AS TEXT)' if kind in {"instant", "date"} else f'"{name}"'


def _canonical(value: Any, column: str) -> Any:
    if value is None:
        return None
    if column.endswith(":bool"):
        return bool(value)
    return instant_text(value)


def instant_text(value: str | dt.datetime) -> str:
    """UTC with microseconds and Z, whatever the database keeps."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if value.endswith("Z"):
        return value
    whole, _, fraction = value.replace(" ", "T").partition(".")
    return f"{whole}.{fraction:0<6}Z"


def leaf(row: Sequence[Any]) -> bytes:
    """SHA-256 of one row: its canonical values as one JSON array in UTF-8."""
    text = json.dumps(list(row), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()
