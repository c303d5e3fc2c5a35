"""Edits of a draft's steps: pure functions from one definition to the next.

Every edit keeps step keys unique and never leaves an arrow, a return or a shared limit
pointing at a step it took away.
"""

from __future__ import annotations

import secrets
from dataclasses import fields, replace
from typing import TypeVar

from eiso.plan.procedures.definition import (
    END,
    Definition,
    Next,
    Step,
    renumbered,
    step_number,
)

Part = TypeVar("Part", Definition, Step)
MAX_STEPS = 300
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def new_key(definition: Definition) -> str:
    """A key no step has: random, so that a removed step's key never comes back."""
    taken = {step.key for step in definition.steps}
    while True:
        key = "b" + "".join(secrets.choice(_LETTERS) for _ in range(6))
        if key not in taken and key != END:
            return key


def add_after(definition: Definition, key: str, new: str = "") -> Definition:
    """An empty step after `key` ("" is at the start); it takes over a single way on."""
    if len(definition.steps) >= MAX_STEPS:
        return definition
    at = _place(definition, key) + 1
    made = Step(key=new or new_key(definition))
    before = definition.steps[at - 1] if at else None
    if before and len(before.next) == 1 and not before.next[0].when:
        made = replace(made, next=before.next)
        definition = _put(definition, replace(before, next=()))
    return _insert(definition, at, made)


def add_branch(definition: Definition, key: str, new: str = "") -> Definition:
    """`key` decides: on as before, or to a new last step that ends the procedure."""
    step = definition.step(key)
    if step is None or len(definition.steps) >= MAX_STEPS:
        return definition
    at = _place(definition, key)
    made = Step(key=new or new_key(definition), next=(Next(END),))
    following = definition.steps[at + 1].key if at + 1 < len(definition.steps) else END
    on = step.next or (Next(following),)
    if len(on) == 1 and not on[0].when:
        on = (Next(on[0].to, "đủ điều kiện"),)
    decided = replace(step, next=(*on, Next(made.key, "không đủ điều kiện")))
    return _insert(_put(definition, decided), at + 1, made)


def move(definition: Definition, key: str, by: int) -> Definition:
    """Swap with the neighbour above (-1) or below (+1); nothing at the ends."""
    at = _place(definition, key)
    to = at + by
    if at < 0 or not 0 <= to < len(definition.steps):
        return definition
    was_plain = plainly_numbered(definition)
    steps = list(definition.steps)
    steps[at], steps[to] = steps[to], steps[at]
    moved = replace(definition, steps=tuple(steps))
    return renumbered(moved) if was_plain else moved


def remove(definition: Definition, key: str) -> Definition:
    """Take a step out; what led to it leads on to what came after it."""
    gone = definition.step(key)
    if gone is None:
        return definition
    was_plain = plainly_numbered(definition)
    at = _place(definition, key)
    rest = [step for step in definition.steps if step.key != key]
    following = definition.steps[at + 1].key if at + 1 < len(definition.steps) else END
    on = tuple(a for a in gone.next if a.to != key) or (Next(following),)
    heir = next((step.key for step in rest if step.covered_by == key), "")
    steps = tuple(_without(step, gone, on, heir) for step in rest)
    left = replace(definition, steps=steps)
    return renumbered(left) if was_plain else left


def merge(base: Definition, mine: Definition, theirs: Definition) -> Definition:
    """`theirs` with what `mine` changed since `base`, field by field.

    Two people who wrote in different cells both keep their words; in the same cell `mine`
    stands, because it is shown before it is saved. Steps come and go as in `theirs`.
    """
    steps = tuple(
        _merged(base.step(step.key), mine.step(step.key), step) for step in theirs.steps
    )
    return replace(_merged(base, mine, theirs), steps=steps)


def _merged(base: Part | None, mine: Part | None, theirs: Part) -> Part:
    if base is None or mine is None:
        return theirs
    changed = {
        item.name: getattr(mine, item.name)
        for item in fields(theirs)
        if getattr(mine, item.name) != getattr(base, item.name)
    }
    return replace(theirs, **changed)


def _without(step: Step, gone: Step, on: tuple[Next, ...], heir: str) -> Step:
    """`step` once `gone` is away; the first step it covered inherits its limit."""
    arrows: list[Next] = []
    for arrow in step.next:
        instead = [Next(a.to, arrow.when or a.when) for a in on]
        arrows.extend(instead if arrow.to == gone.key else [arrow])
    kept = tuple(dict.fromkeys(a for a in arrows if a.to != step.key))
    returns = tuple(back for back in step.returns if back.to != gone.key)
    step = replace(step, next=kept, returns=returns)
    if step.covered_by != gone.key:
        return step
    if step.key == heir:
        return replace(step, covered_by="", limit=gone.limit)
    return replace(step, covered_by=heir)


def _insert(definition: Definition, at: int, made: Step) -> Definition:
    was_plain = plainly_numbered(definition)
    steps = list(definition.steps)
    if not was_plain and at and steps[at - 1].number:
        made = replace(made, number=_number_after(definition, steps[at - 1]))
    steps.insert(at, made)
    grown = replace(definition, steps=tuple(steps))
    return renumbered(grown) if was_plain else grown


def _number_after(definition: Definition, step: Step) -> str:
    taken = {item.number for item in definition.steps}
    letters = (f"{step.number}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    return next((number for number in letters if number not in taken), "")


def plainly_numbered(definition: Definition) -> bool:
    """1, 2, 3 …, written so; then a moved step takes the number of its place."""
    steps = definition.steps
    if not any(step.number for step in steps):
        return False
    wanted = [str(place) for place in range(1, len(steps) + 1)]
    return [step_number(definition, step).lstrip("0") for step in steps] == wanted


def _place(definition: Definition, key: str) -> int:
    keys = [step.key for step in definition.steps]
    return keys.index(key) if key in keys else -1


def _put(definition: Definition, step: Step) -> Definition:
    steps = tuple(step if item.key == step.key else item for item in definition.steps)
    return replace(definition, steps=steps)
