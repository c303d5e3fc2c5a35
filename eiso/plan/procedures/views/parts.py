"""Parts of pages: drawings, sums, marks; built from a definition for a template."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from eiso.base.clock.limits import Unit
from eiso.base.errors import BusinessError
from eiso.base.ui.parts import Segment
from eiso.base.ui.words import number
from eiso.plan.procedures.definition import (
    Against,
    Definition,
    Flow,
    Way,
    branches,
    longest_path,
    step_minutes,
    step_words,
    sum_against_limit,
)
from eiso.plan.procedures.flowchart import flowchart_svg
from eiso.plan.procedures.rules import Reasoned

DAY = 480
NARROWEST = 14
"""A part shorter than a 14th of the bar has no room for its number."""
refused = BusinessError
"""What a service raises when a rule says no; pages show its sentence at the form."""


@dataclass(frozen=True)
class Sums:
    """The steps against every limit; segments are the longest way."""

    ways: list[Way]
    against: list[Against]
    segments: list[Segment]
    used: int
    limit: Decimal | None
    spare: int | None
    in_calendar_days: bool

    @property
    def over(self) -> bool:
        return self.spare is not None and self.spare < 0


def sums_of(definition: Definition, changed: dict[str, str] | None = None) -> Sums:
    """`changed`: step key to "added" or "changed", coloured in the bar."""
    longest = longest_path(definition)
    against = sum_against_limit(definition)
    shortest = min(
        (row for row in against if row.limit_minutes is not None),
        key=lambda row: row.limit_minutes or 0,
        default=None,
    )
    limit = shortest.limit_minutes if shortest else None
    return Sums(
        ways=branches(definition) if definition.steps else [],
        against=against,
        segments=_segments(definition, longest, changed or {}),
        used=longest.minutes,
        limit=Decimal(limit) / DAY if limit is not None else None,
        spare=limit - longest.minutes if limit is not None else None,
        in_calendar_days=shortest is not None and _in_days(definition, shortest),
    )


def _in_days(definition: Definition, row: Against) -> bool:
    """Is the limit of this row written in calendar days?"""
    limit = definition.channels[row.row].limit
    return limit is not None and limit.unit is Unit.DAY


def _segments(
    definition: Definition, way: Way, changed: dict[str, str]
) -> list[Segment]:
    own = step_minutes(definition)
    steps = Flow(definition).steps
    kinds = {"added": "new", "changed": "changed"}
    made = []
    for key in way.keys:
        minutes = own.get(key)
        if minutes:
            days = Decimal(minutes) / DAY
            kind = kinds.get(changed.get(key, ""), "plain")
            title = step_words(definition, steps[key])
            fits = minutes * NARROWEST >= way.minutes
            made.append(Segment(days, number(days) if fits else "", kind, title))
    return made


def marks_of(changes: list[Reasoned]) -> dict[str, str]:
    """Step key to "added" or "changed", for bar and flowchart."""
    marks: dict[str, str] = {}
    for item in changes:
        if item.change.kind == "step_added":
            marks[item.change.step_key] = "added"
        elif item.change.step_key:
            marks.setdefault(item.change.step_key, "changed")
    return marks


def drawing_of(
    definition: Definition, marks: dict[str, str] | None = None
) -> SafeString:
    """The flowchart as SVG, for a desk and for a phone; the one not fitting is hidden.

    Every text in it was escaped by the drawing.
    """
    if not definition.steps:
        return SafeString("")
    desk = flowchart_svg(definition, marks=marks)
    phone = flowchart_svg(definition, marks=marks, layout="narrow")
    return mark_safe(  # noqa: S308
        f'<div class="desk-only">{desk}</div><div class="phone-only">{phone}</div>'
    )
