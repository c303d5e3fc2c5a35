"""Every permission of the product, and the built-in roles that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Perm(StrEnum):
    """One right. Upper rooms ask for these; none is named after a table."""

    READ = "read"
    MANAGE_ORGS = "manage_orgs"
    MANAGE_ACCESS = "manage_access"
    DRAFT_CALENDAR = "draft_calendar"
    CONFIRM_CALENDAR = "confirm_calendar"
    DRAFT_PROCEDURE = "draft_procedure"
    REVIEW_PROCEDURE = "review_procedure"
    APPROVE_PROCEDURE = "approve_procedure"
    ISSUE_PROCEDURE = "issue_procedure"
    UPDATE_CATALOGUE = "update_catalogue"
    READ_TRAIL = "read_trail"
    VERIFY_TRAIL = "verify_trail"
    SEE_GALLERY = "see_gallery"


@dataclass(frozen=True)
class Role:
    """A named bundle of permissions; `title` is what people call it."""

    key: str
    title: str
    description: str
    permissions: frozenset[Perm]


def _role(key: str, title: str, description: str, *permissions: Perm) -> Role:
    return Role(key, title, description, frozenset({Perm.READ, *permissions}))


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        _role("one_stop_officer", "Cán bộ Một cửa", "Tiếp nhận và trả kết quả."),
        _role("specialist", "Chuyên viên", "Thụ lý hồ sơ."),
        _role(
            "head_of_unit",
            "Trưởng phòng",
            "Phân công, soát xét quy trình của phòng.",
            Perm.REVIEW_PROCEDURE,
        ),
        _role(
            "leader",
            "Lãnh đạo cơ quan",
            "Phê duyệt quy trình, xác nhận lịch năm.",
            Perm.REVIEW_PROCEDURE,
            Perm.APPROVE_PROCEDURE,
            Perm.CONFIRM_CALENDAR,
            Perm.READ_TRAIL,
        ),
        _role(
            "qms_secretary",
            "Thư ký ISO",
            "Soạn quy trình, giữ danh mục, ban hành bản đã duyệt.",
            Perm.DRAFT_PROCEDURE,
            Perm.ISSUE_PROCEDURE,
            Perm.DRAFT_CALENDAR,
            Perm.READ_TRAIL,
        ),
        _role(
            "internal_auditor",
            "Đánh giá viên nội bộ",
            "Đọc quy trình và nhật ký.",
            Perm.READ_TRAIL,
        ),
        _role(
            "province_officer",
            "Cán bộ cấp tỉnh",
            "Theo dõi các cơ quan, cập nhật danh mục TTHC quốc gia.",
            Perm.UPDATE_CATALOGUE,
            Perm.DRAFT_CALENDAR,
            Perm.CONFIRM_CALENDAR,
        ),
        _role(
            "administrator",
            "Quản trị hệ thống",
            "Cơ quan, vị trí, quyền, lịch làm việc, kiểm tra nhật ký.",
            Perm.MANAGE_ORGS,
            Perm.MANAGE_ACCESS,
            Perm.DRAFT_CALENDAR,
            Perm.UPDATE_CATALOGUE,
            Perm.READ_TRAIL,
            Perm.VERIFY_TRAIL,
            Perm.SEE_GALLERY,
        ),
        _role("reader", "Người đọc", "Chỉ đọc."),
    )
}


def roles_with(permission: Perm) -> list[str]:
    """Keys of the roles that carry `permission`."""
    return [key for key, role in ROLES.items() if permission in role.permissions]
