"""What is wrong with a definition, in sentences a secretary can act on.

A problem that blocks review must be mended first; the others are remarks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition.flow import Flow, decides
from eiso.plan.procedures.definition.shapes import END, Definition, Kind, Step
from eiso.plan.procedures.definition.sums import (
    DAY_MINUTES,
    longest_path,
    sum_against_limit,
)
from eiso.plan.procedures.definition.words import days_words, parts_of, step_words


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is a step key, "channels:<row>", or the name of a field."""

    where: str
    sentence: str
    blocks_review: bool = True
    kind: str = ""


def check(definition: Definition, minutes_per_day: int = DAY_MINUTES) -> list[Problem]:
    """Every problem, those of the whole first, then step by step in order."""
    flow = Flow(definition)
    found = [*_identity(definition), *_keys(definition), *_ending(definition, flow)]
    for step in flow.steps.values():
        for rule in _STEP_RULES:
            found.extend(rule(definition, flow, step))
    found.extend(_limits(definition, minutes_per_day))
    return found


def _identity(definition: Definition) -> Iterator[Problem]:
    if not definition.title:
        yield Problem(
            "title", "Quy trình chưa có tên. Ghi tên quy trình.", kind="title"
        )
    if not definition.steps:
        yield Problem("steps", "Quy trình chưa có bước nào. Thêm bước.", kind="steps")
    if definition.kind is Kind.TTHC and not definition.national_code:
        yield Problem(
            "national_code",
            "Thủ tục hành chính chưa có mã số quốc gia nên không đối chiếu được với "
            "danh mục. Ghi mã, hoặc đổi loại thành quy trình nội bộ.",
            blocks_review=False,
            kind="national_code",
        )


def _keys(definition: Definition) -> Iterator[Problem]:
    for place, step in enumerate(definition.steps, start=1):
        if not step.key or step.key == END:
            yield Problem(
                "steps",
                f"Bước thứ {place} có khóa “{step.key}” không dùng được. Đặt khóa khác.",
                kind="key",
            )
    counts = Counter(step.key for step in definition.steps if step.key)
    for key, count in counts.items():
        if count > 1:
            yield Problem(
                key,
                f"{count} bước cùng khóa “{key}” nên không rõ mũi tên trỏ tới bước nào. "
                "Đặt lại khóa cho từng bước.",
                kind="duplicate_key",
            )


def _ending(definition: Definition, flow: Flow) -> Iterator[Problem]:
    if definition.steps and not flow.ends & flow.reached:
        yield Problem(
            "steps",
            "Không bước nào kết thúc quy trình: đi từ bước đầu thì cứ quay vòng mãi. "
            "Cho bước cuối đi tới “Kết thúc”.",
            kind="no_end",
        )
    for key, to in sorted(flow.circles, key=lambda edge: flow.order[edge[0]]):
        start, end = flow.steps[key], flow.steps[to]
        yield Problem(
            key,
            f"{step_words(definition, start)} đi tiếp tới "
            f"{step_words(definition, end)} đứng trước nó nên thành vòng. Nếu là trả "
            "lại thì ghi ở mục trả lại.",
            kind="circle",
        )


def _arrows(definition: Definition, flow: Flow, step: Step) -> Iterator[Problem]:
    name = step_words(definition, step)
    for arrow in step.next:
        if arrow.to != END and arrow.to not in flow.steps:
            yield Problem(
                step.key,
                f"{name} đi tiếp tới bước “{arrow.to}” không có trong quy trình. Chọn "
                "lại bước tiếp theo.",
                kind="next_unknown",
            )
    if len(step.next) == 1 and step.next[0].when:
        yield Problem(
            step.key,
            f"{name} chỉ đi tiếp khi “{step.next[0].when}”; khi không phải thì hồ sơ "
            "không có đường đi. Thêm nhánh còn lại hoặc bỏ điều kiện.",
            blocks_review=False,
            kind="one_condition",
        )
    if decides(step) and sum(not arrow.when for arrow in step.next) > 1:
        yield Problem(
            step.key,
            f"{name} có nhiều nhánh không ghi điều kiện bên cạnh nhánh có điều kiện "
            "nên không rõ là chọn một hay làm song song. Ghi điều kiện cho từng nhánh.",
            kind="mixed_split",
        )


def _returns(definition: Definition, flow: Flow, step: Step) -> Iterator[Problem]:
    name = step_words(definition, step)
    for back in step.returns:
        if back.to not in flow.steps:
            yield Problem(
                step.key,
                f"{name} trả lại bước “{back.to}” không có trong quy trình. Chọn lại "
                "bước nhận.",
                kind="return_unknown",
            )
        elif flow.order[back.to] >= flow.order[step.key]:
            yield Problem(
                step.key,
                f"{name} trả lại {step_words(definition, flow.steps[back.to])} không "
                "đứng trước nó. Nếu là đi tiếp thì ghi ở mục bước tiếp theo.",
                kind="return_forward",
            )


def _place(definition: Definition, flow: Flow, step: Step) -> Iterator[Problem]:
    name = step_words(definition, step)
    if step.key not in flow.reached:
        yield Problem(
            step.key,
            f"Không bước nào dẫn tới {name}. Nối một bước trước tới nó, hoặc xóa nó.",
            kind="unreachable",
        )
    if not step.title:
        yield Problem(
            step.key, f"{name} chưa có tên. Ghi việc phải làm.", kind="untitled"
        )
    if not step.post:
        yield Problem(
            step.key,
            f"{name} chưa có vị trí chịu trách nhiệm. Chọn vị trí.",
            kind="no_post",
        )


def _term(definition: Definition, flow: Flow, step: Step) -> Iterator[Problem]:
    name = step_words(definition, step)
    if not step.covered_by:
        if step.limit is None:
            yield Problem(
                step.key,
                f"{name} chưa có thời hạn; khi cộng, bước này tính là 0. Ghi thời hạn "
                "nếu bước có hạn riêng.",
                blocks_review=False,
                kind="no_limit",
            )
        return
    cover = flow.steps.get(step.covered_by)
    if cover is None or cover.key == step.key:
        sentence = f"{name} dùng chung thời hạn với bước “{step.covered_by}” không có."
        yield Problem(step.key, f"{sentence} Chọn lại bước.", kind="cover_unknown")
    elif cover.limit is None or cover.covered_by:
        yield Problem(
            step.key,
            f"{name} dùng chung thời hạn với {step_words(definition, cover)}, nhưng "
            "bước ấy không có thời hạn của mình. Ghi thời hạn chung ở bước ấy.",
            kind="cover_empty",
        )
    elif step.limit is not None:
        yield Problem(
            step.key,
            f"{name} vừa có thời hạn riêng vừa dùng chung với "
            f"{step_words(definition, cover)}. Bỏ một trong hai.",
            kind="cover_twice",
        )


_STEP_RULES: tuple[Callable[[Definition, Flow, Step], Iterator[Problem]], ...] = (
    _place,
    _term,
    _arrows,
    _returns,
)


def _limits(definition: Definition, day: int) -> Iterator[Problem]:
    for against in sum_against_limit(definition, day):
        where = f"channels:{against.row}"
        if against.fits is False:
            way = longest_path(definition, day)
            branch = f" (nhánh {way.label})" if way.label else ""
            over = days_words(-(against.spare_minutes or 0), day)
            yield Problem(
                where,
                f"{against.sentence.rstrip('.')}{branch}. Rút bớt {over} ở các bước, "
                "vì hạn của thủ tục không được kéo dài.",
                kind="over_limit",
            )
        elif against.fits is None:
            yield Problem(
                where, against.sentence, blocks_review=False, kind="not_compared"
            )
    yield from _units(definition)
    if definition.steps and all(step.limit is None for step in definition.steps):
        yield Problem(
            "steps",
            "Không bước nào có thời hạn nên đồng hồ không chạy được. Ghi thời hạn.",
            kind="no_limits",
        )


def _units(definition: Definition) -> Iterator[Problem]:
    """Calendar days against working days: the numbers compare, the time does not."""
    of_steps = {
        part.unit
        for step in definition.steps
        if step.limit
        for part in parts_of(step.limit)
    }
    for row, channel in enumerate(definition.channels):
        if channel.limit is None:
            continue
        units = {part.unit for part in parts_of(channel.limit)}
        if Unit.DAY in units and Unit.WORKING_DAY in of_steps:
            yield Problem(
                f"channels:{row}",
                f"Thời hạn “{channel.limit.text}” tính ngày thường, các bước tính ngày "
                "làm việc: số ngày vừa nhưng thời gian thật có thể vượt. Xem lại đơn vị.",
                blocks_review=False,
                kind="mixed_units",
            )
