"""From gathered drafts to what was read: limits, shared cells, totals, the doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from eiso.base.clock.limits import Unit
from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.process import titles
from eiso.plan.procedures.readers.process.draft import Draft, Listed
from eiso.plan.procedures.readers.process.lines import Raw
from eiso.plan.procedures.readers.process.order import (
    numbered,
    renumbered,
    without_parents,
)
from eiso.plan.procedures.readers.process.prose import limits_inside
from eiso.plan.procedures.readers.process.shapes import (
    BackTo,
    ReadProcedure,
    ReadStep,
    Unclear,
)
from eiso.plan.procedures.readers.process.terms import (
    Term,
    read_term,
)
from eiso.plan.procedures.readers.process.totals import (
    says_working,
    short,
    stated_total,
    sum_differs,
    unit_of_total,
)

_BACK = re.compile(
    r"((?:không|chưa)\s[^.;:\n]{2,60}?)\s*[:,]?\s*(?:thì\s+)?(?:chuyển|trả|quay|gửi)\s*"
    r"(?:lại|về|trả)?[^.;\n]{0,50}?\bbước\s+(\d{1,2}(?:\.\d{1,2})?)\b",
    re.IGNORECASE,
)

_Said = TypeVar("_Said", Term, ReadStep)


@dataclass
class _Steps:
    steps: list[ReadStep]
    unclear: list[Unclear]


def finish(
    draft: Draft, listed: Listed | None, index: int
) -> tuple[ReadProcedure, list[Unclear]]:
    """The procedure and what in it was not understood."""
    base = draft.base or draft
    totals = draft.totals or base.totals
    stated, where, doubts = stated_total(totals, listed, index, len(draft.steps))
    unit = unit_of_total(stated)
    made = _read_steps(draft.steps, unit, index)
    if says_working(totals, listed, stated):
        stated = stated and _in_working_days(stated)
        made.steps = [_in_working_days(step) for step in made.steps]
    steps = without_parents(numbered(made.steps, draft.steps))
    unclear = [*made.unclear, *doubts]
    if steps is not made.steps:
        unclear = renumbered(unclear, made.steps, steps)
    unclear += sum_differs(steps, stated, where, index)
    if not draft.full_title and listed is None:
        unclear.append(_untitled(draft, index))
    procedure = ReadProcedure(
        title=draft.full_title or (listed.title if listed else ""),
        national_code=draft.code or base.code or (listed.code if listed else ""),
        symbol=draft.symbol or base.symbol or (listed.symbol if listed else ""),
        field=draft.field or (listed.field if listed else ""),
        stated=stated.limit if stated else None,
        stated_text=stated.text if stated else "",
        stated_minutes=stated.minutes if stated else None,
        steps=tuple(steps),
        legal_bases=tuple(draft.legal_bases or base.legal_bases),
        components=tuple(draft.papers or base.papers),
        forms=tuple(draft.forms or base.forms),
        channels=tuple(draft.channels or base.channels),
        fee_text=draft.fee_text or base.fee_text,
        place=draft.place,
    )
    return procedure, unclear


def _in_working_days(said: _Said) -> _Said:
    """ "Ngày" is a working day where the document counts the same total in them."""
    if said.limit is None or said.limit.unit is not Unit.DAY:
        return said
    return replace(said, limit=replace(said.limit, unit=Unit.WORKING_DAY))


def _untitled(draft: Draft, index: int) -> Unclear:
    place = draft.steps[0].place if draft.steps else draft.place
    return Unclear(
        "text",
        draft.steps[0].title if draft.steps else "",
        "Không thấy tên thủ tục của các bước này. Ghi tên khi soạn dự thảo.",
        place,
        index,
    )


def _read_steps(raws: list[Raw], total_unit: str, index: int) -> _Steps:
    made = _Steps([], [])
    first_of: dict[int, int] = {}
    for at, raw in enumerate(raws):
        shared = next((key for key, text, _, rows in raw.limits if key and rows > 1), 0)
        owner = first_of.get(shared, -1) if shared else -1
        if shared and owner < 0:
            owner = _carried(raws, at, made.steps)
            first_of[shared] = owner if owner >= 0 else at
        term = _term_of(raw, total_unit)
        if owner >= 0:
            limit_text = made.steps[owner].limit_text
            made.steps.append(_step(raw, Term("empty"), owner, limit_text))
            continue
        made.steps.append(_step(raw, term))
        doubt = _doubt(raw, term, index, at)
        if doubt is not None:
            made.unclear.append(doubt)
    made.unclear = [_with_covered(one, made.steps) for one in made.unclear]
    made.unclear.extend(_shared(made.steps, raws, index))
    made.unclear.sort(key=lambda one: one.steps[0] if one.steps else 0)
    return made


def _with_covered(one: Unclear, steps: list[ReadStep]) -> Unclear:
    """A doubt about a merged cell is about every step beside it."""
    covered = [
        at
        for at, step in enumerate(steps)
        if one.steps and step.covered_by == one.steps[0]
    ]
    return replace(one, steps=(*one.steps, *covered)) if covered else one


def _carried(raws: list[Raw], at: int, steps: list[ReadStep]) -> int:
    """An empty merged cell right under a merged limit: a page break cut one cell in two."""
    if at == 0 or any(text for _, text, _, _ in raws[at].limits):
        return -1
    above = raws[at - 1]
    if not any(rows > 1 and key for key, _, _, rows in above.limits):
        return -1
    if above.agency != raws[at].agency:
        return -1
    owner = steps[at - 1].covered_by
    if owner < 0 and steps[at - 1].limit is not None:
        owner = at - 1
    return owner


def _step(raw: Raw, term: Term, owner: int = -1, text: str = "") -> ReadStep:
    return ReadStep(
        number=raw.number,
        title=raw.title,
        actor=raw.actor,
        agency=raw.agency,
        content=raw.content,
        limit=term.limit,
        limit_text=term.text or text,
        minutes=term.minutes,
        clause=term.clause,
        covered_by=owner,
        forms=tuple(raw.forms),
        returns=_returns(raw.content),
        place=raw.place,
    )


def _returns(content: str) -> tuple[BackTo, ...]:
    return tuple(
        BackTo(found[2], found[1].strip(" :,")) for found in _BACK.finditer(content)
    )


def _term_of(raw: Raw, total_unit: str) -> Term:
    """The limit of a step; two columns of time must say the same."""
    terms = [
        read_term(text, _finer(unit, total_unit)) for _, text, unit, _ in raw.limits
    ]
    terms = [term for term in terms if term.state != "empty"]
    if not terms:
        inside = limits_inside(raw.content) if not raw.limits else []
        if inside:
            said = ", ".join(inside)
            return Term(
                "unclear", said, why="thời hạn đứng giữa câu, không rõ của bước"
            )
        return Term("empty")
    if len(terms) == 1:
        return terms[0]
    if all(term.state == "read" and term.minutes == terms[0].minutes for term in terms):
        return terms[0]
    said = " / ".join(term.text for term in terms)
    return Term("unclear", said, why="hai cột thời gian ghi khác nhau")


def _finer(unit: str, total_unit: str) -> str:
    """ "Ngày" in a head is "ngày làm việc" when the total says so."""
    if unit == "ngày" and total_unit == "ngày làm việc":
        return total_unit
    return unit or total_unit


def _doubt(raw: Raw, term: Term, index: int, at: int) -> Unclear | None:
    if term.state in ("read", "empty"):
        return None
    label = f"bước {raw.number}" if raw.number else f"“{short(raw.title)}”"
    if term.state == "none":
        if "khong tinh" in fold(term.text):
            return None
        sentence = f"“{short(term.text)}” ở {label} không phải là thời hạn."
        return Unclear("no_term", term.text, sentence, raw.limit_place, index, (at,))
    sentence = f"Không hiểu thời hạn “{short(term.text)}” ở {label}: {term.why}."
    return Unclear("limit", term.text, sentence, raw.limit_place, index, (at,))


def _shared(steps: list[ReadStep], raws: list[Raw], index: int) -> list[Unclear]:
    """One limit beside several steps: whose it is, the text does not say."""
    groups: dict[int, list[int]] = {}
    for at, step in enumerate(steps):
        if step.covered_by >= 0:
            groups.setdefault(step.covered_by, [step.covered_by]).append(at)
    found = []
    for owner, covered in groups.items():
        if steps[owner].limit is None:
            continue
        numbers = [steps[at].number for at in covered]
        span = f" ({numbers[0]} đến {numbers[-1]})" if all(numbers) else ""
        sentence = (
            f"“{short(steps[owner].limit_text)}” đứng ở một ô gộp cạnh "
            f"{len(covered)} bước{span}, không rõ là hạn chung hay của riêng bước đầu."
        )
        found.append(
            Unclear(
                "shared",
                steps[owner].limit_text,
                sentence,
                raws[owner].limit_place,
                index,
                tuple(covered),
            )
        )
    return found


def match(draft: Draft, listed: list[Listed]) -> Listed | None:
    """The row of the list annex about this procedure: by code, else by title."""
    code = draft.code or (draft.base.code if draft.base else "")
    if code:
        short = code[:8]
        return next((one for one in listed if one.code[:8] == short), None)
    found = next(
        (one for one in listed if titles.same_title(one.title, draft.title)), None
    )
    if found is not None or not draft.title:
        return found
    longer = [one for one in listed if titles.begins_with(one.title, draft.title)]
    return longer[0] if len(longer) == 1 else None
