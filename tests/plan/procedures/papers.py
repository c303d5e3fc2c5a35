"""A full procedure and the facts of its issue, for the tests of its papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from eiso.plan.procedures.definition import (
    Component,
    Definition,
    FormTemplate,
    LegalBasis,
    RecordKept,
)
from eiso.plan.procedures.reports import Amendment, IssueFacts, SignOff
from tests.plan.procedures.definitions import seat_change

FACTS = IssueFacts(
    agency="Sở Dân tộc và Tôn giáo",
    superior="UBND thành phố Hà Nội",
    issue_no=2,
    revision_no=1,
    effective_on=date(2026, 3, 5),
    decision_number="45",
    decision_on=date(2026, 2, 27),
    decided_by="Chủ tịch Ủy ban nhân dân Thành phố",
    sign_offs=(
        SignOff("Soạn thảo", "Đỗ Thị Hồng Nhung", "Thư ký ISO", date(2026, 2, 10)),
        SignOff("Soát xét", "Nguyễn Văn Ưng", "Trưởng phòng", date(2026, 2, 20)),
        SignOff("Phê duyệt", "Lê Quỳnh Ỷ", "Giám đốc", date(2026, 2, 26)),
    ),
    amendments=(
        Amendment("Luật mới", "Mục 5.7", "Bước 3: 20 → 16 ngày", 1, date(2026, 3, 5)),
    ),
)


def full() -> Definition:
    """Every field of a definition in use."""
    base = seat_change()
    steps = list(base.steps)
    steps[0] = replace(
        steps[0],
        detail="Kiểm tra hồ sơ & thành phần <bản chính>.\nHướng dẫn bổ sung một lần.",
        forms=("Giấy tiếp nhận hồ sơ và hẹn trả kết quả",),
        results=("Hồ sơ điện tử",),
    )
    return replace(
        base,
        steps=tuple(steps),
        level="Cấp tỉnh",
        purpose="Quy định cách thức tiếp nhận, thẩm định.\nLàm rõ trách nhiệm.",
        scope="Áp dụng với các tổ chức tôn giáo trên địa bàn.",
        references="Sổ tay chất lượng",
        terms="TN&TKQ: tiếp nhận và trả kết quả",
        reception="Số 12, phố Nguyễn Trãi",
        content="Hồ sơ nộp thừa được trả lại.",
        legal_bases=(
            LegalBasis("02/2016/QH14", "Luật Tín ngưỡng, tôn giáo"),
            LegalBasis("95/2023/NĐ-CP", "Nghị định quy định chi tiết"),
        ),
        components=(
            Component("Văn bản đề nghị", 1, 0, "theo mẫu B12"),
            Component("Quyết định công nhận", 0, 1),
        ),
        sets=1,
        results=("Văn bản chấp thuận",),
        forms=(FormTemplate("B12", "Đề nghị thay đổi trụ sở", "95/2023/NĐ-CP"),),
        records=(RecordKept("Hồ sơ thay đổi trụ sở", "Phòng Nghiệp vụ", "10 năm"),),
    )
