"""The decision that approves procedures, drafted in the frame of an official paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eiso.base.printing.dates import official_date, padded
from eiso.base.printing.official import Official, official_docx, official_pdf
from eiso.plan.procedures.definition import Definition, Kind
from eiso.plan.procedures.reports.context import subject_words
from eiso.plan.procedures.reports.facts import IssueFacts

_CARRIED_OUT = (
    "Các cơ quan, đơn vị có vị trí nêu trong Phụ lục chịu trách nhiệm thi hành Quyết "
    "định này."
)


@dataclass(frozen=True, slots=True)
class Signing:
    """Who decides and on which grounds; `signer` are the lines over the name."""

    place: str
    authority: str
    signer: tuple[str, ...]
    signer_name: str = ""
    grounds: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ("Như Điều 3",)


def decision_paper(
    definitions: Sequence[Definition], facts: IssueFacts, signing: Signing
) -> Official:
    """Our own words; the grounds and the signer are the agency's."""
    number, _, symbol = facts.decision_number.partition("/")
    public = all(item.kind is Kind.TTHC for item in definitions)
    what = "quy trình nội bộ giải quyết thủ tục hành chính" if public else "quy trình"
    what += subject_words(definitions)
    force = (
        f"ngày {official_date(facts.effective_on)}" if facts.effective_on else "ngày ký"
    )
    return Official(
        agency=facts.agency,
        superior=facts.superior,
        number=number,
        symbol=symbol or facts.decision_symbol,
        place=signing.place,
        on=facts.decision_on,
        kind="Quyết định",
        abstract=f"Về việc phê duyệt {what}",
        authority=signing.authority,
        grounds=signing.grounds,
        body=(
            (
                "Điều 1.",
                f"Phê duyệt {padded(len(definitions))} {what} nêu tại Phụ lục kèm theo.",
            ),
            ("Điều 2.", f"Quyết định này có hiệu lực kể từ {force}."),
            ("Điều 3.", _CARRIED_OUT),
        ),
        signer=signing.signer,
        signer_name=signing.signer_name,
        recipients=signing.recipients,
    )


def decision_docx(
    definitions: Sequence[Definition], facts: IssueFacts, signing: Signing
) -> bytes:
    """The decision for Word."""
    return official_docx(decision_paper(definitions, facts, signing))


def decision_pdf(
    definitions: Sequence[Definition], facts: IssueFacts, signing: Signing
) -> bytes:
    """The decision as PDF."""
    return official_pdf(decision_paper(definitions, facts, signing))
