"""The steps table as it is posted, laid over the definition it was made from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from eiso.plan.procedures.definition import END, Definition, Next, Return, Step
from eiso.plan.procedures.forms.limits import LimitNotUnderstood, typed_limit
from eiso.plan.procedures.forms.posted import Posted

LONGEST = 4000
"""Letters kept of one field; nobody writes more in a cell."""


@dataclass
class Typed:
    """What was understood, and for each field not understood its sentence and text."""

    definition: Definition
    errors: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)


def read_steps(data: Posted, base: Definition) -> Typed:
    """Only steps the definition has are read: a posted key that is not one is ignored."""
    typed = Typed(base)
    typed.definition = replace(
        base, steps=tuple(_step(data, step, base, typed) for step in base.steps)
    )
    return typed


def _step(data: Posted, step: Step, base: Definition, typed: Typed) -> Step:
    if f"{step.key}.title" not in data:
        return step
    step = replace(
        step,
        title=_text(data, step, "title"),
        post=_text(data, step, "post"),
        forms=_list(data, step, "forms"),
        results=_list(data, step, "results"),
    )
    name = f"{step.key}.limit"
    try:
        step = replace(step, limit=typed_limit(data.get(name, ""), step.limit))
    except LimitNotUnderstood as error:
        typed.errors[name] = error.message
        typed.raw[name] = data.get(name, "")[:200]
    return _details(data, step, base) if f"{step.key}.more" in data else step


def _text(data: Posted, step: Step, name: str) -> str:
    return data.get(f"{step.key}.{name}", getattr(step, name))[:LONGEST].strip()


def _list(data: Posted, step: Step, name: str) -> tuple[str, ...]:
    """One a line, or parted by semicolons."""
    if f"{step.key}.{name}" not in data:
        return tuple(getattr(step, name))
    parts = data.get(f"{step.key}.{name}")[:LONGEST].replace(";", "\n").splitlines()
    return tuple(part.strip() for part in parts if part.strip())[:20]


def _details(data: Posted, step: Step, base: Definition) -> Step:
    keys = {item.key for item in base.steps}
    covered = data.get(f"{step.key}.covered_by", "")
    return replace(
        step,
        number=_text(data, step, "number"),
        agency=_text(data, step, "agency"),
        note=_text(data, step, "note"),
        detail=_text(data, step, "detail"),
        may_pause=f"{step.key}.may_pause" in data,
        covered_by=covered if covered in keys - {step.key} else "",
        next=tuple(
            Next(to, when)
            for to, when in _pairs(data, step, "next")
            if to == END or to in keys - {step.key}
        ),
        returns=tuple(
            Return(to, when)
            for to, when in _pairs(data, step, "returns")
            if to in keys - {step.key}
        ),
    )


def _pairs(data: Posted, step: Step, name: str) -> list[tuple[str, str]]:
    tos = data.getlist(f"{step.key}.{name}.to")[:12]
    whens = data.getlist(f"{step.key}.{name}.when")
    whens += [""] * (len(tos) - len(whens))
    pairs = zip(tos, whens, strict=False)
    return list(dict.fromkeys((to, when[:300].strip()) for to, when in pairs if to))


def error_banner(errors: dict[str, str]) -> str:
    """One sentence for the top of the page."""
    count = len(errors)
    return _(
        "Chưa lưu được: %(count)d chỗ chưa hiểu. Sửa chỗ báo đỏ; phần bạn gõ vẫn ở đây."
    ) % {"count": count}
