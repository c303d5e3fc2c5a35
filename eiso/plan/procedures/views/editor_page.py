"""What the editor page shows: rows, sums, differences, what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from eiso.base.ui.parts import Link
from eiso.people.orgs.selectors.people import post_titles
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.definition import (
    END,
    Definition,
    Step,
    check,
    step_number,
)
from eiso.plan.procedures.forms.editor import Editing
from eiso.plan.procedures.forms.limits import shown_limit
from eiso.plan.procedures.forms.steps import error_banner
from eiso.plan.procedures.forms.tables import rows_of
from eiso.plan.procedures.rules import reasoned
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.views.parts import drawing_of, marks_of, sums_of

TABS = ("buoc", "luu-do", "ho-so", "can-cu", "bieu-mau", "van-ban")
BLANK_ROWS = 2


@dataclass(frozen=True)
class StepRow:
    """One step as the table shows it, with what was typed and what is wrong with it."""

    step: Step
    number: str
    limit_text: str
    limit_error: str
    mark: str
    before: str
    forms: str
    results: str
    others: list[tuple[str, str]]
    next_rows: list[tuple[str, str]]
    return_rows: list[tuple[str, str]]
    is_first: bool
    is_last: bool
    opened: bool
    ways: list[str]


def page_facts(
    request: HttpRequest, revision: Revision, work: Editing
) -> dict[str, Any]:
    """Everything `procedures/editor.html` needs."""
    before = reads.compared_with(revision)
    old = reads.definition_of(before) if before else None
    reasons = work.reasons(revision.reasons)
    changes = reasoned(old, work.definition, reasons)
    marks = marks_of(changes)
    tab = request.GET.get("muc") or request.POST.get("tab") or TABS[0]
    tab = tab if tab in TABS else TABS[0]
    found = check(work.definition)
    return {
        "before": before,
        "tab": tab,
        "tabs": _tabs(revision, work.definition, tab),
        "rows": _rows(work, old, marks) if tab == "buoc" else [],
        "errors": work.errors,
        "error_banner": error_banner(work.errors) if work.errors else "",
        "changes": changes,
        "unexplained": [item for item in changes if not item.reason],
        "sums": sums_of(work.definition, marks),
        "drawing": drawing_of(work.definition, marks),
        "points": reads.open_points(revision),
        "blocking": [item for item in found if item.blocks_review],
        "remarks": reads.remarks_among(found),
        "posts": _posts(revision, work.definition) if tab == "buoc" else [],
    } | _record_facts(revision, work)


def _record_facts(revision: Revision, work: Editing) -> dict[str, Any]:
    procedure = reads.procedure_of(revision)
    return {
        "revision": revision,
        "procedure": procedure,
        "in_force": reads.in_force(procedure),
        "can_undo": revision.earlier_states.exists(),
        "definition": work.definition,
        "tables": _tables(work.definition),
        "opened": work.opened,
    }


def _tabs(revision: Revision, definition: Definition, tab: str) -> list[Link]:
    base = reverse("procedures:editor", args=[revision.code])
    papers = len(definition.forms) + len(definition.records)
    named = {
        "buoc": (_("Các bước"), None),
        "luu-do": (_("Lưu đồ"), None),
        "ho-so": (_("Thành phần, phí, kênh"), None),
        "can-cu": (_("Căn cứ pháp lý"), len(definition.legal_bases)),
        "bieu-mau": (_("Biểu mẫu, hồ sơ lưu"), papers),
        "van-ban": (_("Tên, lời văn"), None),
    }
    return [
        Link(label, f"{base}?muc={key}", count or None, current=key == tab)
        for key, (label, count) in named.items()
    ]


def _rows(
    work: Editing, old: Definition | None, marks: dict[str, str]
) -> list[StepRow]:
    steps = work.definition.steps
    names = {step.key: step_number(work.definition, step) for step in steps}
    before = {step.key: shown_limit(step.limit) for step in old.steps} if old else {}
    return [
        _row(work, step, names, marks, before, place, len(steps))
        for place, step in enumerate(steps)
    ]


def _row(
    work: Editing,
    step: Step,
    names: dict[str, str],
    marks: dict[str, str],
    before: dict[str, str],
    place: int,
    count: int,
) -> StepRow:
    name = f"{step.key}.limit"
    shown = shown_limit(step.limit)
    was = before.get(step.key, "")
    return StepRow(
        step=step,
        number=names[step.key],
        limit_text=work.raw.get(name, shown),
        limit_error=work.errors.get(name, ""),
        mark=marks.get(step.key, ""),
        before=was if was != shown else "",
        forms="\n".join(step.forms),
        results="\n".join(step.results),
        others=_others(work.definition, step, names),
        next_rows=[*((a.to, a.when) for a in step.next), ("", "")],
        return_rows=[*((a.to, a.when) for a in step.returns), ("", "")],
        is_first=place == 0,
        is_last=place == count - 1,
        opened=step.key == work.opened,
        ways=_ways(step, names),
    )


def _others(
    definition: Definition, step: Step, names: dict[str, str]
) -> list[tuple[str, str]]:
    """Where an arrow of a step can point."""
    titles = {item.key: item.title for item in definition.steps}
    named = [(key, f"{number} {titles[key]}".strip()) for key, number in names.items()]
    return [*(pair for pair in named if pair[0] != step.key), (END, _("kết thúc"))]


def _ways(step: Step, names: dict[str, str]) -> list[str]:
    """Where a step leads when that is not simply the next line."""
    said = []
    for arrow in step.next:
        target = _("bước %(n)s") % {"n": names.get(arrow.to, "?")}
        target = _("kết thúc") if arrow.to == END else target
        said.append(f"{arrow.when or _('đi tiếp')} → {target}")
    for back in step.returns:
        target = _("trả lại bước %(n)s") % {"n": names.get(back.to, "?")}
        said.append(f"{back.when} → {target}" if back.when else target)
    return said


def _tables(definition: Definition) -> dict[str, list[dict[str, str]]]:
    names = ("components", "legal_bases", "forms", "records", "results")
    return {name: rows_of(definition, name) for name in names}


def _posts(revision: Revision, definition: Definition) -> list[str]:
    """Posts of the agency and those the draft names already, for the box to offer."""
    own = post_titles(revision.document.org)
    written = [step.post for step in definition.steps if step.post]
    return list(dict.fromkeys([*written, *own]))[:200]
