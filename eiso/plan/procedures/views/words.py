"""Words and marks several pages of procedures share."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eiso.base.ui import words
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.choices import Happening, InForce
from eiso.plan.procedures.selectors.register import Row
from eiso.plan.procedures.selectors.register_figures import Figures

KINDS = {
    "tthc": gettext_lazy("Thủ tục hành chính"),
    "internal": gettext_lazy("Nội bộ"),
}
MOVES = {
    "decide": gettext_lazy("Soát xét, phê duyệt…"),
    "issue": gettext_lazy("Ban hành…"),
}


@dataclass(frozen=True)
class State:
    """A label: words and kind."""

    label: str
    kind: str


@dataclass(frozen=True)
class NextMove:
    """What happens next to a procedure, and where it is done ("" when by others)."""

    words: str
    url: str = ""
    note: str = ""


def numbers_of(revision: Revision) -> str:
    """ "ban hành 02, sửa đổi 01"."""
    return _("ban hành %(issue)02d, sửa đổi %(revision)02d") % {
        "issue": revision.issue_no,
        "revision": revision.revision_no,
    }


def short_numbers(revision: Revision) -> str:
    """ "sửa đổi 02", or "ban hành 02" for a new issue."""
    if revision.revision_no:
        return _("sửa đổi %(n)02d") % {"n": revision.revision_no}
    return _("ban hành %(n)02d") % {"n": revision.issue_no}


def states_of(row: Row, figures: Figures | None, apart: int) -> list[State]:
    """One state in force, plus at most one thing that happens; what is against the law
    cannot stay silent, whatever else happens (ui, screen 17).
    """
    found = [_standing(row)] if row.in_force != InForce.NEVER else []
    if row.in_force == InForce.LIVE and figures and figures.is_over:
        return [
            State(str(InForce(row.in_force).label), "done"),
            State(_("dài hơn thủ tục"), "late"),
        ]
    if row.going is None and apart:
        return [
            State(str(InForce(row.in_force).label), "done"),
            State(_("lệch danh mục quốc gia"), "late"),
        ]
    if row.going is None:
        return found
    if row.points:
        return [*found, State(_("%(n)d chỗ chưa hiểu") % {"n": row.points}, "wait")]
    name = short_numbers(row.going) if row.live else ""
    label = f"{name} {Happening(row.happening).label}".strip()
    return [*found, State(label, "draft" if row.happening == "draft" else "wait")]


def _apart(row: Row, count: int) -> NextMove:
    return NextMove(
        _("Xem %(n)d chỗ khác") % {"n": count},
        reverse("catalogue:entry", args=[row.national_code[:8]]),
    )


def _standing(row: Row) -> State:
    label = str(InForce(row.in_force).label)
    if row.in_force == InForce.LIVE and row.live and row.live.in_force_to:
        label = _("hiệu lực đến hết %(day)s") % {
            "day": words.date(row.live.in_force_to)
        }
    calm = "done" if row.going else ""
    kinds = {InForce.LIVE: calm, InForce.COMING: "new", InForce.WITHDRAWN: "ended"}
    return State(label, kinds[row.in_force])


def next_of(row: Row, apart: int) -> NextMove | None:
    """The one link of a row: what the person asking can do, or who holds it."""
    if row.going is None:
        return _apart(row, apart) if apart else None
    if row.mine == "write":
        said = _("Soạn tiếp")
        if row.points:
            said = _("Xử lý chỗ chưa hiểu")
        note = row.going.source and _("nhập từ %(source)s") % {
            "source": row.going.source
        }
        url = reverse("procedures:editor", args=[row.going.code])
        return NextMove(said, url, note or "")
    if row.mine:
        name = "procedures:issue" if row.mine == "issue" else "procedures:review"
        return NextMove(str(MOVES[row.mine]), reverse(name, args=[row.going.code]))
    if row.since:
        note = _("từ %(when)s") % {"when": words.date(row.since)}
        return NextMove(str(Happening(row.happening).label), "", note)
    return NextMove(str(Happening(row.happening).label))
