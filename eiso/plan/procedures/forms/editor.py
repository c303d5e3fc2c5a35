"""One post of the editor: what was typed, which button, what is not understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from eiso.plan.procedures import edits
from eiso.plan.procedures.definition import Definition
from eiso.plan.procedures.forms.posted import Posted
from eiso.plan.procedures.forms.steps import LONGEST, read_steps
from eiso.plan.procedures.forms.tables import TABLES, read_tables


@dataclass
class Editing:
    """The definition as it is on the page now, not yet necessarily saved."""

    definition: Definition
    errors: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    focus: str = ""
    opened: str = ""

    @classmethod
    def of(cls, definition: Definition) -> Editing:
        return cls(definition)

    def reasons(self, kept: dict[str, str]) -> dict[str, str]:
        """The reasons of changes after this post; an emptied one is taken away."""
        merged = kept | self.said
        return {key: said for key, said in merged.items() if said}


def read_post(data: QueryDict, base: Definition) -> Editing:
    """Lay what was typed over `base`, then do what the button says."""
    posted = Posted(data)
    typed = read_steps(posted, base)
    tables = read_tables(posted, typed.definition)
    work = Editing(
        opened=posted.get("mo")[:60],
        definition=tables.definition,
        errors=typed.errors | tables.errors,
        raw=typed.raw | tables.raw,
        said=_reasons(data, posted),
    )
    _act(work, posted.get("do"))
    return work


def _reasons(data: QueryDict, posted: Posted) -> dict[str, str]:
    """Fields "reason.<12 hex digits>"."""
    names = [name for name in data if name.startswith("reason.")][:500]
    return {
        name.removeprefix("reason.")[:12]: posted.get(name)[:LONGEST].strip()
        for name in names
    }


def _act(work: Editing, do: str) -> None:
    verb, _, rest = do.partition(":")
    if verb in {"open", "close"}:
        work.opened = rest[:60] if verb == "open" else ""
        work.focus = f"buoc-{rest[:60]}"
    elif verb in STEP_ACTS:
        _act_on_step(work, verb, rest)
    elif verb in {"row-up", "row-remove"}:
        _act_on_row(work, verb, rest)


STEP_ACTS: dict[str, Callable[[Definition, str], Definition]] = {
    "add": edits.add_after,
    "branch": edits.add_branch,
    "up": lambda definition, key: edits.move(definition, key, -1),
    "down": lambda definition, key: edits.move(definition, key, 1),
    "remove": edits.remove,
}


def _act_on_step(work: Editing, verb: str, key: str) -> None:
    before = {step.key for step in work.definition.steps}
    if key and key not in before:
        return
    at = [step.key for step in work.definition.steps].index(key) if key else 0
    work.definition = STEP_ACTS[verb](work.definition, key)
    new = [step.key for step in work.definition.steps if step.key not in before]
    left = work.definition.steps
    if verb == "remove":
        new = [left[min(at, len(left) - 1)].key] if left else []
    work.focus = f"buoc-{(new or [key])[0]}" if new or key else ""


def _act_on_row(work: Editing, verb: str, rest: str) -> None:
    name, _, place = rest.partition(":")
    if name not in {*TABLES, "channels"} or not (place.isascii() and place.isdigit()):
        return
    rows = list(getattr(work.definition, name))
    at = int(place)
    if at >= len(rows):
        return
    if verb == "row-remove":
        del rows[at]
    elif at:
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    changed: dict[str, Any] = {name: tuple(rows)}
    work.definition = replace(work.definition, **changed)
    work.focus = f"bang-{name}"
