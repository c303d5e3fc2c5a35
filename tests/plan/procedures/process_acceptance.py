"""Layouts of step tables met in decisions of many provinces; every fact made up here.

Each layout stands with what a careful official reads in it: code, stated minutes and the
minutes of each step, and the kinds of doubt that must be said.
"""

from __future__ import annotations

from typing import Any

HEAD = ["TT", "Nội dung công việc", "Trách nhiệm", "Thời gian"]
BY_STEP = ["Bước", "Nội dung", "Trách nhiệm", "Thời gian"]

# name: (decision, [(code, stated minutes, minutes of steps)], kinds of doubt)
Expected = tuple[
    tuple[Any, ...], list[tuple[str, int | None, list[int | None]]], list[str]
]

LAYOUTS: dict[str, Expected] = {
    "figures under the unit of their head": (
        (
            "**1. Cấp thẻ đi lại K (Mã số TTHC: 1.900101.000.00.00.H34)**",
            [
                [
                    "Các bước thực hiện",
                    "Nội dung công việc",
                    "Đơn vị/Người thực hiện",
                    "Thời gian thực hiện\n(ngày làm việc)",
                ],
                ["Bước 1", "Tiếp nhận hồ sơ", "Công chức Trung tâm", "0,5"],
                ["Bước 2", "Thẩm định", "Chuyên viên", "3,5"],
                ["Bước 3", "Ký duyệt", "Giám đốc Sở", "01"],
                ["Tổng thời gian giải quyết", "<", "<", "05"],
            ],
        ),
        [("1.900101.000.00.00.H34", 2400, [240, 1680, 480])],
        [],
    ),
    "hours with points and a total in both units": (
        (
            "**1. Thủ tục: Cấp phép bay thử (Mã TTHC: 1.900102)**",
            "- Thời hạn giải quyết: 05 ngày làm việc (40 giờ) kể từ ngày nhận đủ hồ sơ",
            [
                [
                    "Bước thực hiện",
                    "Đơn vị thực hiện",
                    "Người thực hiện",
                    "Kết quả thực hiện",
                    "Thời gian quy định (giờ)",
                    "Trước hạn (2đ)",
                    "Quá hạn (0đ)",
                ],
                ["Bước 1", "Một cửa", "Công chức", "Tiếp nhận hồ sơ", "4", "3", "5"],
                ["Bước 2", "Phòng Bay", "Chuyên viên", "Thẩm định", "32", "", ""],
                ["Bước 3", "Lãnh đạo Sở", "Giám đốc", "Ký", "4", "", ""],
                ["Tổng thời gian giải quyết: 40 giờ làm việc", *"<<<<<<"],
            ],
        ),
        [("1.900102", 2400, [240, 1920, 240])],
        [],
    ),
    "halves and quarters": (
        (
            "**I. THỦ TỤC CẤP THẺ B (1.900103)**",
            [
                ["Thứ tự công việc", "Đơn vị/người thực hiện", "Nội dung", "Thời gian"],
                ["B1", "Một cửa", "Tiếp nhận", "Trong giờ hành chính"],
                ["B2", "Chuyên viên", "Thẩm định", "2½ ngày"],
                ["B3", "Trưởng phòng", "Xem xét", "½ ngày làm việc"],
                ["B4", "Giám đốc", "Ký", "1/2 ngày làm việc"],
                ["B5", "Văn thư", "Vào sổ", "0.25 ngày"],
                ["B6", "Một cửa", "Trả", "1/4 ngày"],
                ["Tổng cộng", "", "", "04 ngày làm việc"],
            ],
        ),
        [("1.900103", 1920, [None, 1200, 240, 240, 120, 120])],
        ["no_term"],
    ),
    "both units in each cell, agreeing": (
        (
            "**4. Thủ tục cấp giấy E (2.900106)**",
            "Thời gian giải quyết: 03 ngày làm việc",
            [
                HEAD,
                ["1", "Nhận hồ sơ", "Một cửa", "02 giờ (0,25 ngày)"],
                ["2", "Soạn", "Chuyên viên", "02 ngày làm việc (16 giờ)"],
                ["3", "Ký", "Chủ tịch", "04 giờ làm việc (1/2 ngày)"],
                ["4", "Trả", "Một cửa", "0,25 ngày = 02 giờ"],
                ["", "Tổng số ngày", "", "03 ngày (24 giờ)"],
            ],
        ),
        [("2.900106", 1440, [120, 960, 240, 120])],
        [],
    ),
    "both units, disagreeing, in a cell and in the total": (
        (
            "**5. Thủ tục cấp giấy G (2.900107)**",
            "Thời gian giải quyết: 03 ngày làm việc (32 giờ)",
            [
                HEAD,
                ["1", "Nhận hồ sơ", "Một cửa", "01 ngày (04 giờ)"],
                ["2", "Soạn", "Chuyên viên", "02 ngày làm việc"],
            ],
        ),
        [("2.900107", None, [None, 960])],
        ["limit", "total"],
    ),
    "agencies as rows with the sums of their steps": (
        (
            "**6. Thủ tục công nhận H (1.900108)**",
            "Thời hạn giải quyết: 25 ngày, trong đó: UBND cấp xã 10 ngày; Sở 15 ngày",
            [
                HEAD,
                ["I", "TẠI UBND CẤP XÃ", "", "10 ngày"],
                ["1", "Nhận", "Một cửa xã", "01 ngày"],
                ["2", "Thẩm định", "Công chức", "09 ngày"],
                ["II", "TẠI SỞ NỘI VỤ", "", "15 ngày"],
                ["1", "Nhận", "Văn thư", "01 ngày"],
                ["2", "Thẩm định", "Chuyên viên", "14 ngày"],
            ],
        ),
        [("1.900108", 12000, [480, 4320, 480, 6720])],
        [],
    ),
    "a flowchart drawn in a table": (
        (
            "**7. Thủ tục cấp phép I (1.900109)**",
            [
                ["Trách nhiệm", "Lưu đồ / Nội dung công việc", "Thời gian", "Biểu mẫu"],
                ["Một cửa", "Tiếp nhận hồ sơ", "0,5 ngày", "BM-01"],
                ["", "↓", "", ""],
                ["Chuyên viên", "Thẩm định", "3 ngày", "BM-02"],
                ["", "↓", "", ""],
                ["Lãnh đạo", "Ký duyệt", "0,5 ngày", ""],
                ["Tổng số ngày", "<", "04 ngày làm việc", ""],
            ],
        ),
        [("1.900109", 1920, [240, 1440, 240])],
        [],
    ),
    "steps 1a and 1b, a column of who leads": (
        (
            "**8. Thủ tục cấp phép L (1.900110)**",
            [
                ["Bước", "Nội dung công việc", "Chủ trì", "Thời gian"],
                ["1a", "Nhận trực tiếp", "Một cửa", "2 giờ"],
                ["1b", "Chuyển hồ sơ", "Một cửa", "2h"],
                ["2", "Soạn", "Chuyên viên", "2 ngày 4h"],
                ["Tổng thời gian thực hiện", "<", "<", "3 ngày làm việc"],
            ],
        ),
        [("1.900110", 1440, [120, 120, 1200])],
        [],
    ),
    "units in brackets, the list annex with its total": (
        (
            [
                ["STT", "Tên thủ tục hành chính", "Mã số TTHC", "Thời hạn giải quyết"],
                ["1", "Gia hạn phép nuôi ong T", "1.900118.H61", "02 ngày làm việc"],
            ],
            "**1. Gia hạn phép nuôi ong T (1.900118)**",
            [
                HEAD,
                ["1", "Nhận", "Một cửa", "0,5 (ngày)"],
                ["2", "Soạn", "Chuyên viên", "1,5 (ngày)"],
            ],
        ),
        [("1.900118", 960, [240, 720])],
        [],
    ),
    "two rows of heads, who and which agency under one": (
        (
            "**3. Cấp phép U (1.900119)**",
            [
                [
                    "TT",
                    "Nội dung",
                    "Thực hiện",
                    "<",
                    "Thời gian (ĐVT: Ngày làm việc)",
                ],
                [None, None, "Người chịu trách nhiệm", "Đơn vị", None],
                ["1", "Nhận", "Nhân viên", "Trung tâm", "0,5 ngày"],
                ["2", "Soạn", "Chuyên viên", "Sở", "3,5"],
                ["", "Tổng cộng", "", "", "4 ngày"],
            ],
        ),
        [("1.900119", 1920, [240, 1680])],
        [],
    ),
    "a table for each agency, its share in the heading": (
        (
            "**6. Công nhận Z (1.900122)**",
            "Tổng thời gian giải quyết: 20 ngày làm việc",
            "**a) Tại UBND cấp xã: 08 ngày làm việc**",
            [
                BY_STEP,
                ["1", "Nhận", "Một cửa", "01 ngày"],
                ["2", "Thẩm định", "Công chức", "07 ngày"],
            ],
            "**b) Tại Sở Y tế: 12 ngày làm việc**",
            [
                BY_STEP,
                ["1", "Nhận", "Văn thư", "01 ngày"],
                ["2", "Thẩm định", "Chuyên viên", "11 ngày"],
            ],
        ),
        [("1.900122", 9600, [480, 3360, 480, 5280])],
        [],
    ),
    "one table of several procedures named beside their steps": (
        (
            [
                [
                    "STT",
                    "Tên thủ tục",
                    "Bước",
                    "Nội dung công việc",
                    "Trách nhiệm",
                    "Thời gian (ngày)",
                ],
                ["1", "Cấp thẻ AA loại một", "1", "Nhận", "Một cửa", "0,5"],
                [None, None, "2", "Soạn", "Chuyên viên", "1,5"],
                [None, None, "Tổng", "", "", "2"],
                ["2", "Cấp thẻ AA loại hai", "1", "Nhận", "Một cửa", "1"],
                [None, None, "2", "Soạn", "Chuyên viên", "2"],
                [None, None, "Tổng", "", "", "3"],
            ],
        ),
        [("", 960, [240, 720]), ("", 1440, [480, 960])],
        [],
    ),
    "the unit said in a line above the table": (
        (
            "**9. Đăng ký DD (1.900125)**",
            "(Đơn vị tính: Giờ làm việc)",
            [
                HEAD,
                ["1", "Nhận", "Một cửa", "4"],
                ["2", "Soạn", "Chuyên viên", "12"],
            ],
        ),
        [("1.900125", None, [240, 720])],
        [],
    ),
    "days and hours as two columns of one time": (
        (
            "**2. Thủ tục cấp giấy phép AC (1.900131)**",
            [
                ["Quy trình", "Nội dung", "Trách nhiệm", "Thời gian giải quyết", "<"],
                [None, None, None, "Ngày làm việc", "Giờ làm việc"],
                ["Bước 1", "Nhận", "Một cửa", "0,5", "4"],
                ["Bước 2", "Soạn", "Chuyên viên", "2", "16"],
                ["Bước 3", "Ký", "Giám đốc", "0,5", "4"],
                ["Tổng cộng", "<", "<", "3", "24"],
            ],
        ),
        [("1.900131", 1440, [240, 960, 240])],
        [],
    ),
    "a drawing of the steps before their table": (
        (
            "**5. Thủ tục cấp giấy phép AG (1.900135)**",
            "**a) Sơ đồ quy trình**",
            [
                ["Bước 1: Một cửa tiếp nhận (0,5 ngày)"],
                ["↓"],
                ["Bước 2: Lãnh đạo ký (1,5 ngày)"],
            ],
            "**b) Diễn giải quy trình**",
            [
                BY_STEP,
                ["1", "Nhận", "Một cửa", "0,5 ngày"],
                ["2", "Ký", "Lãnh đạo", "1,5 ngày"],
            ],
            "Tổng thời gian: 02 ngày làm việc",
        ),
        [("1.900135", 960, [240, 720])],
        [],
    ),
    "an actor beside two steps of their own": (
        (
            "**8. Thủ tục cấp giấy phép AM (1.900140)**",
            "Thời gian giải quyết: 24 giờ làm việc",
            [
                ["TT", "Người thực hiện", "Nội dung", "Thời gian"],
                ["1", "Chuyên viên phòng A", "Nhận từ Một cửa", "4 giờ"],
                ["2", None, "Thẩm định", "16 giờ"],
                ["3", "Lãnh đạo", "Ký", "4 giờ/hồ sơ"],
            ],
        ),
        [("1.900140", 1440, [240, 960, 240])],
        [],
    ),
    "a limit over three steps and words in its place": (
        (
            "**9. Thủ tục cấp giấy phép AN (1.900141)**",
            "Thời gian giải quyết: 05 ngày làm việc",
            [
                BY_STEP,
                ["Bước 1", "Nhận", "Một cửa", "Không quá 01 ngày kể từ khi nhận"],
                ["Bước 2", "Thẩm định", "Chuyên viên", "04 ngày"],
                ["Bước 3", "Xem xét", "Trưởng phòng", None],
                ["Bước 4", "Ký", "Giám đốc", None],
                ["Bước 5", "Trả", "Một cửa", "Theo giấy hẹn"],
            ],
        ),
        [("1.900141", 2400, [480, 1920, None, None, None])],
        ["shared", "no_term"],
    ),
    "cases inside one table": (
        (
            "**9. Thủ tục cấp lại N (1.900112)**",
            [
                HEAD,
                ["Trường hợp 1: Cấp lại do mất", "<", "<", "<"],
                ["1", "Nhận", "Một cửa", "0,5 ngày"],
                ["2", "Soạn", "Chuyên viên", "1,5 ngày"],
                ["Tổng", "", "", "02 ngày làm việc"],
                ["Trường hợp 2: Cấp lại do hỏng", "<", "<", "<"],
                ["1", "Nhận", "Một cửa", "0,5 ngày"],
                ["2", "Soạn", "Chuyên viên", "2,5 ngày"],
                ["Tổng", "", "", "03 ngày làm việc"],
            ],
        ),
        [("1.900112", 960, [240, 720]), ("1.900112", 1440, [240, 1200])],
        [],
    ),
    "sums of each level and of all": (
        (
            "**11. Thủ tục cấp phép AP (1.900143)**",
            [
                HEAD,
                ["I. Cấp xã", "<", "<", "<"],
                ["1", "Nhận", "Một cửa", "1 ngày"],
                ["2", "Soạn", "Công chức", "2 ngày"],
                ["Tổng thời gian cấp xã", "<", "<", "3 ngày"],
                ["II. Cấp tỉnh", "<", "<", "<"],
                ["1", "Nhận", "Văn thư", "1 ngày"],
                ["2", "Ký", "Giám đốc", "1 ngày + 4 giờ"],
                ["Tổng thời gian cấp tỉnh", "<", "<", "2,5 ngày"],
                ["Tổng thời gian giải quyết", "<", "<", "5,5 ngày làm việc"],
            ],
        ),
        [("1.900143", 2640, [480, 960, 480, 720])],
        [],
    ),
    "one heading for two codes": (
        (
            "**4. Nhóm thủ tục: Cấp mới (1.900133), cấp lại (1.900134) thẻ AE**",
            "Thời gian: 02 ngày làm việc",
            [
                HEAD,
                ["1", "Nhận", "Một cửa", "1 ngày"],
                ["2", "Soạn", "Chuyên viên", "1 ngày"],
            ],
        ),
        [("1.900133", 960, [480, 480])],
        ["text"],
    ),
    "steps with the sum of their parts, and what a limit takes in": (
        (
            "**4. Thủ tục hỗ trợ nuôi cá BD (1.900153)**",
            "Thời gian giải quyết: 06 ngày làm việc",
            [
                HEAD,
                ["1", "Tiếp nhận", "Một cửa", "01 ngày (không tính ngày nghỉ)"],
                ["2", "Giải quyết hồ sơ", "Phòng A", "04 ngày"],
                ["2.1", "Phân công", "Trưởng phòng", "01 ngày"],
                ["2.2", "Thẩm định", "Chuyên viên", "03 ngày, trong đó chờ 01 ngày"],
                ["3", "Trả", "Một cửa", "01 ngày"],
            ],
        ),
        [("1.900153", 2880, [480, 480, 1440, 480])],
        [],
    ),
    "a first title without steps": (
        (
            "**II. QUY TRÌNH CHUNG**",
            "1. Cấp giấy xác nhận CA (1.900160)",
            "2. Cấp lại giấy xác nhận CA (1.900161)",
            "Thời gian giải quyết: 02 ngày làm việc",
            [
                HEAD,
                ["1", "Tiếp nhận", "Một cửa", "0,5 ngày"],
                ["2", "Thẩm định", "Chuyên viên", "1,5 ngày"],
            ],
        ),
        [("1.900161", 960, [240, 720])],
        ["text"],
    ),
    "a total with an aside before its figure": (
        (
            "**8. Thủ tục hỗ trợ nuôi cá BL (1.900162)**",
            [
                HEAD,
                ["1", "Tiếp nhận", "Một cửa", "0,5 ngày"],
                ["2", "Thẩm định", "Chuyên viên", "1,5 ngày"],
                ["", "Tổng thời gian (không tính lấy ý kiến)", "", "02 ngày làm việc"],
            ],
        ),
        [("1.900162", 960, [240, 720])],
        [],
    ),
    "the time before and after the agency cut it": (
        (
            "**10. Thủ tục hỗ trợ nuôi cá BN (1.900164)**",
            "Thời gian giải quyết theo quy định: 05 ngày làm việc",
            "Thời gian giải quyết sau cắt giảm: 03 ngày làm việc",
            [
                HEAD,
                ["1", "Tiếp nhận", "Một cửa", "0,5 ngày"],
                ["2", "Thẩm định", "Chuyên viên", "2,5 ngày"],
            ],
        ),
        [("1.900164", 1440, [240, 1200])],
        [],
    ),
    "an ISO document in one table of sections": (
        (
            "**QUY TRÌNH**",
            "**Cấp giấy phép Y**",
            "Mã hiệu: QT-22",
            "**5. NỘI DUNG QUY TRÌNH**",
            [
                ["5.1", "Cơ sở pháp lý", "<", "<", "<"],
                ["", "Luật số 99/2020/QH14", "<", "<", "<"],
                ["5.2", "Thành phần hồ sơ", "<", "Bản chính", "Bản sao"],
                ["", "Đơn", "<", "x", ""],
                ["5.4", "Thời gian xử lý", "<", "<", "<"],
                ["", "05 ngày làm việc kể từ ngày nhận đủ hồ sơ", "<", "<", "<"],
                ["5.6", "Lệ phí", "<", "<", "<"],
                ["", "Không", "<", "<", "<"],
                ["5.7", "Quy trình xử lý công việc", "<", "<", "<"],
                ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả"],
                ["B1", "Tiếp nhận", "Một cửa", "½ ngày", "BM-01"],
                ["B2", "Thẩm định", "Chuyên viên", "3 ngày", "BM-02"],
                ["B3", "Ký", "Lãnh đạo", "01 ngày", "Giấy phép"],
                ["B4", "Trả", "Một cửa", "½ ngày", "Sổ"],
            ],
        ),
        [("QT-22", 2400, [240, 1440, 480, 240])],
        [],
    ),
}

FLAT = [
    [
        "STT",
        "Tên TTHC",
        "Mã TTHC",
        "Bước",
        "Nội dung công việc",
        "Người thực hiện",
        "Thời gian (giờ)",
        "Tổng thời gian (giờ)",
    ],
    [1, "Cấp phép BC loại một", "1.900203", "Bước 1", "Nhận", "Một cửa", 4, 16],
    ["", "", "", "Bước 2", "Thẩm định", "Chuyên viên", 12, ""],
    [2, "Cấp phép BD loại hai", "1.900204", "Bước 1", "Nhận", "Một cửa", 4, 24],
    ["", "", "", "Bước 2", "Thẩm định", "Chuyên viên", 20, ""],
]
"""A workbook with one row a step, the total of each procedure beside its first."""

MARKDOWN = """## 1. Thủ tục cấp phép CA (1.900301)

Thời gian giải quyết: 05 ngày làm việc (40 giờ)

| TT | Nội dung công việc | Trách nhiệm | Thời gian | Biểu mẫu |
|----|:---|---|---|---|
| 1 | Tiếp nhận hồ sơ | Một cửa | 04 giờ | Mẫu 01<br>Mẫu 02 |
| 2 | Thẩm định | Chuyên viên | 4 ngày | |
| 3 | Ký | Giám đốc | 0,5 ngày | Giấy phép; Sổ cấp |
| | **Tổng cộng** | | **40 giờ** | |
"""
