"""Tabler's outline icons as inline SVG: no request, no script, colour of the text."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).parent / "static/ui/vendor/icons"
UNKNOWN = "circle"  # a missing name never breaks a page; a test finds it


def known() -> set[str]:
    """Names of the icons in the tree."""
    return {file.stem for file in FOLDER.glob("*.svg")}


@lru_cache(maxsize=400)
def _paths(name: str) -> str:
    if name not in known():
        return _paths(UNKNOWN)
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    shapes = re.findall(r"<(?:path|circle|rect|line|polyline)\b[^>]*/>", text)
    return "".join(shape for shape in shapes if 'stroke="none"' not in shape)


@lru_cache(maxsize=1000)
def svg(name: str, size: int = 16) -> SafeString:
    """The icon, hidden from readers: the word beside it says the same."""
    return format_html(
        '<svg class="ico" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true" focusable="false">{1}</svg>',
        size,
        mark_safe(_paths(name)),  # noqa: S308 - our own vendored files
    )
