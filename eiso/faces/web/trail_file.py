"""The trail as XLSX: every cell is text or a number, never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from eiso.faces.web.trail_events import Row

MOST = 50_000
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = (10, 19, 28, 28, 24, 40, 60, 30, 18)


def trail_xlsx(rows: Iterable[Row], note: str) -> bytes:
    """At most MOST rows as shown; `note` says who took it, when, with which filter."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _SAFE) as book:
        sheet = book.add_worksheet(_("Nhật ký"))
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, note)
        for at, (head, width) in enumerate(zip(_heads(), _WIDTHS, strict=True)):
            sheet.write_string(1, at, head, bold)
            sheet.set_column(at, at, width)
        sheet.freeze_panes(2, 0)
        for line, row in enumerate(rows, start=2):
            sheet.write_number(line, 0, row.event.pk)
            for at, text in enumerate(_cells(row), start=1):
                sheet.write_string(line, at, text[:32_000], wrap)
    return out.getvalue()


def _heads() -> list[str]:
    return [
        _("Số"),
        _("Lúc"),
        _("Với tư cách"),
        _("Ai"),
        _("Việc"),
        _("Trên gì"),
        _("Trước → sau"),
        _("Lý do"),
        _("Từ máy"),
    ]


def _cells(row: Row) -> list[str]:
    event = row.event
    changes = "\n".join(
        f"{line.label}: {f'{line.old} → ' if line.old else ''}{line.new}"
        for line in row.lines
    )
    when = timezone.localtime(event.at)
    return [
        f"{when:%d/%m/%Y %H:%M:%S}",
        event.on_behalf_of,
        event.actor_name or event.actor,
        row.verb,
        event.target_label,
        changes,
        event.reason,
        event.origin,
    ]
