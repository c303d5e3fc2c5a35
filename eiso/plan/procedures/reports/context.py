"""The plain contexts both layouts of a paper print: same words, computed once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from eiso.base.printing.dates import official_date, padded
from eiso.plan.procedures.definition import (
    Component,
    Definition,
    Kind,
)
from eiso.plan.procedures.definition.sums import CHANNELS
from eiso.plan.procedures.flowchart.metrics import PAPER
from eiso.plan.procedures.reports.facts import IssueFacts
from eiso.plan.procedures.reports.steps import (
    bare,
    lines_of,
    listed,
    step_rows,
    total_words,
)

NOTHING = "Không có."
_NAMED_BELOW = "Các văn bản nêu tại mục 5.1."
ROLES = ("Soạn thảo", "Soát xét", "Phê duyệt")
_TITLE_ROOM, _AGENCY_ROOM = 170, 145  # points inside the cells of the cover block
BLANK = "\u2007" * 6  # figure spaces: a place to write on, drawn grey


def procedure_context(definition: Definition, facts: IssueFacts) -> dict[str, Any]:
    """All fields of the ISO procedure; every value a text, list, dict or number."""
    return {
        **_cover(definition, facts),
        **_sections(definition, facts),
        **_content(definition),
        "rows": step_rows(definition, facts.agency),
        "total": total_words(definition),
        "forms": _forms(definition),
        "records": _numbered(definition.records, ("name", "place", "retention")),
        "nothing": NOTHING,
    }


def annex_context(
    definitions: Sequence[Definition], facts: IssueFacts
) -> dict[str, Any]:
    """All fields of the annex of an approving decision."""
    return {
        "subject": subject_words(definitions),
        "agency": facts.agency,
        "decided_by": facts.decided_by or facts.agency,
        **_decision(facts),
        "list": [
            {
                "no": str(place),
                "code": item.national_code or "—",
                "title": item.title,
                "symbol": item.symbol or "—",
                "field": item.field,
            }
            for place, item in enumerate(definitions, start=1)
        ],
        "procedures": [
            {
                "no": roman(place),
                "title": item.title,
                "codes": _codes(item),
                "times": _times(item),
                "rows": step_rows(item, facts.agency),
                "total": total_words(item),
            }
            for place, item in enumerate(definitions, start=1)
        ],
    }


def subject_words(definitions: Sequence[Definition]) -> str:
    """lĩnh vực A, B; empty where no field is known. Begins with a blank."""
    fields = list(dict.fromkeys(item.field for item in definitions if item.field))
    return f" lĩnh vực {', '.join(fields)}" if fields else ""


def _cover(definition: Definition, facts: IssueFacts) -> dict[str, Any]:
    return {
        "head_mm": _head_height(definition.title, facts),
        "superior": facts.superior,
        "agency": facts.agency,
        "title": definition.title,
        "symbol": definition.symbol or "—",
        "issue_no": padded(facts.issue_no),
        "revision_no": padded(facts.revision_no),
        "effective": _day(facts.effective_on),
        "effective_blank": "" if facts.effective_on else BLANK,
        **_decision(facts),
        "sign_offs": _sign_offs(facts),
        "amendments": [
            {
                "request": item.request,
                "place": item.place,
                "content": item.content,
                "number": padded(item.revision_no),
                "on": _day(item.on),
            }
            for item in facts.amendments
        ],
    }


def _head_height(title: str, facts: IssueFacts) -> int:
    """Height of the cover block in millimetres: its longest column, in lines of 5 mm."""
    middle = 1 + len(PAPER.wrap(title, _TITLE_ROOM, 12, bold=True, lines=99))
    agency = PAPER.wrap(facts.agency.upper(), _AGENCY_ROOM, 11, bold=True, lines=99)
    above = PAPER.wrap(facts.superior.upper(), _AGENCY_ROOM, 11, lines=99)
    return 7 + 5 * max(5, middle, len(agency) + len(above))


def _decision(facts: IssueFacts) -> dict[str, str]:
    """Number and day, or a blank for each that is not given yet."""
    number, _, symbol = facts.decision_number.partition("/")
    return {
        "decision_number": number,
        "number_blank": "" if number else BLANK,
        "decision_symbol": symbol or facts.decision_symbol,
        "decision_on": _day(facts.decision_on),
        "day_blank": "" if facts.decision_on else BLANK + BLANK,
    }


def _sign_offs(facts: IssueFacts) -> list[dict[str, str]]:
    """The three roles of every cover, in their order; nobody yet is an empty column."""
    given = {item.role: item for item in facts.sign_offs}
    return [
        {
            "role": role,
            "name": given[role].name if role in given else "",
            "post": given[role].post if role in given else "",
            "on": _day(given[role].on) if role in given else "",
        }
        for role in ROLES
    ]


def _sections(definition: Definition, facts: IssueFacts) -> dict[str, Any]:
    posts = list(dict.fromkeys(step.post for step in definition.steps if step.post))
    purpose = (
        f"Quy định trình tự, trách nhiệm và thời gian thực hiện “{definition.title}” "
        f"tại {facts.agency}."
    )
    scope = "Áp dụng cho các vị trí nêu tại mục 5."
    if posts:
        scope = f"Áp dụng cho: {'; '.join(posts)}."
    return {
        "purpose": lines_of(definition.purpose or purpose),
        "scope": [*lines_of(definition.scope or scope), *_identity(definition)],
        "references": [
            *lines_of(definition.references),
            *listed([] if definition.kind is Kind.TTHC else _bases(definition)),
        ]
        or [_NAMED_BELOW if definition.kind is Kind.TTHC else NOTHING],
        "terms": lines_of(definition.terms or NOTHING),
    }


def _identity(definition: Definition) -> list[str]:
    """Code, field and level in one line, as far as they are known."""
    said = [
        f"{name}: {value}"
        for name, value in (
            ("mã thủ tục hành chính", definition.national_code),
            ("lĩnh vực", definition.field),
            ("cấp thực hiện", definition.level),
        )
        if value
    ]
    words = "; ".join(said)
    return [f"{words[0].upper()}{words[1:]}."] if words else []


def _content(definition: Definition) -> dict[str, Any]:
    is_tthc = definition.kind is Kind.TTHC
    return {
        "is_tthc": is_tthc,
        "flow_number": "5.7" if is_tthc else "5.2",
        "content": [
            *lines_of(definition.content or ("" if is_tthc else NOTHING)),
            *(
                [f"Kết quả: {'; '.join(definition.results)}."]
                if definition.results
                else []
            ),
        ],
        "legal_bases": listed(_bases(definition)) or [NOTHING],
        "components": [
            {
                "no": str(place),
                "name": item.name,
                "originals": padded(item.originals) if item.originals else "",
                "copies": padded(item.copies) if item.copies else "",
                "note": _note(item),
                "full_name": "\n".join(
                    text for text in (item.name, _note(item)) if text
                ),
            }
            for place, item in enumerate(definition.components, start=1)
        ],
        "sets": f"{padded(definition.sets)} bộ."
        if definition.sets
        else "Không quy định.",
        "times": _times(definition) or ["Không quy định."],
        "reception": lines_of(definition.reception) or [_where(definition)],
        "fees": _fees(definition) or ["Không quy định."],
    }


def _note(item: Component) -> str:
    """The note, unless it only says the column its count stands in."""
    columns = {"bản chính": item.originals, "bản sao": item.copies}
    return "" if columns.get(bare(item.note)) else item.note


def _bases(definition: Definition) -> list[str]:
    return [
        ", ".join(word for word in (item.symbol, item.title) if word)
        for item in definition.legal_bases
    ]


def _times(definition: Definition) -> list[str]:
    rows = [
        (CHANNELS[row.channel], row.limit_text or (row.limit.text if row.limit else ""))
        for row in definition.channels
    ]
    return _by_channel(rows)


def _fees(definition: Definition) -> list[str]:
    return _by_channel(
        [(CHANNELS[row.channel], row.fee_text) for row in definition.channels]
    )


def _by_channel(rows: Sequence[tuple[str, str]]) -> list[str]:
    """One line where all channels say the same, else a line for each."""
    said = [(name, " ".join(text.split())) for name, text in rows if text.strip()]
    if said and len({text for _, text in said}) == 1 and len(said) == len(rows):
        return [f"{said[0][1].rstrip(' .:;')}."]
    return [f"Nộp {name}: {text.rstrip(' .:;')}." for name, text in said]


def _where(definition: Definition) -> str:
    if not definition.steps:
        return NOTHING
    first = definition.steps[0]
    return f"{', '.join(word for word in (first.post, first.agency) if word)}."


def _codes(definition: Definition) -> str:
    parts = []
    if definition.national_code:
        parts.append(f"mã thủ tục: {definition.national_code}")
    if definition.symbol:
        parts.append(f"ký hiệu: {definition.symbol}")
    return f" ({'; '.join(parts)})" if parts else ""


def _forms(definition: Definition) -> list[dict[str, str]]:
    rows = _numbered(definition.forms, ("symbol", "name", "origin"))
    for row in rows:
        row["full_name"] = "\n".join(
            text for text in (row["name"], row["origin"]) if text
        )
    return rows


def _numbered(rows: Sequence[Any], names: Sequence[str]) -> list[dict[str, str]]:
    return [
        {"no": str(place), **{name: getattr(row, name) for name in names}}
        for place, row in enumerate(rows, start=1)
    ]


def _day(day: date | None) -> str:
    return official_date(day) if day else ""


def roman(number: int) -> str:
    """1 to 3999 as Roman numerals."""
    pairs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    made = ""
    for value, letters in pairs:
        count, number = divmod(number, value)
        made += letters * count
    return made
