"""What a route may be, and what a vote does to a step: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eiso.people.access.roles import Perm
from eiso.people.approvals.choices import RoundStatus, StepStatus

MAX_QUORUM = 20

ROUND_MOVES: dict[str, frozenset[str]] = {
    RoundStatus.OPEN: frozenset(
        {
            RoundStatus.AGREED,
            RoundStatus.RETURNED,
            RoundStatus.RECALLED,
            RoundStatus.RESTARTED,
        }
    ),
    RoundStatus.AGREED: frozenset(),
    RoundStatus.RETURNED: frozenset(),
    RoundStatus.RECALLED: frozenset(),
    RoundStatus.RESTARTED: frozenset(),
}
STEP_MOVES: dict[str, frozenset[str]] = {
    StepStatus.WAITING: frozenset({StepStatus.OPEN, StepStatus.CLOSED}),
    StepStatus.OPEN: frozenset(
        {StepStatus.AGREED, StepStatus.RETURNED, StepStatus.CLOSED}
    ),
    StepStatus.AGREED: frozenset(),
    StepStatus.RETURNED: frozenset(),
    StepStatus.CLOSED: frozenset(),
}


@dataclass(frozen=True)
class RouteStep:
    """One step of a route: who (holders of a right, or of one post), how many must agree."""

    key: str
    title: str
    permission: str
    quorum: int = 1
    post_code: str = ""


def route_faults(steps: Sequence[RouteStep]) -> list[str]:
    """Sentences that say why a route cannot be used; empty when it can."""
    if not steps:
        return ["Luồng duyệt chưa có bước nào. Thêm ít nhất một bước."]
    faults = []
    if len({step.key for step in steps}) < len(steps):
        faults.append("Hai bước cùng mã. Đặt mỗi bước một mã riêng.")
    known = {str(permission) for permission in Perm}
    for step in steps:
        if not step.title.strip():
            faults.append(f"Bước “{step.key}” chưa có tên. Ghi tên bước.")
        if step.permission not in known:
            faults.append(f"Bước “{step.key}”: không có quyền “{step.permission}”.")
        if not 1 <= step.quorum <= MAX_QUORUM:
            faults.append(
                f"Bước “{step.key}”: số người cần đồng ý phải từ 1 đến {MAX_QUORUM}."
            )
    return faults


def voter_fault(
    *, is_author: bool, is_candidate: bool, has_voted: bool, voted_elsewhere: bool
) -> str:
    """Why this person may not decide this step; "" when they may.

    Who writes does not approve (design, plan of access); one person gives one signature
    a round, or review and approval would be the same pair of eyes.
    """
    if is_author:
        return "Bạn là người soạn bản này nên không soát xét, phê duyệt nó. Người khác giữ bước này."
    if not is_candidate:
        return "Bước này không do vị trí của bạn quyết."
    if has_voted:
        return "Bạn đã quyết ở bước này rồi."
    if voted_elsewhere:
        return "Bạn đã quyết ở một bước trước của lượt này. Người khác phải quyết bước này."
    return ""
