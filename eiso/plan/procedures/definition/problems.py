"""The sentences of the problems by kind: what is wrong, why, what to do."""

from __future__ import annotations

from eiso.plan.procedures.definition.phrases import gettext_noop

REMARKS = {
    "national_code",
    "one_condition",
    "no_limit",
    "mixed_units",
    "not_compared",
}
"""Kinds that do not stop a review."""

BRANCH = gettext_noop(" (nhánh {label})")

PROBLEMS: dict[str, str] = {
    "title": gettext_noop("Quy trình chưa có tên. Ghi tên quy trình."),
    "steps": gettext_noop("Quy trình chưa có bước nào. Thêm bước."),
    "national_code": gettext_noop(
        "Thủ tục hành chính chưa có mã số quốc gia nên không đối chiếu được với danh "
        "mục. Ghi mã, hoặc đổi loại thành quy trình nội bộ."
    ),
    "key": gettext_noop(
        "Bước thứ {place} có khóa “{key}” không dùng được. Đặt khóa khác."
    ),
    "duplicate_key": gettext_noop(
        "{count} bước cùng khóa “{key}” nên không rõ mũi tên trỏ tới bước nào. Đặt lại "
        "khóa cho từng bước."
    ),
    "no_end": gettext_noop(
        "Không bước nào kết thúc quy trình: đi từ bước đầu thì cứ quay vòng mãi. Cho "
        "bước cuối đi tới “Kết thúc”."
    ),
    "circle": gettext_noop(
        "{step} đi tiếp tới {other} đứng trước nó nên thành vòng. Nếu là trả lại thì ghi "
        "ở mục trả lại."
    ),
    "next_unknown": gettext_noop(
        "{step} đi tiếp tới bước “{to}” không có trong quy trình. Chọn lại bước tiếp "
        "theo."
    ),
    "one_condition": gettext_noop(
        "{step} chỉ đi tiếp khi “{when}”; khi không phải thì hồ sơ không có đường đi. "
        "Thêm nhánh còn lại hoặc bỏ điều kiện."
    ),
    "mixed_split": gettext_noop(
        "{step} có nhiều nhánh không ghi điều kiện bên cạnh nhánh có điều kiện nên không "
        "rõ là chọn một hay làm song song. Ghi điều kiện cho từng nhánh."
    ),
    "return_unknown": gettext_noop(
        "{step} trả lại bước “{to}” không có trong quy trình. Chọn lại bước nhận."
    ),
    "return_forward": gettext_noop(
        "{step} trả lại {other} không đứng trước nó. Nếu là đi tiếp thì ghi ở mục bước "
        "tiếp theo."
    ),
    "unreachable": gettext_noop(
        "Không bước nào dẫn tới {step}. Nối một bước trước tới nó, hoặc xóa nó."
    ),
    "untitled": gettext_noop("{step} chưa có tên. Ghi việc phải làm."),
    "no_post": gettext_noop("{step} chưa có vị trí chịu trách nhiệm. Chọn vị trí."),
    "no_limit": gettext_noop(
        "{step} chưa có thời hạn; khi cộng, bước này tính là 0. Ghi thời hạn nếu bước có "
        "hạn riêng."
    ),
    "cover_unknown": gettext_noop(
        "{step} dùng chung thời hạn với bước “{to}” không có. Chọn lại bước."
    ),
    "cover_empty": gettext_noop(
        "{step} dùng chung thời hạn với {other}, nhưng bước ấy không có thời hạn của "
        "mình. Ghi thời hạn chung ở bước ấy."
    ),
    "cover_twice": gettext_noop(
        "{step} vừa có thời hạn riêng vừa dùng chung với {other}. Bỏ một trong hai."
    ),
    "over_limit": gettext_noop(
        "Kênh {name}: tổng {total} trên {whole}, vượt {rest}{branch}. Rút bớt {over} ở "
        "các bước, vì hạn của thủ tục không được kéo dài."
    ),
    "mixed_units": gettext_noop(
        "Thời hạn “{text}” tính ngày thường, các bước tính ngày làm việc: số ngày vừa "
        "nhưng thời gian thật có thể vượt. Xem lại đơn vị."
    ),
    "no_limits": gettext_noop(
        "Không bước nào có thời hạn nên đồng hồ không chạy được. Ghi thời hạn."
    ),
}
