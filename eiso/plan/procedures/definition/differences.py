"""What changed between two definitions: steps by key, rows by what they name.

`diff_in_words(d, d)` is empty; two definitions that differ give at least one change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from eiso.plan.procedures.definition.changes import Change
from eiso.plan.procedures.definition.phrases import Phrase, gettext_noop
from eiso.plan.procedures.definition.rows import (
    limit_pair,
    moved_among,
    row_changes,
    texts,
)
from eiso.plan.procedures.definition.shapes import (
    END,
    Definition,
    Kind,
    Rule,
    Step,
)
from eiso.plan.procedures.definition.words import (
    limit_words,
    step_number,
    step_words,
)

KINDS = {
    Kind.TTHC: gettext_noop("thủ tục hành chính"),
    Kind.INTERNAL: gettext_noop("quy trình nội bộ"),
}
RULES = {Rule.CLOCK: gettext_noop("giữ giờ"), Rule.END_OF_DAY: gettext_noop("hết ngày")}

_NO_OWN_LIMIT = gettext_noop("không có thời hạn riêng")
_NO_POST = gettext_noop("chưa có vị trí")

FIELDS: dict[str, str] = {
    "kind": gettext_noop("Loại"),
    "national_code": gettext_noop("Mã thủ tục"),
    "symbol": gettext_noop("Ký hiệu"),
    "title": gettext_noop("Tên quy trình"),
    "field": gettext_noop("Lĩnh vực"),
    "level": gettext_noop("Cấp thực hiện"),
    "purpose": gettext_noop("Mục đích"),
    "scope": gettext_noop("Phạm vi"),
    "references": gettext_noop("Tài liệu viện dẫn"),
    "terms": gettext_noop("Định nghĩa, viết tắt"),
    "reception": gettext_noop("Nơi tiếp nhận và trả kết quả"),
    "content": gettext_noop("Nội dung"),
    "rule": gettext_noop("Cách tính hạn"),
    "sets": gettext_noop("Số bộ hồ sơ"),
}
STEP_FIELDS: dict[str, str] = {
    "number": gettext_noop("số thứ tự"),
    "title": gettext_noop("tên"),
    "post": gettext_noop("vị trí"),
    "agency": gettext_noop("cơ quan"),
    "covered_by": gettext_noop("dùng chung thời hạn"),
    "forms": gettext_noop("biểu mẫu"),
    "results": gettext_noop("kết quả"),
    "next": gettext_noop("bước tiếp theo"),
    "returns": gettext_noop("trả lại"),
    "note": gettext_noop("ghi chú"),
    "detail": gettext_noop("nội dung công việc"),
}


def diff_in_words(old: Definition, new: Definition) -> list[Change]:
    """What a reader of `new` must know who knew `old`: steps first, then the rest."""
    if old == new:
        return []
    return [*_fields(old, new), *_steps(old, new), *row_changes(old, new)]


def _said(value: Any) -> str:
    if isinstance(value, Kind):
        return Phrase(KINDS[value])
    return Phrase(RULES[value]) if isinstance(value, Rule) else str(value)


def _fields(old: Definition, new: Definition) -> Iterator[Change]:
    for name, title in FIELDS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield texts("field", "", Phrase(title), _said(before), _said(after))


def _steps(old: Definition, new: Definition) -> Iterator[Change]:
    before, after = _by_key(old.steps), _by_key(new.steps)
    for key, step in before.items():
        if key not in after:
            yield _whole("step_removed", old, step)
    moved = moved_among(list(before), list(after))
    for key, step in after.items():
        if key not in before:
            yield _whole("step_added", new, step)
            continue
        if key in moved:
            places = (str(list(before).index(key) + 1), str(list(after).index(key) + 1))
            yield Change(
                "step_moved", step.key, *places, {"step": step_words(new, step)}
            )
        yield from _step(old, new, before[key], step)


def _by_key(steps: Sequence[Step]) -> dict[tuple[str, int], Step]:
    """By key; drafts may hold a key twice, then the n-th meets the n-th."""
    found: dict[tuple[str, int], Step] = {}
    for step in steps:
        count = sum(1 for key, _ in found if key == step.key)
        found[step.key, count] = step
    return found


def _whole(kind: str, definition: Definition, step: Step) -> Change:
    words = limit_words(step.limit) if step.limit else Phrase(_NO_OWN_LIMIT)
    params = {
        "step": step_words(definition, step, inside=True),
        "post": step.post or Phrase(_NO_POST),
    }
    added = kind == "step_added"
    return Change(
        kind, step.key, "" if added else words, words if added else "", params
    )


def _step(
    old: Definition, new: Definition, before: Step, after: Step
) -> Iterator[Change]:
    name = step_words(new, after)
    if before.limit != after.limit:
        pair = limit_pair(before.limit, after.limit)
        yield Change("step_limit", after.key, *pair, {"step": name})
    for attribute, title in STEP_FIELDS.items():
        if getattr(before, attribute) != getattr(after, attribute):
            yield texts(
                "step_field",
                after.key,
                Phrase(title),
                _step_said(old, before, attribute),
                _step_said(new, after, attribute),
                step=name,
            )
    if before.may_pause != after.may_pause:
        kind = "step_pause_on" if after.may_pause else "step_pause_off"
        yield Change(kind, after.key, params={"step": name})


def _step_said(definition: Definition, step: Step, attribute: str) -> str:
    value = getattr(step, attribute)
    if attribute in {"next", "returns"}:
        return "; ".join(_arrow(definition, arrow) for arrow in value)
    if attribute == "covered_by":
        return _target(definition, value) if value else ""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _arrow(definition: Definition, arrow: Any) -> str:
    target = _target(definition, arrow.to)
    return f"{arrow.when}: {target}" if arrow.when else target


def _target(definition: Definition, key: str) -> str:
    if key == END:
        return "kết thúc"
    step = definition.step(key)
    return f"bước {step_number(definition, step)}" if step else f"bước “{key}”"


def renumbered(definition: Definition) -> Definition:
    """Numbers taken from the place in the list, for an editor after a move."""
    steps = tuple(
        replace(step, number=str(place))
        for place, step in enumerate(definition.steps, start=1)
    )
    return replace(definition, steps=steps)
