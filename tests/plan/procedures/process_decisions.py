"""Invented decisions, each in one layout; tests write them as Word, XLSX and text."""

from __future__ import annotations

HEAD = ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả"]

LIST_AND_STEPS = (
    "**DANH MỤC THỦ TỤC HÀNH CHÍNH**",
    [
        ["STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn giải quyết"],
        ["1", "1.900001", "Cấp phép đào hè phố", "Hạ tầng", "05 ngày làm việc"],
        ["2", "1.900002", "Gia hạn phép đào hè phố", "Hạ tầng", "02 ngày làm việc"],
    ],
    "**Phần II. NỘI DUNG QUY TRÌNH NỘI BỘ**",
    "**1. Cấp phép đào hè phố**",
    [
        HEAD,
        ["1", "Tiếp nhận hồ sơ", "Công chức Một cửa", "0,5 ngày", "Giấy tiếp nhận"],
        ["2", "Phân công", "Trưởng phòng Hạ tầng", "04 giờ", ""],
        ["3", "Thẩm định", "Chuyên viên", "03 ngày", "- Biên bản\n- Tờ trình"],
        ["4", "Soát xét", "Trưởng phòng Hạ tầng", "01 ngày", "Tờ trình"],
        ["5", "Ký giấy phép", "Chủ tịch UBND", None, "Giấy phép"],
        ["6", "Trả kết quả", "Công chức Một cửa", "Không tính thời gian", ""],
        ["Tổng thời gian giải quyết: 05 ngày làm việc", "<", "<", "<", "<"],
    ],
    "**2. Gia hạn phép đào hè phố**",
    "Thời gian giải quyết: 02 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
    [
        HEAD,
        ["1", "Tiếp nhận", "Công chức Một cửa", "1/4 ngày", ""],
        ["2", "Xử lý", "Chuyên viên", "1,5 ngày", ""],
        ["3", "Ký", "Chủ tịch UBND", "0,25 ngày", ""],
    ],
)

HOURS_AND_SCORES = (
    "**1. Tên thủ tục hành chính: Cấp phù hiệu xe tải – Mã TTHC: 1.900003.000.00.00.H42**",
    "Tổng thời gian thực hiện TTHC: 05 (ngày làm việc) x 08 giờ = 40 giờ.",
    [
        [
            "Bước thực hiện",
            "Đơn vị thực hiện",
            "Người thực hiện",
            "Kết quả thực hiện",
            "Thời gian quy định",
            "Trước hạn (2đ)",
            "Đúng hạn (1đ)",
            "Quá hạn (0đ)",
        ],
        ["Bước 1", "Trung tâm", "Cán bộ tiếp nhận", "Nhận hồ sơ", "04 giờ", "", "", ""],
        ["Bước 2", "Phòng Vận tải", "Trưởng phòng", "Giao việc", "04 giờ", "", "", ""],
        ["Bước 3", "Phòng Vận tải", "Chuyên viên", "Thẩm định", "24 giờ", "", "", ""],
        ["Bước 4", "Lãnh đạo Sở", "Phó Giám đốc", "Ký", "06 giờ", "", "", ""],
        ["Bước 5", "Trung tâm", "Cán bộ trả kết quả", "Trả", "02 giờ", "", "", ""],
    ],
)

MERGED_LABELS = (
    "**QUY TRÌNH SỐ 07**",
    "**Thủ tục đăng ký hợp đồng thực tập**",
    "I. THÀNH PHẦN HỒ SƠ",
    [
        ["STT", "Tên hồ sơ", "Số lượng", "Ghi chú"],
        ["01", "Đơn đăng ký", "01", "Bản chính"],
    ],
    "II. NƠI TIẾP NHẬN, THỜI GIAN VÀ LỆ PHÍ",
    [
        ["Nơi tiếp nhận và trả kết quả", "Thời gian xử lý", "Lệ phí"],
        ["Bộ phận Một cửa", "4,5 ngày làm việc kể từ ngày nhận đủ hồ sơ", "Không"],
    ],
    "III. QUY TRÌNH XỬ LÝ CÔNG VIỆC",
    [
        [
            "Bước công việc",
            "Nội dung công việc",
            "Trách nhiệm",
            "Thời gian",
            "Diễn giải",
        ],
        ["B1", "Nộp hồ sơ", "Cá nhân", "Giờ hành chính", "Theo mục I"],
        [None, "Kiểm tra hồ sơ", "Bộ phận Một cửa", None, "Lập giấy tiếp nhận"],
        [
            "B2",
            "Thụ lý",
            "Chuyên viên",
            "03 ngày làm việc",
            "Nếu không đạt: trả lại bước 1",
        ],
        ["B3", "Phê duyệt", "Lãnh đạo Sở", "01 ngày làm việc", "Ký quyết định"],
        ["B4", "Phát hành", "Văn thư", "0,5 ngày làm việc", "Đóng dấu"],
        ["B5", "Trả kết quả", "Bộ phận Một cửa", "Theo giấy hẹn", "Trả"],
    ],
)

GROUPS_NO_ACTOR = (
    "**Quy trình: Cấp thẻ an toàn hóa chất (ký hiệu: QT-07/SCT)**",
    [
        ["Số thứ tự", "Các bước thực hiện", "Thời gian (ngày làm việc)", "Ghi chú"],
        ["I", "Tại Trung tâm Phục vụ hành chính công", "", ""],
        ["1", "Tiếp nhận, số hóa hồ sơ", "0.5", ""],
        ["II", "Tại Sở Công Thương", "", ""],
        ["2", "Phòng chuyên môn xử lý", "4", ""],
        ["2.1", "Trưởng phòng phân công", "0,5", ""],
        ["2.2", "Chuyên viên thẩm định", "3", ""],
        ["2.3", "Trưởng phòng soát xét", "½", ""],
        ["3", "Lãnh đạo Sở ký duyệt", "1 ngày (08 giờ)", ""],
        ["4", "Trả kết quả", "", ""],
        ["Tổng số ngày", "<", "5,5", ""],
    ],
)

PROCEDURE_COLUMN = (
    "**PHỤ LỤC**",
    [
        [
            "STT",
            "Tên thủ tục hành chính",
            "Nội dung công việc",
            "Người làm",
            "Thời hạn",
        ],
        ["1", "Cấp biển hiệu A", "Tiếp nhận", "Một cửa", "02 giờ"],
        [None, None, "Thẩm định", "Chuyên viên", "01 ngày"],
        [None, None, "Ký", "Lãnh đạo", "06 giờ"],
        ["2", "Cấp lại biển hiệu A", "Tiếp nhận", "Một cửa", "02 giờ"],
        [None, None, "Ký", "Lãnh đạo", "06 giờ"],
    ],
)

SUB_HEADS = (
    "**Thủ tục cấp phép D (1.900031)**",
    [
        ["Bước", "Nội dung công việc", "Trách nhiệm", "<", "Thời gian", "<", "Kết quả"],
        [None, None, "Đơn vị", "Người", "Ngày làm việc", "Giờ làm việc", None],
        ["1", "Tiếp nhận", "Trung tâm", "Cán bộ", "0,5", "4", "Phiếu"],
        ["2", "Thẩm định", "Phòng KT", "Chuyên viên", "3", "24", "Tờ trình"],
        ["3", "Ký", "Ban Giám đốc", "Giám đốc", "1,5", "10", "Quyết định"],
        ["Tổng", "<", "<", "<", "5", "40", ""],
    ],
)

TITLES_INSIDE = (
    "**PHỤ LỤC QUY TRÌNH NỘI BỘ**",
    [
        ["1", "Cấp phép quảng cáo (Mã số TTHC: 1.900040)", "<", "<"],
        ["TT", "Nội dung", "Đơn vị", "Thời gian"],
        ["Bước 1", "Tiếp nhận", "Một cửa", "2 giờ"],
        ["Bước 2", "Ký", "Lãnh đạo", "6 giờ"],
        ["Tổng thời gian giải quyết TTHC", "<", "<", "01 ngày làm việc"],
        ["2", "Gia hạn phép quảng cáo (Mã số TTHC: 1.900041)", "<", "<"],
        ["Bước 1", "Tiếp nhận", "Một cửa", "2 giờ"],
        ["Bước 2", "Ký", "Lãnh đạo", "14 giờ"],
        ["Tổng thời gian giải quyết TTHC", "<", "<", "02 ngày làm việc"],
    ],
)

SHORT = ["TT", "Trình tự", "Trách nhiệm", "Thời gian"]

OVER_PAGES = (
    "**III. Thủ tục cấp giấy xác nhận B**",
    "(Mã số: 2.900020)",
    [
        SHORT,
        ["1", "Tiếp nhận", "Một cửa", "0,5 ngày"],
        ["2", "Thẩm định", "Chuyên viên", "2 ngày"],
    ],
    [
        SHORT,
        ["3", "Duyệt", "Trưởng phòng", "1 ngày"],
        ["4", "Ký", "Giám đốc", "1/2 ngày"],
    ],
    [
        ["5", "Đóng dấu", "Văn thư", "0,5 ngày"],
        ["6", "Trả kết quả", "Một cửa", "0,5 ngày làm việc"],
        ["Tổng cộng", "<", "<", "5 ngày làm việc"],
    ],
)

TWO_AGENCIES = (
    "**2. Thủ tục cấp phép C (1.900030)**",
    "Thời hạn giải quyết: 05 ngày làm việc, trong đó: tại Sở 03 ngày, tại UBND 02 ngày",
    "**a) Quy trình tại Sở Xây dựng**",
    [
        SHORT,
        ["1", "Tiếp nhận", "Một cửa", "0,5 ngày"],
        ["2", "Thẩm định", "Chuyên viên", "2,5 ngày"],
        ["Tổng thời gian: 03 ngày làm việc", "<", "<", "<"],
    ],
    "**b) Quy trình tại UBND tỉnh**",
    [
        SHORT,
        ["1", "Thẩm tra", "Chuyên viên Văn phòng", "1 ngày"],
        ["2", "Ký", "Chủ tịch", "1 ngày"],
    ],
)

TWO_CASES = (
    "**2. Thủ tục cấp phép C (1.900030)**",
    "**a) Trường hợp không phải kiểm tra thực địa**",
    [
        SHORT,
        ["1", "Tiếp nhận", "Một cửa", "0,5 ngày"],
        ["2", "Thẩm định", "Chuyên viên", "2,5 ngày"],
        ["Tổng thời gian: 03 ngày làm việc", "<", "<", "<"],
    ],
    "**b) Trường hợp phải kiểm tra thực địa**",
    [
        SHORT,
        ["1", "Tiếp nhận", "Một cửa", "0,5 ngày"],
        ["2", "Kiểm tra thực địa", "Chuyên viên", "4,5 ngày"],
        ["Tổng thời gian: 05 ngày làm việc", "<", "<", "<"],
    ],
)

ODD_LIMITS = (
    "**Thủ tục cấp phép G**",
    "Mã TTHC: 1.900052",
    "Thời hạn giải quyết: Không quá 20 ngày làm việc",
    [
        ["TT", "Nội dung công việc", "Trách nhiệm", "Thời gian thực hiện"],
        ["1", "Tiếp nhận", "Một cửa", "Hồ sơ thường: 1 ngày; hồ sơ khó: 2 ngày"],
        ["2", "Thẩm định", "Phòng", "02 ngày làm việc kể từ khi nhận hồ sơ"],
        ["3", "Lấy ý kiến", "Sở khác", "1-2 ngày"],
        ["4", "Họp", "Hội đồng", "03 ngày (không kể ngày nghỉ)"],
        ["5", "Ký", "Lãnh đạo", "30 phút"],
        ["6", "Vào sổ", "Văn thư", "2 giờ 30 phút"],
        ["7", "Chờ", "Văn thư", "01 buổi"],
    ],
)

STEP_LABELS_AND_NUMBERS = (
    "**Quy trình số: 05/QT-SXD**",
    "**THỦ TỤC CẤP PHÉP NHÀ TẠM**",
    "(Mã số TTHC: 1.900080)",
    "1. Thời hạn giải quyết: 10 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
    "2. Trình tự thực hiện",
    [
        [
            "**TT**",
            "**Các bước**",
            "**Trình tự thực hiện**",
            "**Bộ phận, công chức thực hiện**",
            "**Thời gian giải quyết hồ sơ**",
            "**Cơ quan phối hợp (nếu có)**",
        ],
        ["1", "Bước 1", "Tiếp nhận, gửi phiếu hẹn", "Trung tâm", "0,5 ngày", "Không"],
        ["2", "Bước 2", "Chuyển hồ sơ", "Trung tâm", "0,5 ngày", "Không"],
        ["3", "Bước 3", "Giải quyết hồ sơ", "Phòng Xây dựng", "8 ngày", "Sở Tài chính"],
        ["4", "Bước 4", "Phê duyệt", "Lãnh đạo Sở", "01 ngày", "Không"],
        ["5", "Bước 5", "Trả kết quả", "Trung tâm", "Không tính thời gian", "Không"],
    ],
)

EMPTY_CELLS = (
    "**1. Thủ tục đăng ký bến thủy (1.900081)**",
    [
        ["STT", "Nội dung công việc", "Người thực hiện", "Thời gian", "Ghi chú"],
        ["Bước 1", "Nhận hồ sơ", "Một cửa", "", "Không tính giờ"],
        ["Bước 2", "Thẩm định", "Chuyên viên", "3 ngày làm việc", ""],
        [None, None, "Trưởng phòng", "1 ngày làm việc", ""],
        ["Bước 3", "Ký", None, "1 ngày làm việc", ""],
        ["Bước 4", "Trả kết quả", "Một cửa", "", ""],
    ],
)

LYING_ACROSS = (
    "**QUY TRÌNH NỘI BỘ**",
    [
        ["STT", "Tên thủ tục hành chính", "Thời gian giải quyết", "Các bước", "<", "<"],
        [None, None, None, "Bước 1: Tiếp nhận", "Bước 2: Thẩm định", "Bước 3: Ký"],
        ["1", "Cấp phép L", "03 ngày làm việc", "0,5 ngày", "2 ngày", "04 giờ"],
        ["2", "Cấp lại phép L", "02 ngày làm việc", "0,5 ngày", "1 ngày", "0,5 ngày"],
    ],
)

ISO_DOCUMENT = (
    "QUY TRÌNH",
    "**Cấp giấy phép bán lẻ rượu**",
    "Mã hiệu: QT-15/KT",
    "**1. MỤC ĐÍCH**",
    "Quy định trình tự thực hiện.",
    "**5. NỘI DUNG QUY TRÌNH**",
    [
        ["5.1", "Cơ sở pháp lý"],
        ["", "Nghị định số 105/2017/NĐ-CP"],
        ["5.4", "Thời gian xử lý"],
        ["", "10 ngày làm việc"],
        ["5.7", "Quy trình xử lý công việc"],
    ],
    [
        HEAD,
        ["B1", "Nộp hồ sơ", "Tổ chức", "Giờ hành chính", "Mẫu 01"],
        ["B2", "Thẩm định", "Chuyên viên", "8 ngày", "Báo cáo"],
        ["B3", "Ký", "Phó Chủ tịch", "02 ngày", "Giấy phép"],
    ],
)

TWO_FLOORS = (
    "**I. Thủ tục đăng ký nhà văn hóa (Mã TTHC 1.900090, ký hiệu: QT-31)**",
    "**1. Cơ sở pháp lý**",
    "- Luật Di sản văn hóa số 45/2024/QH15;",
    "**6. Quy trình giải quyết**",
    [
        [
            "**Tên bước**",
            "**Đơn vị/người thực hiện**",
            "**Nội dung công việc**",
            "**Thời hạn giải quyết** (ĐVT: Ngày làm việc)",
            "**Biểu mẫu/ kết quả**",
        ],
        ["**Bước 1**", "Cán bộ một cửa", "Nhận, số hóa hồ sơ", "1/2 ngày", "Mẫu 01"],
        ["**Bước 2**", "Trưởng bộ phận", "- Chuyển hồ sơ", "1/2 ngày", "Phiếu 06"],
        [None, "Lãnh đạo Sở", "- Giao phòng", "1 ngày", None],
        [
            "**Bước 3**",
            "Phòng chuyên môn",
            "Thẩm định:\n- Nếu đồng ý: trình Sở.\n- Nếu không đồng ý: Chuyển lại bước 2",
            "06 ngày",
            "Tờ trình",
        ],
        ["**Quy trình nội bộ tại UBND tỉnh**", "<", "<", "<", "<"],
        ["**Bước 4**", "Văn phòng", "Nhận hồ sơ", "05 ngày", "Quyết định"],
        ["**Bước 5**", "Phó Chánh Văn phòng", "Phân công", None, None],
        ["**Bước** **6**", "Chuyên viên", "Thẩm tra", "", ""],
        ["**Bước 7**", "Chủ tịch", "Ký", None, None],
        ["**Quy trình nội bộ tại Sở**", "<", "<", "<", "<"],
        ["**Bước 8**", "Một cửa", "Trả kết quả", "Giờ hành chính", "Sổ 07"],
        ["Tổng thời gian: 13 ngày làm việc kể từ ngày nhận đủ hồ sơ", *["<"] * 4],
    ],
)

NUMBERED_SECTIONS = (
    "**1. Thủ tục cấp thẻ A (1.900070)**",
    "**1.3. Số lượng hồ sơ: 01 bộ**",
    "**1.4. Thời hạn giải quyết: 03 ngày làm việc**",
    "**1.6. Quy trình nội bộ giải quyết:**",
    [
        [*SHORT, "Ghi chú"],
        ["1", "Nhận", "Một cửa", "0,5 ngày", ""],
        ["2", "Làm và ký", "Chuyên viên", "2,5 ngày", ""],
        ["Tổng thời gian giải quyết", "", "", "03 ngày làm việc", ""],
    ],
    "**2. Thủ tục cấp lại thẻ A (1.900071)**",
    "**2.4. Thời hạn giải quyết: 01 ngày làm việc**",
    "**2.6. Quy trình nội bộ giải quyết:**",
    [
        [*SHORT, "Ghi chú"],
        ["1", "Nhận", "Một cửa", "0,5 ngày", ""],
        ["2", "Ký", "Lãnh đạo", "0,5 ngày", ""],
        ["Tổng thời gian giải quyết", "", "", "01 ngày làm việc", ""],
    ],
)
