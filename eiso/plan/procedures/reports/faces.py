"""The papers themselves: bytes that depend on the definition and the facts only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from eiso.base.printing import pdf, word
from eiso.base.printing.rendering import MARK, Picture
from eiso.plan.procedures.definition import Definition
from eiso.plan.procedures.flowchart import flowchart_pages
from eiso.plan.procedures.reports.context import annex_context, procedure_context
from eiso.plan.procedures.reports.facts import IssueFacts

_ROOM = "eiso.plan.procedures"
_PICTURE_WIDTH_MM = 160.0


def procedure_docx(
    definition: Definition, facts: IssueFacts, *, template: bytes | None = None
) -> bytes:
    """The ISO procedure for Word. `template`: the office's own, else the shipped one.

    Raises RefusedFile when the office's template cannot be used.
    """
    context = procedure_context(definition, facts)
    drawings = flowchart_pages(definition)
    names = [f"flowchart-{place}" for place in range(len(drawings))]
    context["flowcharts"] = [MARK.format(name) for name in names]
    pictures = {
        name: Picture(
            pdf.svg_to_png(svg), _PICTURE_WIDTH_MM, f"Lưu đồ {definition.title}"
        )
        for name, svg in zip(names, drawings, strict=True)
    }
    if template is not None:
        return word.fill_replaced(template, context, pictures)
    return word.fill_shipped(shipped("procedure.docx"), context, pictures)


def procedure_pdf(definition: Definition, facts: IssueFacts) -> bytes:
    """The ISO procedure as PDF, with the same words."""
    context = procedure_context(definition, facts)
    context["flowcharts"] = flowchart_pages(definition)
    return pdf.make_pdf(shipped("procedure.typ").decode(), context)


def annex_docx(
    definitions: Sequence[Definition],
    facts: IssueFacts,
    *,
    template: bytes | None = None,
) -> bytes:
    """The annex of an approving decision for Word; raises as `procedure_docx`."""
    context = annex_context(definitions, facts)
    if template is not None:
        return word.fill_replaced(template, context)
    return word.fill_shipped(shipped("annex.docx"), context)


def annex_pdf(definitions: Sequence[Definition], facts: IssueFacts) -> bytes:
    """The annex of an approving decision as PDF, with the same words."""
    context: dict[str, Any] = annex_context(definitions, facts)
    return pdf.make_pdf(shipped("annex.typ").decode(), context)


@cache
def shipped(name: str) -> bytes:
    """A template as it came with eISO: what an office takes to make its own."""
    return resources.files(_ROOM).joinpath("printable", name).read_bytes()
