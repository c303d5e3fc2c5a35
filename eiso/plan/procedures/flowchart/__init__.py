"""The swim-lane flowchart, drawn by us from a definition: words in, SVG out.

Up to eight steps lie in horizontal lanes; more stand as lines of text with their nodes
in vertical lanes. Pure: knows the definition and a table of letter widths, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from eiso.plan.procedures.definition import Definition
from eiso.plan.procedures.flowchart.horizontal import Horizontal
from eiso.plan.procedures.flowchart.metrics import PAPER, SCREEN
from eiso.plan.procedures.flowchart.narrow import Narrow
from eiso.plan.procedures.flowchart.plan import Plan
from eiso.plan.procedures.flowchart.vertical import Vertical

MAX_HORIZONTAL = 8
MAX_HORIZONTAL_ON_PAPER = 5
PAPER_ROOM = 700
PAGE_LINES = 22
PAGE_SHAPE = 1.22
"""Height over width of what an A4 page has left for a drawing."""

Layout = Literal["auto", "horizontal", "vertical", "narrow"]

__all__ = ["MAX_HORIZONTAL", "PAGE_LINES", "flowchart_pages", "flowchart_svg"]


def flowchart_svg(
    definition: Definition,
    *,
    layout: Layout = "auto",
    marks: Mapping[str, str] | None = None,
    paper: bool = False,
) -> str:
    """One SVG of all steps. `marks`: step key to "added" or "changed".

    "narrow" is for a phone: the post in words instead of lanes.
    "auto" lies for up to MAX_HORIZONTAL steps whose names fit into their nodes.

    `paper` sets the serif of printed documents instead of the screen's face.
    """
    plan = Plan(definition, marks or {})
    face = PAPER if paper else SCREEN
    if layout == "narrow":
        return Narrow(plan, face).svg()
    lying = Horizontal(plan, face)
    few = len(plan.steps) <= MAX_HORIZONTAL and lying.readable
    if layout == "horizontal" or (layout == "auto" and few):
        return lying.svg()
    return Vertical(plan, face, range(len(plan.steps))).svg()


def flowchart_pages(
    definition: Definition, *, lines: int = PAGE_LINES, paper: bool = True
) -> list[str]:
    """The same for pages of an A4 sheet: lane heads repeat, breaks fall between lines.

    A narrower drawing than on screen, so that words stay readable when it is as wide
    as the page; at most `lines` steps and PAGE_SHAPE times its width high.
    """
    plan, face = Plan(definition), PAPER if paper else SCREEN
    lying = Horizontal(plan, face, PAPER_ROOM)
    if len(plan.steps) <= MAX_HORIZONTAL_ON_PAPER and lying.readable:
        return [lying.svg()]
    whole = Vertical(plan, face, range(len(plan.steps)), PAPER_ROOM)
    tall = PAGE_SHAPE * whole.width - whole.top - 40
    pages: list[list[int]] = [[]]
    used = 0.0
    for row in whole.rows:
        if pages[-1] and (len(pages[-1]) == lines or used + row.height > tall):
            pages.append([])
            used = 0.0
        pages[-1].append(row.place)
        used += row.height
    return [Vertical(plan, face, places, PAPER_ROOM).svg() for places in pages]
