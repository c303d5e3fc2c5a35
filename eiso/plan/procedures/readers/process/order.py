"""Numbers of steps, and rows that only sum up the steps under them."""

from __future__ import annotations

import re
from dataclasses import replace

from eiso.plan.procedures.readers.process import titles
from eiso.plan.procedures.readers.process.lines import Raw
from eiso.plan.procedures.readers.process.shapes import ReadStep, Unclear

_PART = re.compile(r"[IVX]+|[A-D]")


def numbered(steps: list[ReadStep], raws: list[Raw]) -> list[ReadStep]:
    """ "Bước 2" beside three rows is 2.1, 2.2, 2.3; no column of numbers counts itself."""
    made = list(steps)
    at = 0
    while at < len(raws):
        end = at + 1
        while (
            end < len(raws)
            and raws[at].labelled
            and raws[end].labelled == raws[at].labelled
        ):
            end += 1
        if end - at > 1 and raws[at].number:
            for offset in range(end - at):
                number = f"{raws[at].number}.{offset + 1}"
                made[at + offset] = replace(made[at + offset], number=number)
        at = end
    if not any(step.number for step in made):
        made = [replace(step, number=str(i + 1)) for i, step in enumerate(made)]
    return made


def without_parents(steps: list[ReadStep]) -> list[ReadStep]:
    """Row "1" with the sum of rows 1.1, 1.2 under it names a part; it is no step."""
    gone: set[int] = set()
    for at, step in enumerate(steps):
        children = _children(steps, at)
        if not children or step.covered_by >= 0:
            continue
        total = sum(steps[child].minutes or 0 for child in children)
        if not step.actor or (step.minutes is not None and step.minutes == total):
            gone.add(at)
            for child in children:
                if not steps[child].agency:
                    steps[child] = replace(steps[child], agency=_agency(step))
    if not gone:
        return steps
    moved = {
        old: new
        for new, old in enumerate(i for i in range(len(steps)) if i not in gone)
    }
    return [
        replace(step, covered_by=moved.get(step.covered_by, -1))
        for at, step in enumerate(steps)
        if at not in gone
    ]


def _children(steps: list[ReadStep], at: int) -> list[int]:
    number = steps[at].number
    if _heads(steps[at]):
        ends = (i for i in range(at + 1, len(steps)) if _heads(steps[i]))
        inside = list(range(at + 1, next(ends, len(steps))))
        return inside if any(steps[i].actor for i in inside) else []
    found = []
    for index in range(at + 1, len(steps)):
        if not number or not steps[index].number.startswith(f"{number}."):
            break
        found.append(index)
    return found


def _agency(head: ReadStep) -> str:
    """Whose part it is: the agency it names, else who answers for it."""
    if titles.names_organ(head.title):
        return titles.agency_name(head.title)
    return head.actor


def _heads(step: ReadStep) -> bool:
    """ "I | Tại UBND cấp xã | | 10 ngày": nobody acts in it, it heads the rows below."""
    if step.actor or not step.title:
        return False
    if step.number:
        return bool(_PART.fullmatch(step.number))
    return titles.is_agency(titles.words_of(step.title), strong=True)


def renumbered(
    unclear: list[Unclear], before: list[ReadStep], after: list[ReadStep]
) -> list[Unclear]:
    """Doubts name steps by index; follow them when a parent row went away."""
    where = {step.place: index for index, step in enumerate(after)}
    made = []
    for one in unclear:
        moved = [
            where[before[at].place] for at in one.steps if before[at].place in where
        ]
        if moved or not one.steps:
            made.append(replace(one, steps=tuple(moved)))
    return made
