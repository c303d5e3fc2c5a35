"""The master list (danh mục) as a workbook: exactly the rows that are seen."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from eiso.base.ui.words import date
from eiso.plan.procedures.choices import Happening, InForce
from eiso.plan.procedures.selectors.register import Row
from eiso.plan.procedures.selectors.register_figures import Figures

DAY = 480


def register_xlsx(rows: Iterable[Row], counted: Mapping[str, Figures]) -> bytes:
    """Texts are forced strings, so that no cell is ever read as a formula."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet(_("Danh mục"))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, _heads(), bold)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 1, 14)
        sheet.set_column(2, 3, 44)
        sheet.set_column(4, 12, 16)
        for at, row in enumerate(rows, start=1):
            _write(sheet, at, row, counted.get(row.code), wrap)
        sheet.autofilter(0, 0, max(sheet.dim_rowmax or 0, 0), len(_heads()) - 1)
    return buffer.getvalue()


def _heads() -> list[str]:
    return [
        _("Mã hiệu"),
        _("Mã thủ tục"),
        _("Tên"),
        _("Cơ quan"),
        _("Lĩnh vực"),
        _("Loại"),
        _("Nội bộ, ngày làm việc"),
        _("Thủ tục, ngày"),
        _("Lần ban hành"),
        _("Lần sửa đổi"),
        _("Có hiệu lực từ"),
        _("Trạng thái"),
        _("Đang có việc"),
    ]


def _write(
    sheet: Any, at: int, row: Row, figures: Figures | None, wrap: object
) -> None:
    texts = [row.symbol, row.national_code, row.title, row.org_name, row.field]
    texts.append(_("TTHC") if row.kind == "tthc" else _("Nội bộ"))
    for column, text in enumerate(texts):
        sheet.write_string(at, column, text, wrap)
    if figures and figures.used is not None:
        sheet.write_number(at, 6, figures.used / DAY)
    if figures and figures.limit is not None:
        sheet.write_number(at, 7, figures.limit / DAY)
    if row.live:
        sheet.write_number(at, 8, row.live.issue_no)
        sheet.write_number(at, 9, row.live.revision_no)
        sheet.write_string(at, 10, date(row.live.effective_on))
    sheet.write_string(at, 11, str(InForce(row.in_force).label))
    if row.happening:
        sheet.write_string(at, 12, str(Happening(row.happening).label))
