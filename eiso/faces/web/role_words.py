"""Words of the roles, for the catalogue: the room of roles itself stays without Django."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

ROLE_WORDS = (
    _("Cán bộ Một cửa"),
    _("Tiếp nhận và trả kết quả."),
    _("Chuyên viên"),
    _("Thụ lý hồ sơ."),
    _("Trưởng phòng"),
    _("Phân công, soát xét quy trình của phòng."),
    _("Lãnh đạo cơ quan"),
    _("Phê duyệt quy trình, xác nhận lịch năm."),
    _("Thư ký ISO"),
    _("Soạn quy trình, giữ danh mục, ban hành bản đã duyệt."),
    _("Đánh giá viên nội bộ"),
    _("Đọc quy trình và nhật ký."),
    _("Cán bộ cấp tỉnh"),
    _("Theo dõi các cơ quan, cập nhật danh mục TTHC quốc gia."),
    _("Quản trị hệ thống"),
    _("Cơ quan, vị trí, quyền, lịch làm việc, kiểm tra nhật ký."),
    _("Người đọc"),
    _("Chỉ đọc."),
)
