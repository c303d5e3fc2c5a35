"""The total a procedure states, from its table, its lines or the lists, and its doubts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from eiso.base.clock.limits import Limit, Unit
from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.process.draft import Listed, Total
from eiso.plan.procedures.readers.process.shapes import ReadStep, Unclear
from eiso.plan.procedures.readers.process.terms import (
    Term,
    read_term,
    read_total,
    unit_of_head,
)

_CUT = re.compile(r"(?:sau (?:khi )?)?(?:cat giam|rut ngan)")


def stated_total(
    totals: list[Total], listed: Listed | None, index: int, count: int
) -> tuple[Term | None, Total | None, list[Unclear]]:
    """The stated total: the row of the table first, then lines, then the lists."""
    known = list(totals)
    if listed is not None and listed.limit_text:
        known.append(Total("list", listed.limit_text, listed.place))
    doubts: list[Unclear] = []
    read: list[tuple[Total, Term]] = []
    for total in known:
        term = read_total(total.text, total.unit)
        if term.state == "read":
            read.append((total, _stretched(term, total)))
        elif term.state == "unclear" and total.source in ("row", "line"):
            why = f": {term.why}" if term.why else ""
            sentence = f"Không đọc được tổng thời gian{why}."
            doubts.append(Unclear("total", total.text, sentence, total.place, index))
    read = _rows_as_parts(read, count)
    for source in ("row", "line", "table", "list"):
        found = [pair for pair in read if pair[0].source == source]
        if found:
            total, term = found[-1] if source == "row" else _in_force(found)
            return term, total, doubts + _disagree(read, total, term, index)
    return *_parts(read), doubts


def _in_force(found: list[tuple[Total, Term]]) -> tuple[Total, Term]:
    """The first, but of "theo quy định" and "sau cắt giảm" the one after the cut."""
    cut = [pair for pair in found if _CUT.search(fold(pair[0].text))]
    return cut[0] if len(cut) == 1 and _before_cut(found[0][0]) else found[0]


def _before_cut(total: Total) -> bool:
    """ "Thời gian theo quy định: 05 ngày": what stood before the agency cut it."""
    return bool(re.search(r"theo (?:quy dinh|luat dinh)\s*:", fold(total.text)))


def says_working(
    totals: list[Total], listed: Listed | None, stated: Term | None
) -> bool:
    """Is the stated total, said again elsewhere, one of working days?"""
    if stated is None or stated.minutes is None:
        return False
    texts = [(total.text, total.unit) for total in totals]
    if listed is not None:
        texts.append((listed.limit_text, ""))
    terms = [read_total(text, unit) for text, unit in texts]
    return any(
        term.limit is not None
        and term.limit.unit is Unit.WORKING_DAY
        and term.minutes == stated.minutes
        for term in terms
    )


def _stretched(term: Term, total: Total) -> Term:
    """ "30 ngày" under "Ngày làm việc" in the table of terms and fees."""
    return term if not total.unit else _under_unit(term, total.unit)


def _under_unit(term: Term, unit: str) -> Term:
    if term.limit is None:
        return term
    again = read_term(f"{term.limit.value.normalize():f} ngày", unit)
    if term.limit.unit.value == "day" and again.limit is not None:
        return replace(term, limit=replace(again.limit, text=term.text))
    return term


def _rows_as_parts(
    read: list[tuple[Total, Term]], count: int
) -> list[tuple[Total, Term]]:
    """A total row with steps below it sums up one part ("tại Sở"), not the whole. The
    last of several is the whole only when it is not less than the others together."""
    rows = [pair for pair in read if pair[0].source == "row"]
    if not rows:
        return read
    last, term = rows[-1]
    others = sum(other.minutes or 0 for _, other in rows[:-1])
    ends = last.after >= count and (term.minutes or 0) >= others
    whole = last if ends else None
    return [
        (replace(total, source="part"), term)
        if total.source == "row" and total is not whole
        else (total, term)
        for total, term in read
    ]


def _parts(read: list[tuple[Total, Term]]) -> tuple[Term | None, Total | None]:
    """Only sums of parts are stated ("Tổng tại Sở …"): together they are the whole."""
    parts = [pair for pair in read if pair[0].source == "part" and pair[0].after]
    if len(parts) == 1:
        return parts[0][1], parts[0][0]
    known = [term for _, term in parts if term.minutes is not None]
    if not parts or len(known) < len(parts) or parts[0][1].limit is None:
        return None, None
    minutes = sum(term.minutes or 0 for term in known)
    text = " + ".join(term.text for term in known)
    days = Limit(Decimal(minutes) / 480, Unit.WORKING_DAY, text)
    return Term("read", text, days, minutes), parts[-1][0]


def _disagree(
    read: list[tuple[Total, Term]], chosen: Total, term: Term, index: int
) -> list[Unclear]:
    """The text states two totals that are not the same time."""
    for total, other in read:
        if total.source == "part" or other.minutes is None or _before_cut(total):
            continue
        if total.source == chosen.source != "line":
            continue
        if term.minutes is not None and other.minutes != term.minutes:
            sentence = (
                f"Văn bản ghi hai tổng thời gian khác nhau: “{short(term.text)}” "
                f"({chosen.place.words()}) và “{short(other.text)}”."
            )
            return [Unclear("total", other.text, sentence, total.place, index)]
    return []


def sum_differs(
    steps: list[ReadStep], stated: Term | None, where: Total | None, index: int
) -> list[Unclear]:
    """The sum of the steps against the stated total, said when they differ."""
    if stated is None or stated.minutes is None or where is None or not steps:
        return []
    total = sum(step.minutes or 0 for step in steps)
    if total in (0, stated.minutes):
        return []
    sentence = f"Tổng các bước đọc được là {_days(total)}, văn bản ghi {_days(stated.minutes)}."
    return [Unclear("sum", short(stated.text), sentence, where.place, index)]


def _days(minutes: int) -> str:
    days, rest = divmod(minutes, 480)
    said = [f"{days} ngày làm việc"] if days else []
    hours, left = divmod(rest, 60)
    if hours:
        said.append(f"{hours} giờ")
    if left:
        said.append(f"{left} phút")
    return " ".join(said) or "0 ngày"


def unit_of_total(stated: Term | None) -> str:
    """The unit of the total holds for cells that give none."""
    if stated is None or stated.limit is None:
        return ""
    unit = unit_of_head(stated.text)
    if unit:
        return unit
    return {"working_day": "ngày làm việc", "day": "ngày", "working_hour": "giờ"}.get(
        stated.limit.unit.value, ""
    )


def short(text: str) -> str:
    """A quotation of one line."""
    bare = " ".join(text.split())
    return bare if len(bare) <= 90 else f"{bare[:87]}…"
