"""Acts in the words of people: what a verb means, what a field is called."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from eiso.base.trail.models import Event

Words = str | Promise
LONGEST = 200
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_verbs: dict[str, Words] = {}
_fields: dict[str, Words] = {}
_values: dict[str, dict[str, Words]] = {}
_machine_only: set[str] = set()
_lists: set[str] = set()


@dataclass(frozen=True)
class Line:
    """One thing the act changed or said: `old` is empty for a plain statement."""

    label: str
    old: str
    new: str


def register(verb: str, words: Words) -> None:
    """`words` complete "… did": "lập cơ quan" for orgs.org.created."""
    _verbs[verb] = words


def register_field(name: str, words: Words) -> None:
    """What a key of an event's data is called."""
    _fields[name] = words


def register_values(name: str, words: dict[str, Words]) -> None:
    """What the values of a key are called: a role's title for its key."""
    _values[name] = words


def are_lists(*names: str) -> None:
    """Keys whose value is a list, so that two of it are not before and after."""
    _lists.update(names)


def leave_out(*names: str) -> None:
    """Keys that say nothing to a person (digests, codes); the full record has them."""
    _machine_only.update(names)


def verb_words(verb: str) -> str:
    """The act in words; a verb nobody described is shown as it is."""
    return str(_verbs.get(verb, verb))


def known_verbs() -> dict[str, str]:
    """Every described verb with its words."""
    return {verb: str(words) for verb, words in _verbs.items()}


def lines(event: Event) -> list[Line]:
    """The event's data line by line: before → after where it keeps both."""
    try:
        data = json.loads(event.data)
    except ValueError:
        return [Line("", "", event.data[:LONGEST])]
    return list(_lines(data)) if isinstance(data, dict) else []


def _lines(data: dict[str, Any]) -> Iterator[Line]:
    rest = {n: v for n, v in data.items() if n not in _machine_only and not _coded(v)}
    for before, after in (("old", "new"), ("before", "after")):
        if before in rest and after in rest:
            yield Line("", _text(rest.pop(before)), _text(rest.pop(after)))
    for name, value in rest.items():
        label = str(_fields.get(name, name))
        words = _values.get(name, {})
        if name not in _lists and _is_change(value):
            yield Line(label, *(_said(each, words) for each in value))
        elif value not in (None, "", [], {}):
            yield Line(label, "", _said(value, words))


def _coded(value: Any) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _said(value: Any, words: dict[str, Words]) -> str:
    if isinstance(value, list):
        return _text([_said(each, words) for each in value])
    return (
        str(words[value]) if isinstance(value, str) and value in words else _text(value)
    )


def _is_change(value: Any) -> bool:
    plain = str | int | float | bool | None
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(each, plain) for each in value)
    )


def _text(value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, str) and _DATE.fullmatch(value):
        return "/".join(reversed(value.split("-")))
    if isinstance(value, list):
        text = ", ".join(_text(each) for each in value)
    elif isinstance(value, dict):
        text = ", ".join(f"{name}: {_text(each)}" for name, each in value.items())
    else:
        text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
