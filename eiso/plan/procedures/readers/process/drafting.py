"""From what was read to a definition; what was answered is put in, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from eiso.base.clock.limits import Limit, LimitNotUnderstood, parse_limit
from eiso.base.text.folding import fold
from eiso.plan.procedures.definition import (
    Channel,
    Component,
    Definition,
    FormTemplate,
    Kind,
    LegalBasis,
    LimitPart,
    Return,
    Step,
    StepLimit,
    Via,
)
from eiso.plan.procedures.readers.process.shapes import ReadProcedure, ReadStep
from eiso.plan.procedures.readers.process.terms import read_term

_SYMBOL = re.compile(
    r"\b\d{1,5}/(?:\d{4}/)?[A-ZĐƯ][A-ZĐƯ0-9]*(?:-[A-ZĐƯ0-9]+)*\b", re.UNICODE
)
_FORM_SYMBOL = re.compile(
    r"\b(?:Mẫu(?: số)?|Biểu mẫu|BM)\s*[:.]?\s*([A-Z]{0,3}[\d][\w./-]*)"
)
_VIA = (
    (Via.ONLINE, ("truc tuyen", "cong dich vu")),
    (Via.POST, ("buu chinh", "buu dien")),
    (Via.DIRECT, ("truc tiep", "tai bo phan", "tai trung tam", "mot cua")),
)


@dataclass
class Answers:
    """What a person decided about one procedure; step numbers are indexes.

    `alone`: owners whose shared limit is theirs only. `limits`: texts written by hand.
    `posts`: the post chosen for a title as printed.
    """

    alone: set[int] = field(default_factory=set)
    limits: dict[int, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)


def key_of(index: int) -> str:
    """The key of the step at `index` (from 0): b01, b02 …"""
    return f"b{index + 1:02d}"


def definition_of(
    read: ReadProcedure, answers: Answers | None = None, *, with_code: bool = True
) -> Definition:
    """The draft definition. `with_code=False` leaves out the identity another case of
    the same procedure already took."""
    answers = answers or Answers()
    named = "thu tuc" in fold(read.title)
    return Definition(
        kind=Kind.TTHC if read.national_code or named else Kind.INTERNAL,
        national_code=read.national_code if with_code else "",
        symbol=read.symbol if with_code else "",
        title=read.title,
        field=read.field,
        channels=_channels(read),
        components=tuple(
            Component(paper.name, paper.originals, paper.copies, paper.note)
            for paper in read.components
        ),
        legal_bases=tuple(_basis(text) for text in read.legal_bases),
        steps=tuple(
            _step(read, index, step, answers) for index, step in enumerate(read.steps)
        ),
        forms=tuple(
            FormTemplate(_form_symbol(form.name, form.origin), form.name, form.origin)
            for form in read.forms
        ),
    )


def _step(read: ReadProcedure, index: int, step: ReadStep, answers: Answers) -> Step:
    owner = step.covered_by
    covered = owner >= 0 and owner not in answers.alone and index not in answers.limits
    return Step(
        key=key_of(index),
        number=step.number,
        title=step.title,
        post=answers.posts.get(step.actor, step.actor),
        agency=step.agency,
        limit=_written(answers.limits[index])
        if index in answers.limits
        else _limit(step.limit),
        covered_by=key_of(owner) if covered else "",
        forms=step.forms,
        returns=tuple(_returns(read.steps, index)),
        note=step.clause,
        detail="" if step.content == step.title else step.content,
    )


def _returns(steps: tuple[ReadStep, ...], index: int) -> Iterable[Return]:
    """A stated return goes to the nearest step of that number above."""
    for back in steps[index].returns:
        for above in range(index - 1, -1, -1):
            number = steps[above].number
            if number == back.number or number.startswith(f"{back.number}."):
                first = above
                while first and steps[first - 1].number.startswith(f"{back.number}."):
                    first -= 1
                yield Return(key_of(first), back.when)
                break


def _limit(limit: Limit | None) -> StepLimit | None:
    if limit is None:
        return None
    more = tuple(LimitPart(part.value, part.unit) for part in limit.more)
    return StepLimit(limit.text, limit.value, limit.unit, more)


def _written(text: str) -> StepLimit | None:
    return _limit(written_limit(text)) if text else None


def written_limit(text: str) -> Limit:
    """A limit somebody wrote by hand. Raises LimitNotUnderstood; "" is not a limit."""
    term = read_term(text)
    if term.limit is None:
        raise LimitNotUnderstood(text, term.why)
    return parse_limit(text) if term.limit.text == text else term.limit


def _channels(read: ReadProcedure) -> tuple[Channel, ...]:
    """A row for each channel the text names; the stated total holds for all of them."""
    limit, text = _limit(read.stated), read.stated_text
    found = [via for via in map(_via, read.channels) if via is not None]
    if not found and (limit or read.fee_text):
        found = [Via.DIRECT]
    return tuple(Channel(via, limit, text, read.fee_text) for via in found)


def _via(text: str) -> Via | None:
    folded = fold(text)
    return next(
        (via for via, words in _VIA if any(word in folded for word in words)), None
    )


def _basis(text: str) -> LegalBasis:
    found = _SYMBOL.search(text)
    return LegalBasis(found[0] if found else "", text)


def _form_symbol(*texts: str) -> str:
    for text in texts:
        found = _FORM_SYMBOL.search(text)
        if found:
            return found[1].rstrip(".,;")
    return ""
