"""What the readers of the national catalogue give back, whatever the source.

A published procedure is read into one frozen `Published`; a field the source does not
carry at all is left out of `Published.stated`, so that a poor source never looks like a
statement that something is empty. Source: the national public service portal, 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from eiso.base.text.folding import squash

CODE = re.compile(r"\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|\.[A-Z]\d{2})?\Z")
LONGEST_TEXT = 200_000
LONGEST_TITLE = 3000
LONGEST_SHORT = 300
NOTHING = frozenset({"", "không có thông tin", "-", "--"})


class Kind(StrEnum):
    """The kinds of source, told from the content, never from the file's name."""

    CRAWL = "crawl"
    STRUCTURED = "structured"
    PORTAL = "portal"
    LINES = "eiso"


@dataclass(frozen=True)
class ChannelRow:
    """One row of the published table of channels.

    `value` and `unit` are the limit (value as printed, "0.5" or "3"), both empty when
    the limit is not one number with a unit; `limit_text` is exactly what stands there.
    """

    channel: str
    limit_text: str
    fee_text: str
    note: str = ""
    value: str = ""
    unit: str = ""

    @property
    def limit(self) -> dict[str, Any] | None:
        if not self.unit:
            return None
        number = float(self.value)
        return {
            "value": int(number) if number.is_integer() else number,
            "unit": self.unit,
        }


@dataclass(frozen=True)
class ComponentRow:
    """One paper of the dossier; `originals` and `copies` are None where not printed."""

    name: str
    form: str = ""
    originals: int | None = None
    copies: int | None = None
    group: str = ""


@dataclass(frozen=True)
class BasisRow:
    """One legal basis: the number of the document (or "") and its title as printed."""

    symbol: str
    title: str


@dataclass(frozen=True)
class Published:
    """One procedure as its publishing body printed it. `stated` names the fields this
    source carries (see `FIELDS`); the others say nothing.
    """

    code: str
    where: str
    stated: frozenset[str]
    title: str
    field: str = ""
    level: str = ""
    decision: str = ""
    body: str = ""
    kind: str = ""
    channels: tuple[ChannelRow, ...] = ()
    components: tuple[ComponentRow, ...] = ()
    legal_bases: tuple[BasisRow, ...] = ()
    results: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    url: str = ""
    unread: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The national identity: the first eight characters of the code."""
        return self.code[:8]


FIELDS = (
    "title",
    "field",
    "level",
    "decision",
    "kind",
    "channels",
    "components",
    "legal_bases",
    "results",
    "agencies",
    "url",
)


@dataclass(frozen=True)
class Refused:
    """A record that was not taken, where it stands and why."""

    where: str
    reason: str
    code: str = ""  # of the procedure it speaks of, where that much could be read


@dataclass
class CatalogueFile:
    """All of one file: `len(procedures) + len(refused)` is the number of its records."""

    name: str
    source: Kind
    procedures: list[Published] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    body: str = ""

    @property
    def read(self) -> int:
        return len(self.procedures) + len(self.refused)


class RecordRefused(ValueError):
    """One record cannot be taken; the message is the reason, in Vietnamese."""


def said(text: object) -> str:
    """One-line text of a cell; the portal's ways of saying nothing become ""."""
    if not isinstance(text, str):
        return ""
    line = squash(text)
    return "" if line.lower() in NOTHING else line


def text_of(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RecordRefused(f"Trường “{key}” không phải chữ")
    if len(value) > LONGEST_TEXT:
        raise RecordRefused(f"Trường “{key}” dài quá {LONGEST_TEXT} chữ")
    return value


def one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def checked_code(value: object) -> str:
    """The code as printed, or `RecordRefused` with the text quoted."""
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        raise RecordRefused("Thiếu mã thủ tục")
    if not CODE.match(text):
        raise RecordRefused(f"Mã thủ tục không đúng dạng d.dddddd: “{text[:60]}”")
    return text


def checked_title(value: object) -> str:
    title = said(value)
    if not title:
        raise RecordRefused("Thiếu tên thủ tục")
    if len(title) > LONGEST_TITLE:
        raise RecordRefused(f"Tên thủ tục dài quá {LONGEST_TITLE} chữ")
    return title


def short(value: object, what: str) -> str:
    """A text that must fit a column of the register (300 letters)."""
    text = said(value)
    if len(text) > LONGEST_SHORT:
        raise RecordRefused(f"{what} dài quá {LONGEST_SHORT} chữ: “{text[:60]}…”")
    return text


def collect(file: CatalogueFile, records: Iterable[Published | Refused]) -> None:
    """Sort records into taken and refused; a code printed twice is taken once."""
    first: dict[str, str] = {}
    for record in records:
        if isinstance(record, Refused):
            file.refused.append(record)
        elif record.key in first:
            reason = f"Mã {record.code} đã có ở {first[record.key]} của cùng tệp"
            file.refused.append(Refused(record.where, reason, record.code))
        else:
            first[record.key] = record.where
            file.procedures.append(record)
