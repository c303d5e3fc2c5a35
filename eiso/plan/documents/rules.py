"""The life of a revision, its numbers and its dates: pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eiso.plan.documents.choices import Next, Status

MOVES: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.IN_REVIEW, Status.DISCARDED}),
    Status.IN_REVIEW: frozenset({Status.DRAFT, Status.APPROVED}),
    Status.APPROVED: frozenset({Status.DRAFT, Status.ISSUED}),
    Status.ISSUED: frozenset({Status.SUPERSEDED, Status.WITHDRAWN}),
    Status.SUPERSEDED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.DISCARDED: frozenset(),
}
OPEN = frozenset({Status.DRAFT, Status.IN_REVIEW, Status.APPROVED})
"""Still on its way: at most one a document."""
EDITABLE = frozenset({Status.DRAFT, Status.IN_REVIEW})
"""Content may change; in review a change restarts the round."""
FROZEN = frozenset({Status.ISSUED, Status.SUPERSEDED, Status.WITHDRAWN})
"""Was in force, or will be: content never changes again."""

_WHY: dict[str, str] = {
    Status.DRAFT: "Bản này là dự thảo",
    Status.IN_REVIEW: "Bản này đang chờ soát xét, phê duyệt",
    Status.APPROVED: "Bản này đã phê duyệt và chờ ban hành",
    Status.ISSUED: "Bản này đã ban hành",
    Status.SUPERSEDED: "Bản này đã được bản sau thay thế",
    Status.WITHDRAWN: "Bản này đã bãi bỏ",
    Status.DISCARDED: "Dự thảo này đã bỏ",
}
_CANNOT: dict[str, str] = {
    Status.DRAFT: "nên không đưa về dự thảo được",
    Status.IN_REVIEW: "nên không gửi soát xét được",
    Status.APPROVED: "nên không phê duyệt được",
    Status.ISSUED: "nên không ban hành được",
    Status.SUPERSEDED: "nên không thay thế được",
    Status.WITHDRAWN: "nên không bãi bỏ được",
    Status.DISCARDED: "nên không bỏ được",
}


def may_move(from_: str, to: str) -> bool:
    return to in MOVES[from_]


def move_fault(from_: str, to: str) -> str:
    """Why a revision cannot go from one state to another; "" when it can."""
    if may_move(from_, to):
        return ""
    return f"{_WHY[from_]} {_CANNOT[to]}. Mở lại trang để xem trạng thái mới."


def edit_fault(status: str) -> str:
    """Why the content of a revision may not change now; "" when it may."""
    if status in EDITABLE:
        return ""
    return f"{_WHY[status]} nên không sửa được. Soạn lần sửa đổi tiếp theo để thay đổi."


def next_numbers(last: tuple[int, int] | None, kind: str) -> tuple[int, int]:
    """(lần ban hành, lần sửa đổi) after `last`; the first is (1, 0).

    A new issue starts its revisions again from 0 (domain 5.1).
    """
    if last is None:
        return (1, 0)
    issue, revision = last
    return (issue + 1, 0) if kind == Next.ISSUE else (issue, revision + 1)


@dataclass(frozen=True)
class Decision:
    """The decision that issues a revision: number "1594/QĐ-UBND", day signed, day of effect.

    `given` is True when the office signed it outside eISO, so that its dates may be past.
    Otherwise the number is the next of the agency's register of decisions, with `issuer`
    ("UBND") behind it.
    """

    number: str
    signed_on: dt.date
    effective_on: dt.date
    given: bool
    issuer: str = ""


def decision_faults(
    decision: Decision, *, today: dt.date, live_from: dt.date | None
) -> dict[str, str]:
    """Field → sentence for what is wrong with a decision; empty when all is right.

    `live_from` is the effective day of the revision it would replace.
    """
    faults: dict[str, str] = {}
    if decision.given and not decision.number.strip():
        faults["decision_number"] = "Ghi số quyết định ban hành."
    if not decision.given and not decision.issuer.strip():
        faults["issuer"] = "Ghi chữ viết tắt của cơ quan sau số quyết định."
    if len(decision.number) > 60 or len(decision.issuer) > 30:
        faults["decision_number"] = "Số quyết định dài quá 60 ký tự. Rút gọn."
    if decision.signed_on > today:
        faults["decision_on"] = "Ngày ký chưa đến. Ghi ngày quyết định đã ký."
    if decision.effective_on < decision.signed_on:
        faults["effective_on"] = (
            "Ngày hiệu lực trước ngày ký. Chọn từ ngày ký trở về sau."
        )
    elif not decision.given and decision.effective_on < today:
        faults["effective_on"] = "Ngày hiệu lực đã qua. Chọn từ hôm nay trở về sau."
    elif live_from is not None and decision.effective_on <= live_from:
        faults["effective_on"] = (
            f"Bản đang giữ chỗ có hiệu lực từ {live_from:%d/%m/%Y}. Chọn ngày sau đó."
        )
    return faults


def is_in_force(
    status: str, from_: dt.date | None, to: dt.date | None, on: dt.date
) -> bool:
    """Was, is or will a revision be in force on `on`? Both ends belong to it."""
    if status not in FROZEN or from_ is None:
        return False
    return from_ <= on and (to is None or on <= to)
