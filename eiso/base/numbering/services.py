"""Take the next official number, in the transaction of the paper that bears it."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from importlib import resources

from django.db import connection
from django.db.models import F

from eiso.base.errors import NotReady
from eiso.base.numbering.choices import Register
from eiso.base.numbering.models import Counter
from eiso.base.numbering.rules import PaperKind


def take(register: str, scope: str, on: dt.date) -> int:
    """The next number of `register` of the agency at path `scope` in the year of `on`.

    Gapless: the counter row stays locked until the caller's transaction ends, and a
    roll-back gives the number back. Outside a transaction it refuses (RuntimeError).
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction of its paper")
    if register not in Register.values:
        raise NotReady(f"Không có sổ “{register}”. Chọn sổ văn bản đi hoặc quyết định.")
    row = Counter.objects.filter(scope=scope, year=on.year, register=register)
    # UPDATE first, not read then write: the update itself takes the row's lock.
    if not row.update(last=F("last") + 1):
        fresh = Counter(scope=scope, year=on.year, register=register)
        Counter.objects.bulk_create([fresh], ignore_conflicts=True)
        row.update(last=F("last") + 1)
    return row.values_list("last", flat=True).get()


@cache
def paper_kinds() -> dict[str, PaperKind]:
    """Shipped kinds of paper by type code; "" is the official letter (công văn)."""
    text = resources.files("eiso.base.numbering").joinpath("data/paper_kinds.json")
    rows = json.loads(text.read_text(encoding="utf-8"))
    return {row["code"]: PaperKind(**row) for row in rows}
