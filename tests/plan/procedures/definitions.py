"""Definitions for the tests: arbitrary ones for laws, and three drawn from life."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition import (
    END,
    Channel,
    Component,
    Definition,
    FormTemplate,
    Kind,
    LegalBasis,
    LimitPart,
    Next,
    RecordKept,
    Return,
    Rule,
    Step,
    StepLimit,
    Via,
)

texts = (
    st.text(max_size=24)
    | st.sampled_from(
        [
            "",
            "yes",
            "null",
            "~",
            "0.5",
            "2021-01-01",
            "- a",
            "a: b",
            "#",
            "'",
            '"',
            "|\n x",
        ]
    )
    | st.text(alphabet="aàđĐộ \n\r\t\x85\u2028\ufeff:#-", max_size=12)
)
amounts = st.decimals(0, 999, places=3, allow_nan=False)
parts = st.builds(LimitPart, amounts, st.sampled_from(Unit))
limits = st.builds(
    StepLimit, texts, amounts, st.sampled_from(Unit), st.lists(parts, max_size=2)
)
keys = st.sampled_from(["a", "b", "c", "d", "e", ""])
arrows = st.lists(st.builds(Next, keys | st.just(END), texts), max_size=3)
backs = st.lists(st.builds(Return, keys, texts), max_size=2)
names = st.lists(texts, max_size=2)
steps = st.builds(
    Step,
    key=keys,
    number=texts,
    title=texts,
    post=texts,
    agency=texts,
    limit=st.none() | limits,
    covered_by=keys,
    forms=names,
    results=names,
    next=arrows,
    returns=backs,
    may_pause=st.booleans(),
    note=texts,
    detail=texts,
)
counts = st.integers(0, 99)
definitions = st.builds(
    Definition,
    kind=st.sampled_from(Kind),
    national_code=texts,
    symbol=texts,
    title=texts,
    field=texts,
    level=texts,
    purpose=texts,
    scope=texts,
    references=texts,
    terms=texts,
    reception=texts,
    content=texts,
    rule=st.sampled_from(Rule),
    channels=st.lists(
        st.builds(Channel, st.sampled_from(Via), st.none() | limits, texts, texts),
        max_size=3,
    ),
    components=st.lists(st.builds(Component, texts, counts, counts, texts), max_size=2),
    sets=counts,
    legal_bases=st.lists(st.builds(LegalBasis, texts, texts), max_size=2),
    results=names,
    steps=st.lists(steps, max_size=4),
    forms=st.lists(st.builds(FormTemplate, texts, texts, texts), max_size=2),
    records=st.lists(st.builds(RecordKept, texts, texts, texts), max_size=2),
)


def days(text: str, value: str | None = None) -> StepLimit:
    """Working days as an office writes them: days("0,5")."""
    number = Decimal(value or text.replace(",", "."))
    return StepLimit(f"{text} ngày làm việc", number, Unit.WORKING_DAY)
