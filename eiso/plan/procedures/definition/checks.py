"""What is wrong with a definition, in sentences a secretary can act on.

A problem that blocks review must be mended first; the others are remarks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition.flow import Flow, decides
from eiso.plan.procedures.definition.phrases import Phrase, Say
from eiso.plan.procedures.definition.problems import BRANCH, PROBLEMS, REMARKS
from eiso.plan.procedures.definition.shapes import END, Definition, Kind, Step
from eiso.plan.procedures.definition.sums import (
    DAY_MINUTES,
    longest_path,
    sum_against_limit,
)
from eiso.plan.procedures.definition.words import (
    parts_of,
    shortened,
    step_words,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is a step key, "channels:<row>", or the name of a field."""

    where: str
    sentence: str
    blocks_review: bool = True
    kind: str = ""

    def said(self, say: Say) -> str:
        """The sentence in the language of `say`."""
        words = self.sentence
        return words.said(say) if isinstance(words, Phrase) else words


def _problem(where: str, kind: str, **params: str) -> Problem:
    return Problem(where, Phrase(PROBLEMS[kind], **params), kind not in REMARKS, kind)


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
        yield _problem("title", "title")
    if not definition.steps:
        yield _problem("steps", "steps")
    if definition.kind is Kind.TTHC and not definition.national_code:
        yield _problem("national_code", "national_code")


def _keys(definition: Definition) -> Iterator[Problem]:
    for place, step in enumerate(definition.steps, start=1):
        if not step.key or step.key == END:
            yield _problem("steps", "key", place=str(place), key=step.key)
    counts = Counter(step.key for step in definition.steps if step.key)
    for key, count in counts.items():
        if count > 1:
            yield _problem(key, "duplicate_key", count=str(count), key=key)


def _ending(definition: Definition, flow: Flow) -> Iterator[Problem]:
    if definition.steps and not flow.ends & flow.reached:
        yield _problem("steps", "no_end")
    for key, to in sorted(flow.circles, key=lambda edge: flow.order[edge[0]]):
        step = step_words(definition, flow.steps[key])
        other = step_words(definition, flow.steps[to], inside=True)
        yield _problem(key, "circle", step=step, other=other)


def _arrows(definition: Definition, flow: Flow, step: Step) -> Iterator[Problem]:
    name = step_words(definition, step)
    for arrow in step.next:
        if arrow.to != END and arrow.to not in flow.steps:
            yield _problem(step.key, "next_unknown", step=name, to=arrow.to)
    if len(step.next) == 1 and step.next[0].when:
        when = shortened(step.next[0].when)
        yield _problem(step.key, "one_condition", step=name, when=when)
    if decides(step) and sum(not arrow.when for arrow in step.next) > 1:
        yield _problem(step.key, "mixed_split", step=name)


def _returns(definition: Definition, flow: Flow, step: Step) -> Iterator[Problem]:
    name = step_words(definition, step)
    for back in step.returns:
        if back.to not in flow.steps:
            yield _problem(step.key, "return_unknown", step=name, to=back.to)
        elif flow.order[back.to] >= flow.order[step.key]:
            other = step_words(definition, flow.steps[back.to], inside=True)
            yield _problem(step.key, "return_forward", step=name, other=other)


def _place(definition: Definition, flow: Flow, step: Step) -> Iterator[Problem]:
    name = step_words(definition, step)
    if step.key not in flow.reached:
        inside = step_words(definition, step, inside=True)
        yield _problem(step.key, "unreachable", step=inside)
    if not step.title:
        yield _problem(step.key, "untitled", step=name)
    if not step.post:
        yield _problem(step.key, "no_post", step=name)


def _term(definition: Definition, flow: Flow, step: Step) -> Iterator[Problem]:
    name = step_words(definition, step)
    if not step.covered_by:
        if step.limit is None:
            yield _problem(step.key, "no_limit", step=name)
        return
    cover = flow.steps.get(step.covered_by)
    if cover is None or cover.key == step.key:
        yield _problem(step.key, "cover_unknown", step=name, to=step.covered_by)
        return
    other = step_words(definition, cover, inside=True)
    if cover.limit is None or cover.covered_by:
        yield _problem(step.key, "cover_empty", step=name, other=other)
    elif step.limit is not None:
        yield _problem(step.key, "cover_twice", step=name, other=other)


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
            label = longest_path(definition, day).label
            branch = Phrase(BRANCH, label=label) if label else ""
            said = against.sentence.params
            params = {**said, "branch": branch, "over": said["rest"]}
            yield _problem(where, "over_limit", **params)
        elif against.fits is None:
            yield Problem(where, against.sentence, False, "not_compared")  # noqa: FBT003
    yield from _units(definition)
    if definition.steps and all(step.limit is None for step in definition.steps):
        yield _problem("steps", "no_limits")


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
            text = channel.limit.text
            yield _problem(f"channels:{row}", "mixed_units", text=text)
