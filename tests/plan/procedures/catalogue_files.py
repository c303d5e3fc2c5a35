"""Catalogue files made for tests: records of the crawl, portal exports, hostile bytes."""

from __future__ import annotations

import io
import json
from typing import Any

import xlsxwriter

HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"


def record(number: int, limit: str = "5 Ngày làm việc", **facts: Any) -> dict[str, Any]:
    """One crawled procedure of the Ministry of Justice."""
    return {
        "ma_thu_tuc": f"1.{number:06}",
        "ten_thu_tuc": f"Đăng ký thử số {number}",
        "so_quyet_dinh": "12/QĐ-BTP",
        "cap_thuc_hien": "Cấp xã",
        "loai_thu_tuc": "Loại khác",
        "linh_vuc": "Hộ tịch",
        "cach_thuc_thuc_hien": f"{HEADER}Trực tiếp{limit}Miễn phí",
        "thanh_phan_ho_so": ("--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chính"),
        "can_cu_phap_ly": "Tên văn bản pháp lýMã văn bảnLuật Hộ tịch60/2014/QH13",
        "co_quan_thuc_hien": "Ủy ban nhân dân cấp xã",
        "ket_qua_xu_ly": "Giấy khai sinhMã: KQ.G15.000031Từ khóaKhông có thông tin",
    } | facts


def lines(*records: Any) -> bytes:
    return b"".join(
        (
            each
            if isinstance(each, bytes)
            else json.dumps(each, ensure_ascii=False).encode()
        )
        + b"\n"
        for each in records
    )


def portal(rows: list[tuple[str, ...]], heading: tuple[str, ...] = ()) -> bytes:
    """An export as the portal makes it: letterhead, heading, rows."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách TTHC")
    sheet.merge_range(0, 0, 0, 4, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nDANH SÁCH")
    heading = heading or (
        "Mã số",
        "Tên",
        "Cơ quan ban hành",
        "Cơ quan thực hiện",
        "Lĩnh vực",
    )
    for number, row in enumerate([heading, *rows], 1):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.close()
    return memory.getvalue()


def portal_row(number: int, title: str = "", **facts: str) -> tuple[str, ...]:
    return (
        f"1.{number:06}",
        title or f"  Đăng ký thử số {number}",
        facts.get("body", "Bộ Tư pháp"),
        facts.get("agencies", "Sở Tư pháp\nỦy ban nhân dân cấp xã"),
        facts.get("field", "Hộ tịch"),
    )
