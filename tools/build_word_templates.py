"""Build the Word templates that ship with eISO, the same bytes each time.

    python tools/build_word_templates.py

Offices replace them with their own; ours are made here so that a change of layout is
read in a diff of this file and not of a package.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from wordkit import (
    CENTER,
    LEFT,
    RIGHT,
    ROW_FILL,
    Table,
    each,
    fill,
    line,
    new_document,
    number_field,
    page_number,
    plain_table,
    put,
    ruled,
    snug,
)

from eiso.base.printing import rendering

HOUSE = Path(__file__).parent.parent / "eiso"


def main() -> None:
    for room, name, build in (
        ("plan/procedures", "procedure.docx", procedure),
        ("plan/procedures", "annex.docx", annex),
        ("base/printing", "official.docx", official),
    ):
        (HOUSE / room / "printable" / name).write_bytes(packed(build))
        sys.stdout.write(f"{room}/printable/{name}\n")


def packed(build: Callable[[Any], None]) -> bytes:
    document = new_document()
    build(document)
    slim(document)
    rendering.settle(document)
    return rendering.packed(document)


def slim(document: Any) -> None:
    """Drop what python-docx's default document carries and no paper of ours uses."""
    unused = ("thumbnail", "customXml", "stylesWithEffects")
    for rels in (document.part.package.rels, document.part.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.endswith(unused)]:
            del rels[key]
    styles = document.styles.element
    kept = {"Normal", "Heading1", "Heading2", "TableGrid", "TableNormal", "Header"}
    kept |= {"DefaultParagraphFont", "NoList", "Heading1Char", "Heading2Char"}
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in kept:
            styles.remove(style)
    latent = styles.find(qn("w:latentStyles"))
    if latent is not None:
        styles.remove(latent)


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
    put(title.paragraphs[0], "{{ row.text }}", size=12)
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
    page_number(document)
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
    each(document, "procedure.times", next_too=True)
    line(document, "{%p endif %}")
    step_table(document, "procedure.rows", "procedure.total")
    line(document, "{%p endfor %}")


def heading_block(document: Any) -> None:
    left, right = plain_table(document, (66, 97))
    left.paragraphs[0].alignment = right.paragraphs[0].alignment = CENTER
    put(left.paragraphs[0], "{{ superior }}", size=12)
    snug(line(left, "{{ agency }}", align=CENTER, bold=True, size=12))
    ruled(line(left), 22, 62)
    put(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=12)
    snug(line(right, "Độc lập - Tự do - Hạnh phúc", align=CENTER, bold=True))
    ruled(line(right), 54, 93)
    line(document).paragraph_format.line_spacing = Pt(2)
    left, right = plain_table(document, (66, 97))
    left.paragraphs[0].alignment = right.paragraphs[0].alignment = CENTER
    put(left.paragraphs[0], "Số: {{ number }}")
    put(left.paragraphs[0], "{{ number_blank }}", blank=True)
    put(left.paragraphs[0], "/{{ symbol }}")
    put(right.paragraphs[0], "{{ place }}, ", italic=True)
    for name in ("day", "month", "year"):
        put(right.paragraphs[0], f"{{{{ {name} }}}}", italic=True)
        put(right.paragraphs[0], f"{{{{ {name}_blank }}}}", blank=True)


def official(document: Any) -> None:
    page_number(document)
    heading_block(document)
    kind = snug(line(document, "{{ kind }}", align=CENTER, bold=True, size=14))
    kind.paragraph_format.space_before = Pt(14)
    snug(line(document, "{{ abstract }}", align=CENTER, bold=True), 2)
    ruled(line(document), 30, 163)
    line(document, "{%p if authority %}")
    line(document, "{{ authority }}", align=CENTER, bold=True)
    line(document, "{%p endif %}")
    line(document, "{%p for item in grounds %}")
    line(document, "{{ item }}", indent=True, italic=True)
    line(document, "{%p endfor %}")
    line(document, "{%p if verdict %}")
    line(document, "{{ verdict }}", align=CENTER, bold=True, next_too=True)
    line(document, "{%p endif %}")
    line(document, "{%p for item in body %}")
    paragraph = line(document, indent=True)
    put(paragraph, "{% if item.head %}{{ item.head }} {% endif %}", bold=True)
    put(paragraph, "{{ item.text }}")
    line(document, "{%p endfor %}")
    left, right = plain_table(document, (82, 81))
    put(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for text in ("{%p for item in recipients %}", "{{ item }}", "{%p endfor %}"):
        snug(line(left, text, size=11))
    put(right.paragraphs[0], "{%p for item in signer %}")
    snug(line(right, "{{ item }}", align=CENTER, bold=True))
    line(right, "{%p endfor %}")
    name = line(right, "{{ signer_name }}", align=CENTER, bold=True)
    name.paragraph_format.space_before = Pt(66)


if __name__ == "__main__":
    main()
