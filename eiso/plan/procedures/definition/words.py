"""Numbers, terms and steps as a Vietnamese official writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import reduce

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition.phrases import Phrase, gettext_noop
from eiso.plan.procedures.definition.shapes import (
    Definition,
    LimitPart,
    Step,
    StepLimit,
)

MAX_TITLE = 70
"""Titles taken from decisions run over many lines; a sentence names them by their head."""

UNITS: dict[Unit, str] = {
    Unit.WORKING_DAY: gettext_noop("{value} ngày làm việc"),
    Unit.DAY: gettext_noop("{value} ngày"),
    Unit.MONTH: gettext_noop("{value} tháng"),
    Unit.WORKING_HOUR: gettext_noop("{value} giờ làm việc"),
}
_SAME_DAY = gettext_noop("trong ngày")
_AND = gettext_noop("{first} và {second}")
_STEP = gettext_noop("Bước {number} “{title}”")
_STEP_UNTITLED = gettext_noop("Bước {number}")
_STEP_INSIDE = gettext_noop("bước {number} “{title}”")
_STEP_INSIDE_UNTITLED = gettext_noop("bước {number}")


def amount(value: Decimal) -> str:
    """At most three decimals with a comma: 0.5 is "0,5", 10 is "10"."""
    rounded = value.quantize(Decimal("0.001"), rounding=ROUND_HALF_UP)
    plain = format(rounded, "f").rstrip("0").rstrip(".")
    return plain.replace(".", ",")


def parts_of(limit: StepLimit) -> tuple[LimitPart, ...]:
    return (LimitPart(limit.value, limit.unit), *limit.more)


def limit_words(limit: StepLimit | None) -> str:
    """What was read from the text: "0,5 ngày làm việc"; "—" where there is none."""
    if limit is None:
        return "—"
    return reduce(
        lambda first, second: Phrase(_AND, first=first, second=second),
        map(_part_words, parts_of(limit)),
    )


def _part_words(part: LimitPart) -> Phrase:
    if part.unit is Unit.SAME_DAY:
        return Phrase(_SAME_DAY)
    return Phrase(UNITS[part.unit], value=amount(part.value))


def short_words(limit: StepLimit | None) -> str:
    """The same for a narrow place: working time loses its two last words."""
    return limit_words(limit).replace(" làm việc", "")


def days_words(minutes: int, day_minutes: int, unit: Unit = Unit.WORKING_DAY) -> Phrase:
    """Working minutes as days: 600 of 480 is "1,25 ngày làm việc"."""
    return Phrase(UNITS[unit], value=amount(Decimal(minutes) / day_minutes))


def step_number(definition: Definition, step: Step) -> str:
    """The printed number, or the place in the list where none was given."""
    if step.number:
        return step.number
    keys = [item.key for item in definition.steps]
    return str(keys.index(step.key) + 1) if step.key in keys else "?"


def step_words(definition: Definition, step: Step, *, inside: bool = False) -> Phrase:
    """How sentences name a step: Bước 3 “Thẩm định”; `inside` without the capital."""
    number = step_number(definition, step)
    if not step.title:
        template = _STEP_INSIDE_UNTITLED if inside else _STEP_UNTITLED
        return Phrase(template, number=number)
    template = _STEP_INSIDE if inside else _STEP
    return Phrase(template, number=number, title=shortened(step.title))


def shortened(text: str, most: int = MAX_TITLE) -> str:
    """At most `most` characters, cut between words and then ended with "…"."""
    if len(text) <= most:
        return text
    cut = text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.(–-")
    return f"{cut or text[: most - 1]}…"
