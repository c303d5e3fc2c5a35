"""The demo's procedures: real ones of the national catalogue, their steps by a plan.

The catalogue says how long a procedure may take, not who does what: the steps here are
the demo's own, the limit is the law's, shared among them in half days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition import (
    Definition,
    RecordKept,
    Return,
    Step,
    StepLimit,
)

HALF = Decimal("0.5")


def with_steps(
    definition: Definition, chain: Sequence[dict[str, Any]], posts: dict[str, str]
) -> Definition:
    """The definition with the chain's steps, which together use the shortest limit.

    `posts` fills the places "{head}" and "{specialist}" of the chain.
    """
    halves = share_out(working_days(definition), [step["share"] for step in chain])
    steps = tuple(
        _step(planned, amount, posts)
        for planned, amount in zip(chain, halves, strict=True)
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


def share_out(total: Decimal, shares: Sequence[int]) -> list[Decimal]:
    """`total` in half days by shares, at least one half each; the largest takes the rest.

    A share of 0 stays 0. A total too short for half days is shared in quarters of it.
    """
    takers = [share for share in shares if share]
    unit = HALF if total >= HALF * len(takers) else total / len(takers)
    whole = sum(takers)
    parts = [
        max(unit, total * share / whole // unit * unit) if share else Decimal(0)
        for share in shares
    ]
    largest = parts.index(max(parts))
    parts[largest] += total - sum(parts)
    return parts


def _step(planned: dict[str, Any], days: Decimal, posts: dict[str, str]) -> Step:
    back = planned.get("returns")
    return Step(
        key=planned["key"],
        title=planned["title"],
        post=planned["post"].format(**posts),
        limit=_limit(days),
        forms=tuple(planned.get("forms", ())),
        results=tuple(planned.get("results", ())),
        returns=(Return(to=back["to"], when=back["when"]),) if back else (),
        may_pause=planned.get("may_pause", False),
    )


def _limit(days: Decimal) -> StepLimit | None:
    if not days:
        return None
    if days % HALF:
        minutes = int(days * 480)
        text = f"{minutes} phút"
        return StepLimit(text=text, value=Decimal(minutes) / 60, unit=Unit.WORKING_HOUR)
    text = f"{days.normalize():f} ngày làm việc".replace(".", ",")
    return StepLimit(text=text, value=days, unit=Unit.WORKING_DAY)


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
    shorter = replace(longest, limit=_limit(longest.limit.value - HALF))
    steps = tuple(shorter if s.key == longest.key else s for s in definition.steps)
    return replace(definition, steps=steps)
