"""Rows of the step table of a paper, and the sum printed under them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eiso.plan.procedures.definition import (
    Definition,
    Flow,
    Step,
    days_words,
    longest_path,
    step_number,
)
from eiso.plan.procedures.definition.sums import DAY_MINUTES, unit_of_sum
from eiso.plan.procedures.flowchart.plan import Plan

MAX_HEADING = 110
"""A longer title is a paragraph of content and printed as one, not in bold."""
MAX_WHOLE_ROW = 400
"""A row of more characters may break over two pages, so that no page stays half empty."""


def step_rows(definition: Definition, agency: str = "") -> list[dict[str, Any]]:
    """Rows of the step table; before the first step of another agency its name.

    A step without an agency is done by the issuing one, `agency`.
    """
    plan = Plan(definition)
    several = len({step.agency for step in definition.steps}) > 1
    rows: list[dict[str, Any]] = []
    at = None
    for step in definition.steps:
        here = step.agency or agency
        if several and here != at:
            at = here
            rows.append(_row(head=f"Thực hiện tại {here}" if here else "Thực hiện"))
        rows.append(_step_row(plan, step))
    return rows


def _step_row(plan: Plan, step: Step) -> dict[str, Any]:
    lines = [
        *_without_title(lines_of(step.detail), step.title),
        *lines_of(step.note),
        *(f"{words[:1].upper()}{words[1:]}." for words, _ in plan.remarks(step)),
        *(["Được tạm dừng khi có căn cứ."] if step.may_pause else []),
    ]
    papers = listed([item for item in (*step.forms, *step.results) if item])
    heading = len(step.title) <= MAX_HEADING
    return _row(
        no=plan.number(step),
        title=step.title if heading else "",
        text="" if heading else step.title,
        lines=lines,
        post=step.post,
        time=_step_time(plan.definition, step),
        papers=papers,
        papers_text="\n".join(papers),
        long=sum(map(len, [step.title, *lines])) > MAX_WHOLE_ROW,
    )


def _without_title(lines: list[str], title: str) -> list[str]:
    """The title is often the head of the content; it is not said twice."""
    if lines and bare(lines[0]) == bare(title):
        return lines[1:]
    return lines


def bare(text: str) -> str:
    return text.strip(" -–+.:;").casefold()


def _row(**given: Any) -> dict[str, Any]:
    empty = {"head": "", "no": "", "title": "", "text": "", "lines": [], "post": ""}
    return {
        **empty,
        "time": "",
        "papers": [],
        "papers_text": "",
        "long": False,
        **given,
    }


def _step_time(definition: Definition, step: Step) -> str:
    if step.covered_by:
        cover = definition.step(step.covered_by)
        return f"chung với bước {step_number(definition, cover)}" if cover else "—"
    if step.limit is None:
        return "—"
    return step.limit.text.replace("làm việc", "làm\u00a0việc")  # breaks before, not in


def total_words(definition: Definition) -> str:
    """The sum printed under the table, with the branch where there is a choice."""
    way = longest_path(definition)
    several = len(Flow(definition).ways) > 1
    branch = f" (theo nhánh dài nhất: {way.label})" if several and way.label else ""
    return f"{days_words(way.minutes, DAY_MINUTES, unit_of_sum(definition))}{branch}"


def listed(texts: Sequence[str]) -> list[str]:
    return [f"- {text}" for text in texts]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
