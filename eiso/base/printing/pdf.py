"""PDF by typst: a fixed source of ours, plain data as JSON, four bundled letters.

No system font, no system library, no network: the source imports nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from eiso.base.printing.sandbox import plain

_WRITTEN = 1_583_366_400  # one fixed instant: the same paper is the same bytes
_UNDRAWN = "could not be displayed"


@cache
def _fonts() -> Any:
    folder = Path(str(resources.files(__package__).joinpath("fonts")))
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


@cache
def frame() -> str:
    """The shared part of every source: page, heading, tables, signer."""
    place = resources.files(__package__).joinpath("typst", "frame.typ")
    return place.read_text("utf-8")


def make_pdf(source: str, data: Mapping[str, Any]) -> bytes:
    """PDF/A-2b of `frame()` + `source`, which reads `data` as a typst dictionary.

    A letter the bundled face lacks is drawn as a box rather than failing the paper;
    such a paper is a plain PDF, as PDF/A forbids boxes.
    """
    asked = {"data": json.dumps(plain(dict(data)), ensure_ascii=False)}
    whole = (frame() + source).encode()
    try:
        return _compile(whole, asked, ["a-2b"])
    except typst.TypstError as error:
        if _UNDRAWN not in str(error.message):
            raise
    return _compile(whole, asked, [])


def _compile(source: bytes, asked: dict[str, str], standards: list[Any]) -> bytes:
    return typst.compile(
        source,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=asked,
        pdf_standards=standards,
        timestamp=_WRITTEN,
    )


def svg_to_png(svg: str, *, dots_per_inch: float = 200) -> bytes:
    """A drawing as PNG, for programs that take no SVG; one SVG unit is a point."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        '#image(bytes(sys.inputs.svg), format: "svg")\n'
    )
    return typst.compile(
        source.encode(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=dots_per_inch,
        sys_inputs={"svg": svg},
    )
