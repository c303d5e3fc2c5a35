"""Which body published a file: stated in a portal export; elsewhere the symbol of the
publishing decisions says it ("4472/QĐ-BTC" is the Ministry of Finance)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from eiso.plan.procedures.readers.catalogue.published import Published

BODIES = {
    "BTC": "Bộ Tài chính",
    "BTP": "Bộ Tư pháp",
    "BNNMT": "Bộ Nông nghiệp và Môi trường",
    "BNV": "Bộ Nội vụ",
    "BNG": "Bộ Ngoại giao",
    "BQP": "Bộ Quốc phòng",
    "BCA": "Bộ Công an",
    "BCT": "Bộ Công Thương",
    "BXD": "Bộ Xây dựng",
    "BYT": "Bộ Y tế",
    "BKHCN": "Bộ Khoa học và Công nghệ",
    "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch",
    "BGDĐT": "Bộ Giáo dục và Đào tạo",
    "BDTTG": "Bộ Dân tộc và Tôn giáo",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "TTCP": "Thanh tra Chính phủ",
    "VPCP": "Văn phòng Chính phủ",
    "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "VKSTC": "Viện kiểm sát nhân dân tối cao",
    "KTNN": "Kiểm toán nhà nước",
    "BHXH": "Bảo hiểm xã hội Việt Nam",
}
_SYMBOL = re.compile(r"[QĐ0-9A-Z]+-([A-ZĐ]{2,})\s*\Z")


def body_of(decision: str) -> str:
    """The body that signed a decision of this number; "" when the symbol is unknown."""
    match = _SYMBOL.search(decision.upper())
    return BODIES.get(match[1], "") if match else ""


def body_of_file(procedures: Iterable[Published]) -> str:
    """The body most of the procedures name, when four in five of those that name one
    agree; else "" (a file of several bodies, or of none we know)."""
    votes = Counter(each.body or body_of(each.decision) for each in procedures)
    votes.pop("", None)
    if not votes:
        return ""
    body, count = votes.most_common(1)[0]
    return body if count * 5 >= votes.total() * 4 else ""
