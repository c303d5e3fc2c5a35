"""An official paper in the frame of Decree 30/2020, annex I: Word and PDF, same words.

Number and day stay grey blanks until the registry gives them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from eiso.base.printing import pdf, word
from eiso.base.printing.dates import long_date

BLANK = "\u2007" * 6
END_MARK = "./."


@dataclass(frozen=True, slots=True)
class Official:
    """What stands in the frame. Texts of one line each unless said.

    `kind` is the named type in capitals; `authority` who decides, in a decision;
    `signer` the lines over the name ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"); `body`
    pairs of a bold head ("Điều 1.") or "" and its text.
    """

    agency: str
    symbol: str
    place: str
    kind: str
    abstract: str
    superior: str = ""
    number: str = ""
    on: date | None = None
    authority: str = ""
    grounds: tuple[str, ...] = ()
    body: tuple[tuple[str, str], ...] = ()
    signer: tuple[str, ...] = ()
    signer_name: str = ""
    recipients: tuple[str, ...] = ()


def official_context(paper: Official) -> dict[str, Any]:
    """The plain fields both layouts print."""
    return {
        "superior": paper.superior.upper(),
        "agency": paper.agency.upper(),
        "number": paper.number,
        "number_blank": "" if paper.number else BLANK,
        "symbol": paper.symbol,
        "place": paper.place,
        "day": long_date(paper.on) if paper.on else "ngày",
        "day_blank": "" if paper.on else BLANK,
        "month": "" if paper.on else " tháng",
        "month_blank": "" if paper.on else BLANK,
        "year": "" if paper.on else " năm",
        "year_blank": "" if paper.on else BLANK,
        "kind": paper.kind.upper(),
        "abstract": paper.abstract,
        "authority": paper.authority.upper(),
        "grounds": _closed(paper.grounds),
        "verdict": f"{paper.kind.upper()}:" if paper.authority else "",
        "body": _body(paper.body),
        "signer": [text.upper() for text in paper.signer],
        "signer_name": paper.signer_name,
        "recipients": _recipients(paper.recipients),
    }


def official_docx(paper: Official, *, template: bytes | None = None) -> bytes:
    """For Word; `template` is an office's own. Raises RefusedFile for a bad one."""
    if template is not None:
        return word.fill_replaced(template, official_context(paper))
    return word.fill_shipped(shipped("official.docx"), official_context(paper))


def official_pdf(paper: Official) -> bytes:
    """PDF/A of the same words."""
    return pdf.make_pdf(shipped("official.typ").decode(), official_context(paper))


@cache
def shipped(name: str) -> bytes:
    """A template as it came with eISO."""
    return resources.files(__package__).joinpath("printable", name).read_bytes()


def _closed(grounds: tuple[str, ...]) -> list[str]:
    """Each ends with ";" and the last with "."."""
    texts = [text.rstrip(" ;.") for text in grounds if text.strip()]
    return [f"{text};" for text in texts[:-1]] + [f"{text}." for text in texts[-1:]]


def _body(body: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    made = [{"head": head, "text": text.strip()} for head, text in body]
    if made:
        made[-1]["text"] = made[-1]["text"].rstrip(" .;/") + END_MARK
    return made


def _recipients(recipients: tuple[str, ...]) -> list[str]:
    """Dashes before, ";" after each but the last, which is the registry's copy."""
    named = [text.strip(" -;.") for text in recipients if text.strip(" -;.")]
    if not any(text.startswith("Lưu") for text in named):
        named.append("Lưu: VT")
    return [f"- {text};" for text in named[:-1]] + [f"- {named[-1]}."]
