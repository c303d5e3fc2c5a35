"""From an empty agency to procedures in force: where it stands, read from the data.

Every line is computed now; nothing here is ticked by hand. Shown on the first page to
those who can do one of the steps, until all are done.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from eiso.base import moment
from eiso.people.access.roles import Perm
from eiso.people.calendars import selectors as calendars
from eiso.people.orgs.models import Appointment, Org, Post, Unit
from eiso.plan.documents.choices import Status
from eiso.plan.procedures.models.procedures import Procedure

WHO = {Perm.MANAGE_ORGS, Perm.DRAFT_PROCEDURE, Perm.DRAFT_CALENDAR}


@dataclass(frozen=True)
class Beginning:
    """One step: `state` is done, now or todo."""

    title: str
    what: str
    url: str
    verb: str
    state: str

    @property
    def label(self) -> str:
        """The state in words."""
        words = {"done": _("Xong"), "now": _("Đang làm"), "todo": _("Chưa làm")}
        return words[self.state]

    @property
    def kind(self) -> str:
        """The kind of label that goes with it."""
        return {"done": "done", "now": "draft", "todo": "plain"}[self.state]


def steps(org: Org | None, permissions: frozenset[Perm]) -> list[Beginning]:
    """The steps of one agency; [] when all are done or the person can do none."""
    if org is None or not WHO & permissions:
        return []
    found = [_units(org), _calendar(org), _posts(org), _procedures(org)]
    return [] if all(step.state == "done" for step in found) else found


def _units(org: Org) -> Beginning:
    count = Unit.objects.filter(org=org).in_force(moment.today()).count()
    what = ngettext(
        "%(n)d đơn vị trong cơ quan", "%(n)d đơn vị trong cơ quan", count
    ) % {"n": count}
    return Beginning(
        _("Cơ quan và đơn vị"),
        what if count else _("Chưa có đơn vị nào: hồ sơ không có nơi để giao."),
        reverse("orgs:desk", kwargs={"code": org.code}),
        _("Xem lại") if count else _("Lập đơn vị"),
        "done" if count else "todo",
    )


def _calendar(org: Org) -> Beginning:
    year = moment.today().year
    known = bool(calendars.chain(org))
    confirmed = calendars.compiled(org).facts.confirmed if known else frozenset()
    if year not in confirmed:
        what = _("Lịch %(year)d chưa xác nhận: mọi hạn đang là tạm tính.")
        state = "todo"
    elif year + 1 not in confirmed:
        what = _("Đã xác nhận đến hết %(year)d. Hạn rơi vào năm sau sẽ ghi “tạm tính”.")
        state = "done"
    else:
        what, state = _("Đã xác nhận %(year)d và năm sau."), "done"
    return Beginning(
        _("Lịch làm việc"),
        what % {"year": year},
        reverse("calendars:index"),
        _("Xem lại") if state == "done" else _("Xem lịch"),
        state,
    )


def _posts(org: Org) -> Beginning:
    today = moment.today()
    posts = Post.objects.filter(unit__org=org).in_force(today)
    held = Appointment.objects.filter(post__in=posts).in_force(today)
    total = posts.count()
    filled = held.values("post_id").distinct().count()
    words = {"filled": filled, "total": total, "empty": total - filled}
    if not total:
        what, state = _("Chưa có vị trí nào."), "todo"
    elif filled < total:
        what = _("%(filled)d/%(total)d vị trí có người; %(empty)d vị trí còn trống.")
        state = "now"
    else:
        what, state = _("Cả %(total)d vị trí đều có người."), "done"
    return Beginning(
        _("Người và vị trí"),
        what % words,
        reverse("orgs:desk", kwargs={"code": org.code}),
        _("Xem lại") if state == "done" else _("Bổ nhiệm"),
        state,
    )


def _procedures(org: Org) -> Beginning:
    issued = Q(document__revisions__status=Status.ISSUED)
    numbers = Procedure.objects.filter(org=org).aggregate(
        total=Count("pk", distinct=True),
        issued=Count("pk", filter=issued, distinct=True),
    )
    if not numbers["total"]:
        what, state = _("Chưa có quy trình nào."), "todo"
    elif not numbers["issued"]:
        what, state = _("%(total)d quy trình đang soạn, chưa ban hành bản nào."), "now"
    else:
        what = _("%(issued)d quy trình đã ban hành, trong %(total)d.")
        state = "done"
    return Beginning(
        _("Quy trình"),
        what % numbers,
        reverse("procedures:register"),
        _("Xem lại") if state == "done" else _("Lập hoặc nhập quy trình"),
        state,
    )
