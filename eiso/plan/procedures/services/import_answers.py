"""Deciding what an imported decision left unclear: one doubt, or all titles at once."""

from __future__ import annotations

from django.db import transaction

from eiso.base import moment
from eiso.base.errors import Conflict, InvalidTransition, NotReady
from eiso.base.trail import services as trail
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.plan.procedures import permissions
from eiso.plan.procedures.models.imports import (
    ImportedFile,
    ImportPoint,
    ImportStatus,
    PointKind,
)
from eiso.plan.procedures.readers.process.drafting import written_limit

ANSWERS: dict[str, tuple[str, ...]] = {
    PointKind.SHARED: ("all", "first", "split"),
    PointKind.NO_TERM: ("none", "limit"),
    PointKind.LIMIT: ("limit", "none"),
    PointKind.TOTAL: ("seen",),
    PointKind.SUM: ("seen",),
    PointKind.TEXT: ("seen",),
    PointKind.POST: ("post", "keep"),
}
"""Which answers fit which kind of point."""


@transaction.atomic
def answer_point(
    *, by: User, point: ImportPoint, answer: str, value: str = ""
) -> ImportPoint:
    """Decide one point; it may be decided again until the drafts are made."""
    require(by, permissions.DRAFT, point)
    check_open(point.file)
    if answer not in ANSWERS[point.kind]:
        raise NotReady("Chưa ghi được: chưa chọn cách hiểu. Chọn một cách, rồi ghi.")
    value = _checked_value(point, answer, value)
    seen = ImportPoint.objects.filter(
        pk=point.pk,
        answer=point.answer,
        value=point.value,
        file__status=ImportStatus.OPEN,
    )
    changed = seen.update(
        answer=answer, value=value, answered_at=moment.now(), answered_by=by
    )
    if changed != 1:
        raise Conflict("Chỗ này vừa được người khác trả lời. Mở lại trang để xem.")
    point.refresh_from_db()
    trail.record(
        by=by,
        verb="procedures.import.answered",
        target=point,
        scope=point.access_path,
        data={"sentence": point.sentence, "answer": answer, "value": value},
    )
    return point


def _checked_value(point: ImportPoint, answer: str, value: str) -> str:
    """What was written beside the choice, checked. Raises what a form can show."""
    value = value.strip()
    if answer == "limit":
        written_limit(value)
        return value
    if answer == "post":
        if not value:
            raise NotReady(
                "Chưa chọn vị trí. Chọn một vị trí, hoặc giữ chữ của văn bản."
            )
        return value[:300]
    if answer == "split":
        lines = [line.strip() for line in value.split("\n") if line.strip()]
        if len(lines) != len(point.steps):
            raise NotReady(
                f"Cần {len(point.steps)} thời hạn, mỗi bước một dòng; đã ghi "
                f"{len(lines)} dòng."
            )
        for line in lines:
            written_limit(line)
        return "\n".join(lines)
    return ""


KEEP = "="
"""Said instead of a post: the printed title stays as it is."""


@transaction.atomic
def answer_titles(
    *, by: User, imported: ImportedFile, chosen: dict[str, str], keep_rest: bool = False
) -> int:
    """Choose posts for printed titles, once for all procedures of the file.

    `chosen`: code of a point to the title of a post, or KEEP; "" leaves it open.
    `keep_rest` keeps every title nobody decided about. Returns how many were decided.
    """
    require(by, permissions.DRAFT, imported)
    check_open(imported)
    decided = 0
    for point in ImportPoint.objects.filter(file=imported, kind=PointKind.POST):
        value = chosen.get(point.code, "").strip()
        if not value and keep_rest and not point.answer:
            value = KEEP
        if not value or value == (KEEP if point.answer == "keep" else point.value):
            continue
        answer = "keep" if value == KEEP else "post"
        answer_point(
            by=by, point=point, answer=answer, value="" if value == KEEP else value
        )
        decided += 1
    if not decided:
        raise NotReady("Chưa chọn vị trí nào. Chọn ở ít nhất một chức danh, rồi ghi.")
    return decided


def check_open(imported: ImportedFile) -> None:
    """Raises InvalidTransition once drafts were made or the file was put aside."""
    if imported.status != ImportStatus.OPEN:
        raise InvalidTransition(
            f"Tệp này {imported.get_status_display()} nên không sửa được nữa. Sửa tiếp "
            "trong dự thảo."
        )
