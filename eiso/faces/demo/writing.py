"""The demo's procedures: real ones of the national catalogue, their steps by a plan.

The catalogue says how long a procedure may take, not who does what: the steps here are
the demo's own, the limit is the law's, shared among them in half days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from eiso.base.clock.limits import Unit, parse_limit
from eiso.plan.procedures.definition import (
    Definition,
    RecordKept,
    Return,
    Step,
    StepLimit,
)

DAY = 480
"""Minutes of a working day in sums of procedures (domain 4.5)."""
HALF_DAY = DAY // 2
QUARTER = 15


def with_steps(
    definition: Definition, chain: Sequence[dict[str, Any]], posts: dict[str, str]
) -> Definition:
    """The definition with the chain's steps, which together use the shortest limit.

    `posts` fills the places "{head}" and "{specialist}" of the chain.
    """
    minutes = int(working_days(definition) * DAY)
    parts = share_out(minutes, [step["share"] for step in chain])
    steps = tuple(
        _step(planned, part, posts) for planned, part in zip(chain, parts, strict=True)
    )
    return replace(definition, steps=steps, records=_records())


def working_days(definition: Definition) -> Decimal:
    """The shortest limit of any channel, in working days; calendar days count 5 of 7."""
    limits = [channel.limit for channel in definition.channels if channel.limit]
    return min(_days(limit) for limit in limits)


def _days(limit: StepLimit) -> Decimal:
    whole = {
        Unit.WORKING_DAY: limit.value,
        Unit.DAY: limit.value * 5 // 7,
        Unit.MONTH: limit.value * 20,
        Unit.WORKING_HOUR: limit.value / 8,
        Unit.SAME_DAY: Decimal(1),
    }
    return Decimal(whole[limit.unit])


def share_out(total_minutes: int, shares: Sequence[int]) -> list[int]:
    """Minutes of each share, in half days; the largest takes the rest.

    A share of 0 stays 0. A total too short for half days is shared in quarter hours.
    """
    takers = [share for share in shares if share]
    unit = HALF_DAY
    if total_minutes < HALF_DAY * len(takers):
        unit = total_minutes // len(takers) // QUARTER * QUARTER
    parts = [
        max(unit, total_minutes * share // sum(takers) // unit * unit) if share else 0
        for share in shares
    ]
    largest = parts.index(max(parts))
    parts[largest] += total_minutes - sum(parts)
    return parts


def _step(planned: dict[str, Any], minutes: int, posts: dict[str, str]) -> Step:
    back = planned.get("returns")
    return Step(
        key=planned["key"],
        title=planned["title"],
        post=planned["post"].format(**posts),
        limit=_limit(minutes),
        forms=tuple(planned.get("forms", ())),
        results=tuple(planned.get("results", ())),
        returns=(Return(to=back["to"], when=back["when"]),) if back else (),
        may_pause=planned.get("may_pause", False),
    )


def _limit(minutes: int) -> StepLimit | None:
    if not minutes:
        return None
    if minutes % HALF_DAY:
        return StepLimit.of(parse_limit(f"{minutes} phút"))
    days = f"{Decimal(minutes) / DAY:f}".replace(".", ",")
    return StepLimit.of(parse_limit(f"{days} ngày làm việc"))


def _records() -> tuple[RecordKept, ...]:
    # How long a record is kept is not known to domain.md (6.5): left for the office.
    return (
        RecordKept(name="Hồ sơ thủ tục hành chính", place="Lưu trữ cơ quan"),
        RecordKept(name="Phiếu kiểm soát quá trình giải quyết hồ sơ", place="Một cửa"),
    )


def faster(definition: Definition) -> Definition | None:
    """The next version: the longest step half a day shorter, or None if it is too short."""
    longest = max(definition.steps, key=lambda s: s.limit.value if s.limit else 0)
    if longest.limit is None or longest.limit.unit != Unit.WORKING_DAY:
        return None
    if longest.limit.value <= 1:
        return None
    minutes = int(longest.limit.value * DAY) - HALF_DAY
    shorter = replace(longest, limit=_limit(minutes))
    steps = tuple(shorter if s.key == longest.key else s for s in definition.steps)
    return replace(definition, steps=steps)
