"""The register (danh mục): one state in force and at most one thing happening a row.

Four queries whatever the number of procedures; definitions are opened only for the rows
of the page shown.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db.models import Count

from eiso.base import moment
from eiso.base.text.folding import fold
from eiso.people.access.models import scopes_of
from eiso.people.accounts.models import User
from eiso.people.approvals import selectors as rounds
from eiso.people.approvals.choices import RoundStatus, StepStatus
from eiso.people.approvals.models import RoundStep
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision
from eiso.plan.documents.rules import OPEN, is_in_force
from eiso.plan.documents.services.moving import SUBJECT
from eiso.plan.procedures import permissions
from eiso.plan.procedures.choices import Happening, InForce
from eiso.plan.procedures.models.procedures import OpenPoint, Procedure

STATES = ("", "draft", "review", "approve", "issue", "mine", "withdrawn")
PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What is asked of the register; "" asks nothing."""

    q: str = ""
    state: str = ""
    kind: str = ""
    field: str = ""
    writer: str = ""
    org: str = ""


@dataclass(frozen=True)
class Row:
    """One procedure as the register shows it."""

    code: str
    symbol: str
    national_code: str
    title: str
    field: str
    kind: str
    org_code: str
    org_name: str
    search_text: str
    in_force: InForce
    live: Revision | None
    happening: Happening
    going: Revision | None
    points: int
    since: dt.datetime | None
    mine: str
    may_draft: bool

    @property
    def shown(self) -> Revision | None:
        """The revision whose figures stand in the row."""
        return self.live or self.going


@dataclass(frozen=True)
class Register:
    """Rows after filtering, and for each filter value how many rows it would show."""

    rows: list[Row]
    everything: int
    counts: dict[str, dict[str, int]]


def register(user: User, filters: Filters) -> Register:
    """The register as `user` may see it."""
    rows = _sorted(all_rows(user))
    counts = {
        name: dict(Counter(_values(name, kept, user)))
        for name in ("kind", "field", "writer", "org")
        for kept in [_kept(rows, replace(filters, **{name: ""}), user)]
    }
    other = _kept(rows, replace(filters, state=""), user)
    counts["state"] = {
        state: sum(1 for row in other if _is(row, state)) for state in STATES
    }
    return Register(_kept(rows, filters, user), len(rows), counts)


def _values(name: str, rows: Iterable[Row], user: User) -> list[str]:
    read: dict[str, Callable[[Row], str]] = {
        "kind": lambda row: row.kind,
        "field": lambda row: row.field,
        "writer": lambda row: _writer(row, user),
        "org": lambda row: row.org_code,
    }
    return [read[name](row) for row in rows]


def _writer(row: Row, user: User) -> str:
    last = row.going or row.live
    return "me" if last and last.author_id == user.pk else "others"


def _kept(rows: Iterable[Row], filters: Filters, user: User) -> list[Row]:
    words = fold(filters.q).split()
    return [
        row
        for row in rows
        if all(word in row.search_text for word in words)
        and _is(row, filters.state)
        and filters.kind in {"", row.kind}
        and filters.field in {"", row.field}
        and filters.writer in {"", _writer(row, user)}
        and filters.org in {"", row.org_code}
    ]


def _is(row: Row, state: str) -> bool:
    if state == "mine":
        return bool(row.mine)
    if state == "withdrawn":
        return row.in_force == InForce.WITHDRAWN
    return state in {"", row.happening}


def _sorted(rows: list[Row]) -> list[Row]:
    """What asks for something first, then never issued, then the rest by field."""
    return sorted(
        rows,
        key=lambda row: (group_of(row), row.org_name, fold(row.field), row.symbol),
    )


def group_of(row: Row) -> int:
    """0 for you to do, 1 never issued, 2 the rest, 3 withdrawn."""
    if row.mine:
        return 0
    if row.in_force == InForce.NEVER:
        return 1
    return 3 if row.in_force == InForce.WITHDRAWN else 2


@dataclass(frozen=True)
class _Known:
    """What is read once for all rows."""

    today: dt.date
    steps: dict[str, RoundStep]
    points: dict[int, int]
    asked: set[str]
    draft_scopes: list[str]
    issue_scopes: list[str]

    def may_draft(self, procedure: Procedure) -> bool:
        return any(procedure.org.path.startswith(s) for s in self.draft_scopes)

    def may_issue(self, procedure: Procedure) -> bool:
        return any(procedure.org.path.startswith(s) for s in self.issue_scopes)


def all_rows(user: User) -> list[Row]:
    """Every procedure `user` may see, unfiltered."""
    visible = Procedure.objects.visible_to(user)
    revisions: dict[int, list[Revision]] = defaultdict(list)
    for revision in (
        Revision.objects.filter(document__procedure__in=visible)
        .exclude(status=Status.DISCARDED)
        .defer("content", "reasons", "reason")
        .order_by("issue_no", "revision_no")
    ):
        revisions[revision.document_id].append(revision)
    known = _known(user)
    return [
        _row(procedure, revisions[procedure.document_id], known)
        for procedure in visible.select_related("document", "org")
    ]


def _known(user: User) -> _Known:
    steps = RoundStep.objects.filter(
        status=StepStatus.OPEN,
        round__status=RoundStatus.OPEN,
        round__subject_kind=SUBJECT,
    ).select_related("round")
    points = OpenPoint.objects.filter(settled_at__isnull=True)
    waiting = rounds.waiting_for(user, SUBJECT)
    return _Known(
        today=moment.today(),
        steps={step.round.subject_code: step for step in steps},
        points=dict(
            points.values_list("revision_id").annotate(count=Count("pk")).order_by()
        ),
        asked={step.round.subject_code for step in waiting},
        draft_scopes=scopes_of(user, permissions.DRAFT),
        issue_scopes=scopes_of(user, permissions.ISSUE),
    )


def _row(procedure: Procedure, revisions: list[Revision], known: _Known) -> Row:
    going = next((row for row in revisions if row.status in OPEN), None)
    step = known.steps.get(going.code) if going else None
    live, in_force = _standing(revisions, known.today)
    happening = _happening(going, step)
    return Row(
        code=procedure.code,
        symbol=procedure.symbol,
        national_code=procedure.national_code,
        title=procedure.title,
        field=procedure.field,
        kind=procedure.kind,
        org_code=procedure.org.code,
        org_name=procedure.org.name,
        search_text=procedure.search_text,
        in_force=in_force,
        live=live,
        happening=happening,
        going=going,
        points=known.points.get(going.pk, 0) if going else 0,
        since=step.opened_at if step else None,
        mine=_mine(procedure, going, happening, known),
        may_draft=known.may_draft(procedure),
    )


def _standing(
    revisions: list[Revision], today: dt.date
) -> tuple[Revision | None, InForce]:
    """The revision that stands for the procedure today, and what that means."""
    now = [
        row
        for row in revisions
        if is_in_force(row.status, row.effective_on, row.in_force_to, today)
    ]
    if now:
        return now[-1], InForce.LIVE
    coming = [row for row in revisions if row.status == Status.ISSUED]
    if coming:
        return coming[-1], InForce.COMING
    ended = [row for row in revisions if row.status == Status.WITHDRAWN]
    if ended:
        return ended[-1], InForce.WITHDRAWN
    return None, InForce.NEVER


def _happening(going: Revision | None, step: RoundStep | None) -> Happening:
    if going is None:
        return Happening.NOTHING
    if going.status == Status.IN_REVIEW:
        first = step is None or step.position == 0
        return Happening.REVIEW if first else Happening.APPROVE
    return Happening.DRAFT if going.status == Status.DRAFT else Happening.ISSUE


def _mine(
    procedure: Procedure, going: Revision | None, happening: Happening, known: _Known
) -> str:
    """What the person asking has to do: write, decide, issue; "" for nothing."""
    if going is None:
        return ""
    if going.code in known.asked:
        return "decide"
    if happening == Happening.DRAFT and known.may_draft(procedure):
        return "write"
    if happening == Happening.ISSUE and known.may_issue(procedure):
        return "issue"
    return ""
