"""Numbers, terms and steps as a Vietnamese official writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition.shapes import (
    Definition,
    LimitPart,
    Step,
    StepLimit,
)

MAX_TITLE = 70
"""Titles taken from decisions run over many lines; a sentence names them by their head."""

UNITS: dict[Unit, str] = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.DAY: "ngày",
    Unit.MONTH: "tháng",
    Unit.WORKING_HOUR: "giờ làm việc",
}


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
    return " và ".join(_part_words(part) for part in parts_of(limit))


def _part_words(part: LimitPart) -> str:
    if part.unit is Unit.SAME_DAY:
        return "trong ngày"
    return f"{amount(part.value)} {UNITS[part.unit]}"


def short_words(limit: StepLimit | None) -> str:
    """The same for a narrow place: working time loses its two last words."""
    return limit_words(limit).replace(" làm việc", "")


def days_words(minutes: int, day_minutes: int, unit: str = "ngày làm việc") -> str:
    """Working minutes as days: 600 of 480 is "1,25 ngày làm việc"."""
    return f"{amount(Decimal(minutes) / day_minutes)} {unit}"


def step_number(definition: Definition, step: Step) -> str:
    """The printed number, or the place in the list where none was given."""
    if step.number:
        return step.number
    keys = [item.key for item in definition.steps]
    return str(keys.index(step.key) + 1) if step.key in keys else "?"


def step_words(definition: Definition, step: Step) -> str:
    """How sentences name a step: Bước 3 “Thẩm định”."""
    number = step_number(definition, step)
    return (
        f"Bước {number} “{shortened(step.title)}”" if step.title else f"Bước {number}"
    )


def shortened(text: str, most: int = MAX_TITLE) -> str:
    """At most `most` characters, cut between words and then ended with "…"."""
    if len(text) <= most:
        return text
    cut = text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.(–-")
    return f"{cut or text[: most - 1]}…"
