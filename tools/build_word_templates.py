"""Build the Word templates that ship with eISO, the same bytes each time.

    python tools/build_word_templates.py

Offices replace them with their own; ours are made here so that a change of layout is
read in a diff of this file and not of a package.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from eiso.base.printing.rendering import same_bytes, settle

PRINTABLE = Path(__file__).parent.parent / "eiso" / "plan" / "procedures" / "printable"
CENTER, LEFT, RIGHT, BOTH = ALIGN.CENTER, ALIGN.LEFT, ALIGN.RIGHT, ALIGN.JUSTIFY
HEAD_FILL, ROW_FILL, BLANK_FILL = "F2F2F2", "F8F8F8", "DEDEDE"


def main() -> None:
    for name, build in (("procedure.docx", procedure), ("annex.docx", annex)):
        (PRINTABLE / name).write_bytes(packed(build))
        sys.stdout.write(f"{name}\n")


def packed(build: Callable[[Any], None]) -> bytes:
    document = new_document()
    build(document)
    settle(document)
    made = io.BytesIO()
    document.save(made)
    return same_bytes(made.getvalue())


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


def each(document: Any, name: str, prefix: str = "") -> None:
    """One indented paragraph for every text of the list `name`."""
    line(document, f"{{%p for item in {name} %}}")
    line(document, f"{prefix}{{{{ item }}}}", indent=True)
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


def step_table(document: Any, rows: str, total: str) -> None:
    table = Table(document, (12, 59, 31, 25, 36))
    table.row(
        "TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả", head=True
    )
    table.tag(f"{{%tr for row in {rows} %}}")
    table.tag("{%tr if row.head %}")
    row = table.row()
    cell = table.wide("{{ row.head }}", 0, 4, row, bold=True)
    fill(cell, ROW_FILL)
    cell.paragraphs[0].paragraph_format.keep_with_next = True
    table.tag("{%tr else %}")
    aligns = (CENTER, LEFT, LEFT, CENTER, LEFT)
    row = table.row(
        "{{ row.no }}", "", "{{ row.post }}", "{{ row.time }}", "{{ row.papers_text }}",
        aligns=aligns,
    )  # fmt: skip
    title = row.cells[1]
    put(title.paragraphs[0], "{{ row.title }}", bold=True, size=12)
    for text in ("{%p for item in row.lines %}", "{{ item }}", "{%p endfor %}"):
        line(title, text, size=12).paragraph_format.space_after = Pt(2)
    table.tag("{%tr endif %}")
    table.tag("{%tr endfor %}")
    row = table.row()
    table.wide("Tổng thời gian", 0, 2, row, bold=True, align=RIGHT)
    table.wide(f"{{{{ {total} }}}}", 3, 4, row, bold=True)


def loop_table(
    document: Any,
    widths: Sequence[float],
    heads: Sequence[str],
    rows: str,
    cells: Sequence[str],
    aligns: Sequence[Any],
) -> Table:
    table = Table(document, widths)
    table.row(*heads, head=True)
    table.tag(f"{{%tr for item in {rows} %}}")
    table.row(*cells, aligns=aligns)
    table.tag("{%tr endfor %}")
    return table


def decision(paragraph: Any, lead: str, end: str, *, italic: bool = False) -> None:
    put(paragraph, lead + "{{ decision_number }}", italic=italic)
    put(paragraph, "{{ number_blank }}", blank=True)
    put(paragraph, "/{{ decision_symbol }} ngày {{ decision_on }}", italic=italic)
    put(paragraph, "{{ day_blank }}", blank=True)
    put(paragraph, end, italic=italic)


def cover_block(section: Any) -> None:
    section.top_margin = Mm(46)
    section.header_distance = Mm(15)
    header = section.header
    header.is_linked_to_previous = False
    table = Table(header, (54, 63, 46), size=11, width=Mm(163))
    row = table.row(middle=True, aligns=(CENTER, CENTER, LEFT))
    left, middle, right = row.cells
    put(left.paragraphs[0], "{{ superior|upper }}", size=11)
    line(left, "{{ agency|upper }}", align=CENTER, bold=True, size=11)
    put(middle.paragraphs[0], "QUY TRÌNH", bold=True, size=12)
    line(middle, "{{ title }}", align=CENTER, bold=True, size=12)
    put(right.paragraphs[0], "Mã hiệu: {{ symbol }}", size=11)
    line(right, "Lần ban hành: {{ issue_no }}", size=11)
    line(right, "Lần sửa đổi: {{ revision_no }}", size=11)
    effective = line(right, "Ngày ban hành: {{ effective }}", size=11)
    put(effective, "{{ effective_blank }}", blank=True, size=11)
    pages = line(right, "Trang: ", size=11)
    number_field(pages, "PAGE", 11)
    put(pages, "/", size=11)
    number_field(pages, "NUMPAGES", 11)
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(0)
    header.paragraphs[0]._p.getparent().remove(header.paragraphs[0]._p)
    line(header).paragraph_format.space_after = Pt(0)


def procedure(document: Any) -> None:
    cover_block(document.sections[0])
    sign_offs(document)
    amendments(document)
    for number, title, name in (
        ("1", "MỤC ĐÍCH", "purpose"),
        ("2", "PHẠM VI", "scope"),
        ("3", "TÀI LIỆU VIỆN DẪN", "references"),
        ("4", "ĐỊNH NGHĨA, VIẾT TẮT", "terms"),
    ):
        heading = document.add_heading(f"{number}. {title}", 1)
        heading.paragraph_format.page_break_before = number == "1" or None
        each(document, name)
    document.add_heading("5. NỘI DUNG", 1)
    content(document)
    document.add_heading("6. BIỂU MẪU", 1)
    loop_or_nothing(
        document,
        "forms",
        lambda: loop_table(
            document,
            (12, 32, 119),
            ("TT", "Mã hiệu", "Tên biểu mẫu"),
            "forms",
            ("{{ item.no }}", "{{ item.symbol }}", "{{ item.full_name }}"),
            (CENTER, LEFT, LEFT),
        ),
    )
    document.add_heading("7. HỒ SƠ CẦN LƯU", 1)
    loop_or_nothing(
        document,
        "records",
        lambda: loop_table(
            document,
            (12, 75, 42, 34),
            ("TT", "Hồ sơ lưu", "Nơi lưu", "Thời gian lưu"),
            "records",
            (
                "{{ item.no }}",
                "{{ item.name }}",
                "{{ item.place }}",
                "{{ item.retention }}",
            ),
            (CENTER, LEFT, LEFT, CENTER),
        ),
    )


def loop_or_nothing(document: Any, name: str, build: Callable[[], Any]) -> None:
    line(document, f"{{%p if {name} %}}")
    build()
    line(document, "{%p else %}")
    line(document, "{{ nothing }}", indent=True)
    line(document, "{%p endif %}")


def sign_offs(document: Any) -> None:
    table = Table(document, (24, 46.3, 46.3, 46.3))
    roles = [f"{{{{ sign_offs[{place}].role }}}}" for place in range(3)]
    table.row("", *roles, head=True)
    for title, name in (
        ("Họ và tên", "name"), ("Chữ ký", ""), ("Chức vụ", "post"), ("Ngày", "on"),
    ):  # fmt: skip
        texts = [f"{{{{ sign_offs[{n}].{name} }}}}" if name else "" for n in range(3)]
        row = table.row(title, *texts, aligns=(CENTER,) * 4, middle=True)
        if not name:
            row.height = Mm(22)
    paragraph = line(document)
    paragraph.paragraph_format.space_before = Pt(10)
    decision(paragraph, "Ban hành kèm theo Quyết định số ", ".")


def amendments(document: Any) -> None:
    head = line(document, "SỬA ĐỔI TÀI LIỆU", bold=True, align=CENTER, next_too=True)
    head.paragraph_format.space_before = Pt(12)
    table = loop_table(
        document,
        (36, 27, 57, 19, 24),
        (
            "Yêu cầu sửa đổi, bổ sung", "Trang, phần liên quan",
            "Mô tả nội dung sửa đổi", "Lần sửa đổi", "Ngày sửa đổi",
        ),
        "amendments",
        (
            "{{ item.request }}", "{{ item.place }}", "{{ item.content }}",
            "{{ item.number }}", "{{ item.on }}",
        ),
        (LEFT, LEFT, LEFT, CENTER, CENTER),
    )  # fmt: skip
    table.tag("{%tr if not amendments %}")
    table.row().height = Mm(10)
    table.tag("{%tr endif %}")


def content(document: Any) -> None:
    line(document, "{%p if is_tthc %}")
    document.add_heading("5.1. Cơ sở pháp lý", 2)
    each(document, "legal_bases")
    document.add_heading("5.2. Thành phần hồ sơ", 2)
    loop_or_nothing(
        document,
        "components",
        lambda: loop_table(
            document,
            (12, 111, 20, 20),
            ("TT", "Tên giấy tờ", "Bản chính", "Bản sao"),
            "components",
            (
                "{{ item.no }}",
                "{{ item.full_name }}",
                "{{ item.originals }}",
                "{{ item.copies }}",
            ),
            (CENTER, LEFT, CENTER, CENTER),
        ),
    )
    document.add_heading("5.3. Số lượng hồ sơ", 2)
    line(document, "{{ sets }}", indent=True)
    for title, name in (
        ("5.4. Thời gian xử lý", "times"),
        ("5.5. Nơi tiếp nhận và trả kết quả", "reception"),
        ("5.6. Phí, lệ phí", "fees"),
    ):
        document.add_heading(title, 2)
        each(document, name)
    line(document, "{%p else %}")
    document.add_heading("5.1. Nội dung công việc", 2)
    line(document, "{%p endif %}")
    each(document, "content")
    document.add_heading("{{ flow_number }}. Quy trình xử lý công việc", 2)
    line(document, "Lưu đồ", italic=True, next_too=True)
    line(document, "{%p for item in flowcharts %}")
    line(document, "{{ item }}", align=CENTER)
    line(document, "{%p endfor %}")
    line(document, "Diễn giải các bước", italic=True, next_too=True)
    step_table(document, "rows", "total")


def annex(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(12)
    number = section.header.paragraphs[0]
    number.alignment = CENTER
    number_field(number, "PAGE", 13)
    for text in (
        "PHỤ LỤC",
        "Quy trình nội bộ giải quyết thủ tục hành chính{{ subject }}",
    ):
        line(document, text, bold=True, align=CENTER).paragraph_format.space_after = Pt(
            2
        )
    lead = line(document, align=CENTER)
    decision(lead, "(Kèm theo Quyết định số ", " của {{ decided_by }})", italic=True)
    document.add_heading("A. DANH MỤC QUY TRÌNH", 1)
    loop_table(
        document,
        (12, 28, 95, 28),
        ("TT", "Mã thủ tục", "Tên quy trình", "Ký hiệu"),
        "list",
        ("{{ item.no }}", "{{ item.code }}", "{{ item.title }}", "{{ item.symbol }}"),
        (CENTER, LEFT, LEFT, LEFT),
    )
    document.add_heading("B. NỘI DUNG TỪNG QUY TRÌNH", 1)
    line(document, "{%p for procedure in procedures %}")
    document.add_heading(
        "{{ procedure.no }}. {{ procedure.title }}{{ procedure.codes }}", 2
    )
    line(document, "{%p if procedure.times %}")
    line(document, "Thời hạn giải quyết:", next_too=True)
    each(document, "procedure.times")
    line(document, "{%p endif %}")
    step_table(document, "procedure.rows", "procedure.total")
    line(document, "{%p endfor %}")


if __name__ == "__main__":
    main()
