"""What changed in the database, and whether the trail explains it (reliability E1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

from eiso.base.trail.models import Event
from eiso.people.accounts.models import User

# Bookkeeping of a request, not acts: sessions and lock-outs, the queue, messages waiting
# to be sent and number counters (their act is the one that caused them), the trail itself.
BOOKKEEPING = {
    "sessions",
    "axes",
    "django_tasks_db",
    "django_tasks_database",
    "trail",
    "messages",
    "inbox",
    "numbering",
    "jobs",
}
UNINTERESTING = {("accounts.user", "last_login")}

Key = tuple[str, Any]
Rows = dict[Key, dict[str, Any]]


def watched_models() -> list[type[models.Model]]:
    """Every managed table, also the hidden ones between two models."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def snapshot(*, bookkeeping: bool = False) -> Rows:
    """Every row of every watched table as {column: value}."""
    rows: Rows = {}
    for model in watched_models():
        if not bookkeeping and model._meta.app_label in BOOKKEEPING:
            continue
        label = model._meta.label_lower
        for row in model._base_manager.values():
            for name in [name for name in row if (label, name) in UNINTERESTING]:
                del row[name]
            rows[(label, row[model._meta.pk.attname])] = row
    return rows


def changed(before: Rows, after: Rows) -> Rows:
    """Rows made, altered or gone, as they are now (or were)."""
    return {
        key: after.get(key) or before[key]
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }


def unexplained(rows: Rows, events: Iterable[Event], also: Iterable[str]) -> list[Key]:
    """Changed rows that are neither an event's target nor tied to one by foreign key."""
    explained = _targets(events)
    waiting = {key for key in rows if key not in explained and key[0] not in also}
    explained |= rows.keys() - waiting
    grew = True
    while grew:
        near = {key for key in waiting if _is_tied(key, rows, explained)}
        waiting -= near
        explained |= near
        grew = bool(near)
    return sorted(waiting, key=str)


def _targets(events: Iterable[Event]) -> set[Key]:
    found: set[Key] = set()
    for event in events:
        model = apps.get_model(event.target_kind)
        names = {field.name for field in model._meta.get_fields()}
        column = "code" if "code" in names else "pk"
        for pk in model._base_manager.filter(**{column: event.target_code}).values_list(
            "pk", flat=True
        ):
            found.add((event.target_kind, pk))
    return found


def _is_tied(key: Key, rows: Rows, explained: set[Key]) -> bool:
    if explained & _points_at(key, rows[key]):
        return True
    return any(
        key in _points_at(other, rows[other]) for other in explained & rows.keys()
    )


def _points_at(key: Key, row: dict[str, Any]) -> set[Key]:
    model = _model(key[0])
    return {
        (field.related_model._meta.label_lower, row[field.attname])
        for field in model._meta.concrete_fields
        if field.is_relation
        and row.get(field.attname) is not None
        and field.related_model is not User  # who made it explains nothing
    }


def _model(label: str) -> type[models.Model]:
    return next(m for m in watched_models() if m._meta.label_lower == label)
