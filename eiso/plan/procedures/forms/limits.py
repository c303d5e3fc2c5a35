"""A limit typed into a table whose head says "ngày làm việc"."""

from __future__ import annotations

import re

from eiso.base.clock.limits import LimitNotUnderstood, parse_limit
from eiso.plan.procedures.definition import StepLimit

_BARE = re.compile(r"\d+(?:[.,]\d+)?|\d+/\d+|[½¼¾]")


def typed_limit(text: str, before: StepLimit | None) -> StepLimit | None:
    """The limit a person typed; "" is none. A bare number has the unit of the head.

    What was already there stays exactly as it was written. Raises LimitNotUnderstood.
    """
    text = " ".join(text.split())[:200]
    if not text or text in {"-", "–", "—"}:
        return None
    if before is not None and text in {before.text, shown_limit(before)}:
        return before
    whole = f"{text} ngày làm việc" if _BARE.fullmatch(text) else text
    return StepLimit.of(parse_limit(whole), whole)


def shown_limit(limit: StepLimit | None) -> str:
    """What stands in the box: the text as written, without the unit of the head."""
    if limit is None:
        return ""
    bare = limit.text.removesuffix(" ngày làm việc")
    return bare if _BARE.fullmatch(bare) else limit.text


__all__ = ["LimitNotUnderstood", "shown_limit", "typed_limit"]
