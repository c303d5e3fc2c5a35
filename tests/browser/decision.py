"""A decision as offices write it, with three things a reader must ask about.

Pure: the tool that takes the pictures uses it too.
"""

from __future__ import annotations

from pathlib import Path

from tests.plan.procedures.process_files import word

HEAD = ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả"]
DECISION = (
    "ỦY BAN NHÂN DÂN PHƯỜNG CẨM THÀNH",
    "Số: 45/QĐ-UBND",
    "**QUYẾT ĐỊNH**",
    "Phê duyệt quy trình nội bộ giải quyết thủ tục hành chính lĩnh vực cây xanh",
    "**DANH MỤC THỦ TỤC HÀNH CHÍNH**",
    [
        ["STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn giải quyết"],
        ["1", "1.900011", "Cấp phép chặt hạ cây xanh", "Cây xanh", "05 ngày làm việc"],
        ["2", "1.900012", "Gia hạn phép chặt hạ", "Cây xanh", "02 ngày làm việc"],
    ],
    "**Phần II. NỘI DUNG QUY TRÌNH NỘI BỘ**",
    "**1. Cấp phép chặt hạ cây xanh**",
    [
        HEAD,
        ["1", "Nộp hồ sơ", "Công chức Một cửa", "Giờ hành chính", "Đơn"],
        ["2", "Tiếp nhận hồ sơ", "Công chức Một cửa", "0,5 ngày", "Giấy tiếp nhận"],
        ["3", "Khảo sát cây", "Tổ trưởng Tổ cây xanh", "03 ngày", "Biên bản"],
        ["4", "Thẩm định", "Chuyên viên", None, "Tờ trình"],
        ["5", "Soát xét", "Trưởng phòng Hạ tầng", None, "Tờ trình"],
        ["6", "Ký giấy phép", "Chủ tịch UBND", "1,5 ngày", "Giấy phép"],
        ["Tổng thời gian giải quyết: 05 ngày làm việc", "<", "<", "<", "<"],
    ],
    "**2. Gia hạn phép chặt hạ**",
    "Thời gian giải quyết: 02 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
    [
        HEAD,
        ["1", "Tiếp nhận", "Công chức Một cửa", "1/4 ngày", ""],
        ["2", "Xử lý", "Chuyên viên", "1,5 ngày", ""],
        ["3", "Ký gia hạn", "Chủ tịch UBND", "0,25 ngày", ""],
    ],
)
POSTS = ["Công chức Một cửa", "Chuyên viên", "Trưởng phòng Hạ tầng", "Chủ tịch UBND"]


def decision_file(folder: Path) -> Path:
    """Two procedures; one limit over three steps, one in no unit, one unknown post."""
    path = folder / "45_QĐ-UBND.docx"
    path.write_bytes(word(*DECISION))
    return path
