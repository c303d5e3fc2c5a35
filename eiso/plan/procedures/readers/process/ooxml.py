"""The elements of WordprocessingML, met through all that may be wrapped around them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SKIP = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}txbxContent",
    f"{W}pPr",
    f"{W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def value(element: Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{name}", "")


def blocks_of(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those inside content controls and insertions."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}smartTag",
            f"{W}customXml",
        ):
            yield from blocks_of(child)


def inside(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table, cells of a row, wrapped or not."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from inside(child, tag)


def rows(table: Element) -> Iterator[Element]:
    for row in inside(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is None or properties.find(f"{W}del") is None:
            yield row


def cells(row: Element) -> Iterator[Element]:
    return inside(row, f"{W}tc")


def runs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag in SKIP:
            continue
        if child.tag == f"{W}r":
            yield child
        else:
            yield from runs(child)


def bold(run: Element) -> bool:
    properties = run.find(f"{W}rPr")
    mark = properties.find(f"{W}b") if properties is not None else None
    return mark is not None and value(mark) not in ("0", "false", "none")


def spans(properties: Element | None) -> tuple[int, str]:
    """Columns covered, and "restart", "continue" or "" of a merge downwards."""
    if properties is None:
        return 1, ""
    span = small(value(properties.find(f"{W}gridSpan")), 1)
    mark = properties.find(f"{W}vMerge")
    if mark is None:
        return max(span, 1), ""
    return max(span, 1), value(mark) or "continue"


def small(text: str, default: int) -> int:
    return (
        int(text) if text.isascii() and text.isdigit() and int(text) < 200 else default
    )
