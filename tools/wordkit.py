"""Words, lines and tables of the Word templates, over python-docx."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

CENTER, LEFT, RIGHT, BOTH = ALIGN.CENTER, ALIGN.LEFT, ALIGN.RIGHT, ALIGN.JUSTIFY
HEAD_FILL, ROW_FILL, BLANK_FILL = "F2F2F2", "F8F8F8", "DEDEDE"


def new_document() -> Any:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(17)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    for name, size in (("Normal", 13), ("Heading 1", 13), ("Heading 2", 13)):
        face(document.styles[name], size)
    for name, before in (("Heading 1", 14), ("Heading 2", 10)):
        style = document.styles[name]
        style.font.bold = True
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    normal = document.styles["Normal"].paragraph_format
    normal.space_before, normal.space_after = Pt(0), Pt(6)
    normal.line_spacing = 1.05
    return document


def face(style: Any, size: int) -> None:
    style.font.name = "Times New Roman"
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "heme" in name:
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), "Times New Roman")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def put(
    paragraph: Any,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 0,
    blank: bool = False,
) -> Any:
    run = paragraph.add_run(text)
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)
    if blank:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), BLANK_FILL)
        run._r.get_or_add_rPr().append(shade)
    return run


def line(
    place: Any,
    text: str = "",
    *,
    align: Any = None,
    indent: bool = False,
    next_too: bool = False,
    **look: Any,
) -> Any:
    """A new paragraph in a document or cell; `next_too` keeps it with what follows."""
    paragraph = place.add_paragraph()
    if align is not None:
        paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.alignment = BOTH
    paragraph.paragraph_format.keep_with_next = next_too or None
    if text:
        put(paragraph, text, **look)
    return paragraph


def each(document: Any, name: str, *, next_too: bool = False) -> None:
    """One indented paragraph for every text of the list `name`."""
    line(document, f"{{%p for item in {name} %}}")
    line(document, "{{ item }}", indent=True, next_too=next_too)
    line(document, "{%p endfor %}")


def fill(cell: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


def set_row(row: Any, *, head: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


class Table:
    """A table of fixed widths (mm) in a document, header or cell."""

    def __init__(
        self, place: Any, widths: Sequence[float], size: float = 12, **room: Any
    ) -> None:
        self.table = place.add_table(0, len(widths), **room)
        self.table.style = "Table Grid" if "width" not in room else None
        self.table.alignment = WD_TABLE_ALIGNMENT.CENTER
        self.table.autofit = False
        self.widths, self.size = widths, size
        for column, width in zip(self.table.columns, widths, strict=True):
            column.width = Mm(width)
        if "width" in room:
            borders(self.table)

    def row(
        self,
        *texts: str,
        aligns: Sequence[Any] = (),
        bold: bool = False,
        head: bool = False,
        middle: bool = False,
    ) -> Any:
        row = self.table.add_row()
        set_row(row, head=head)
        for place, (cell, width) in enumerate(zip(row.cells, self.widths, strict=True)):
            cell.width = Mm(width)
            if middle or head:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.alignment = (
                aligns[place] if aligns else (CENTER if head else LEFT)
            )
            paragraph.paragraph_format.keep_with_next = head or None
            text = texts[place] if place < len(texts) else ""
            if text:
                put(paragraph, text, bold=bold or head, size=self.size)
            if head:
                fill(cell, HEAD_FILL)
        return row

    def tag(self, text: str) -> None:
        """A row that holds a {%tr %} tag and is gone in the filled document."""
        self.table.add_row().cells[0].paragraphs[0].add_run(text)

    def wide(self, text: str, start: int, end: int, row: Any, **look: Any) -> Any:
        cell = row.cells[start].merge(row.cells[end])
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        paragraph = cell.paragraphs[0]
        for run in list(paragraph.runs):
            run._r.getparent().remove(run._r)
        paragraph.alignment = look.pop("align", LEFT)
        put(paragraph, text, size=self.size, **look)
        return cell


def borders(table: Any) -> None:
    made = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
        made.append(edge)
    table._tbl.tblPr.append(made)


def number_field(paragraph: Any, code: str, size: float) -> None:
    """PAGE or NUMPAGES, counted by the program that opens the file."""
    for kind, text in (
        ("begin", ""),
        ("", code),
        ("separate", ""),
        ("", "1"),
        ("end", ""),
    ):
        run = put(paragraph, "", size=size)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        elif text == code:
            mark = OxmlElement("w:instrText")
            mark.text = code
        else:
            mark = OxmlElement("w:t")
            mark.text = text
        run._r.append(mark)


def page_number(document: Any) -> None:
    """Centred in the top margin, not on the first page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(12)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTER
    number_field(paragraph, "PAGE", 13)


def ruled(paragraph: Any, length_mm: float, room_mm: float) -> None:
    """A line under a short text: an empty paragraph with a border, indented."""
    side = Mm((room_mm - length_mm) / 2)
    paragraph.paragraph_format.left_indent = side
    paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.line_spacing = Pt(3)
    edges = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (
        ("val", "single"),
        ("sz", "5"),
        ("space", "1"),
        ("color", "000000"),
    ):
        top.set(qn(f"w:{name}"), value)
    edges.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        edges, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def plain_table(document: Any, widths: Sequence[float]) -> Any:
    """One row of two columns without lines, for heads and signatures."""
    table = document.add_table(1, len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_row(table.rows[0])
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Mm(width)
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    return table.rows[0].cells


def snug(paragraph: Any, after: float = 0) -> Any:
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph
