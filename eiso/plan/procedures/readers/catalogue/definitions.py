"""From a catalogue entry to a definition to start from, and what differs between both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from eiso.base.clock.limits import LimitNotUnderstood, parse_limit
from eiso.base.text.folding import fold, squash
from eiso.plan.procedures.definition import (
    Channel,
    Component,
    Definition,
    Kind,
    LegalBasis,
    StepLimit,
    Via,
)

CHANNEL_WORDS = {
    "direct": "Trực tiếp",
    "online": "Trực tuyến",
    "post": "Dịch vụ bưu chính",
}
_SHORTEST = 25  # letters that make a cut name one's own
_BULLET = re.compile(r"^(?:[-+*•\s]+|\(?(?:[a-zđ]{1,2}|\d{1,2}|[ivx]{1,4})[).]\s*)+")


@dataclass(frozen=True)
class Difference:
    """One thing an agency's procedure and the catalogue say differently.

    `own` or `national` is empty where only the other side has it; `longer` marks a limit
    longer than the published one, which no agency may set.
    """

    what: str
    own: str
    national: str
    longer: bool = False

    @property
    def sentence(self) -> str:
        if not self.own:
            return f"{self.what}: danh mục có “{self.national}”, quy trình chưa có"
        if not self.national:
            return f"{self.what}: quy trình có “{self.own}”, danh mục không có"
        more = " (dài hơn mức công bố)" if self.longer else ""
        return (
            f"{self.what}: quy trình ghi “{self.own}”, danh mục ghi “{self.national}”"
            f"{more}"
        )


def to_definition(content: Mapping[str, Any]) -> Definition:
    """The definition a draft starts from: all the catalogue says, and no steps yet."""
    return Definition(
        kind=Kind.TTHC,
        national_code=content["code"],
        title=content["title"],
        field=content["field"],
        level=content["level"],
        channels=tuple(_channel(row) for row in content["channels"]),
        components=tuple(
            Component(
                name=row["name"],
                originals=row["originals"] or 0,
                copies=row["copies"] or 0,
                note="; ".join(part for part in (row["group"], row["form"]) if part),
            )
            for row in content["components"]
        ),
        legal_bases=tuple(
            LegalBasis(symbol=row["symbol"], title=row["title"])
            for row in content["legal_bases"]
        ),
        results=tuple(content["results"]),
    )


def _channel(row: Mapping[str, Any]) -> Channel:
    limit = None
    if row["limit"] is not None:
        try:
            limit = StepLimit.of(parse_limit(row["limit_text"]))
        except LimitNotUnderstood:  # read by an older grammar: kept as text
            limit = None
    return Channel(
        channel=Via(row["channel"]),
        limit=limit,
        limit_text=row["limit_text"],
        fee_text=squash(row["fee_text"]),
    )


def differences(own: Definition, content: Mapping[str, Any]) -> list[Difference]:
    """What differs in title, limits, fees, papers and legal bases, in this order.

    Only what the catalogue states is compared: an entry known from a list alone has no
    channels, papers or legal bases to differ from.
    """
    national = to_definition(content)
    found = []
    if _title(own.title) != _title(national.title):
        found.append(Difference("Tên thủ tục", own.title, national.title))
    if national.channels:
        found += _of_channels(own, national)
    if national.components:
        found += _of_names(
            "Thành phần hồ sơ",
            {_plain(row.name): row.name for row in own.components},
            {_plain(row.name): row.name for row in national.components},
        )
    if national.legal_bases:
        found += _of_names("Căn cứ pháp lý", _basis_names(own), _basis_names(national))
    return found


def _of_channels(own: Definition, national: Definition) -> Iterator[Difference]:
    for via, word in CHANNEL_WORDS.items():
        mine = [row for row in own.channels if row.channel == via]
        theirs = [row for row in national.channels if row.channel == via]
        if {_limit_key(row) for row in mine} != {_limit_key(row) for row in theirs}:
            yield Difference(
                f"Thời hạn, {word.lower()}",
                _limits(mine),
                _limits(theirs),
                longer=_is_longer(mine, theirs),
            )
        if mine and theirs and not _same_fees(mine, theirs):
            yield Difference(
                f"Phí, lệ phí, {word.lower()}",
                "; ".join(row.fee_text for row in mine) or "không ghi",
                "; ".join(row.fee_text for row in theirs) or "không ghi",
            )


def _limit_key(row: Channel) -> tuple[object, ...]:
    if row.limit is None:
        return ("", fold(row.limit_text))
    return (row.limit.unit, row.limit.value, row.limit.more)


def _limits(rows: list[Channel]) -> str:
    return "; ".join(
        dict.fromkeys(row.limit_text.strip() or "không ghi" for row in rows)
    )


def _is_longer(mine: list[Channel], theirs: list[Channel]) -> bool:
    """Longer for certain: one unit on both sides, and my longest above their longest."""
    units = {row.limit.unit if row.limit else None for row in (*mine, *theirs)}
    if not mine or not theirs or len(units) != 1 or None in units:
        return False
    longest = [
        max(row.limit.value for row in rows if row.limit) for rows in (mine, theirs)
    ]
    return longest[0] > longest[1]


def _same_fees(mine: list[Channel], theirs: list[Channel]) -> bool:
    """The same amounts; notes are compared only where both sides print one."""
    fees = [{fold(row.fee_text) for row in rows} for rows in (mine, theirs)]
    amounts = [{fee.partition("(")[0].strip() for fee in side} for side in fees]
    noted = [any("(" in fee for fee in side) for side in fees]
    return fees[0] == fees[1] or (amounts[0] == amounts[1] and not all(noted))


def _of_names(
    what: str, mine: dict[str, str], theirs: dict[str, str]
) -> Iterator[Difference]:
    for key, name in theirs.items():
        if not any(_same(key, own) for own in mine):
            yield Difference(what, "", name)
    for key, name in mine.items():
        if not any(_same(key, their) for their in theirs):
            yield Difference(what, name, "")


def _same(one: str, other: str) -> bool:
    """Equal, or one is the other cut short: papers are listed with and without their
    conditions ("Tờ khai theo mẫu", "Tờ khai theo mẫu, trừ trường hợp …")."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _SHORTEST and long.startswith(short))


def _title(text: str) -> str:
    return fold(text).removeprefix("thu tuc ").strip(" .")


def _basis_names(definition: Definition) -> dict[str, str]:
    return {
        fold(row.symbol) or _plain(row.title): row.symbol or row.title
        for row in definition.legal_bases
    }


def _plain(name: str) -> str:
    """A paper's name without its bullet and last stop: lists are numbered differently."""
    return fold(_BULLET.sub("", name)).strip(" .;,:")
