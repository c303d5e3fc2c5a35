"""What a paper says besides the definition: who issues it, under which number, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SignOff:
    """One column of the sign-off table; `role` is Soạn thảo, Soát xét or Phê duyệt."""

    role: str
    name: str = ""
    post: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """One row of the table of amendments."""

    request: str
    place: str
    content: str
    revision_no: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """The facts of one issue. A number or day not given yet is printed as grey blank.

    `issue_no` ≥ 1 and `revision_no` ≥ 0 are lần ban hành and lần sửa đổi.
    `decision_number` is "45", or whole "45/QĐ-UBND"; `decision_symbol` is the part after
    the number where it is not in it.
    """

    agency: str
    superior: str = ""
    issue_no: int = 1
    revision_no: int = 0
    effective_on: date | None = None
    decision_number: str = ""
    decision_symbol: str = "QĐ-UBND"
    decision_on: date | None = None
    decided_by: str = ""
    sign_offs: tuple[SignOff, ...] = ()
    amendments: tuple[Amendment, ...] = ()
