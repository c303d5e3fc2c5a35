"""Screen 25: what happened, by whom in what capacity, and can it be trusted?"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from eiso.base import moment
from eiso.base.errors import NotReady
from eiso.base.jobs import services as jobs
from eiso.base.jobs.models import Work
from eiso.base.trail import anchors, guards
from eiso.base.trail import services as trail
from eiso.base.trail.jobs import VERIFY
from eiso.base.trail.models import Event
from eiso.base.ui.parts import Link
from eiso.faces.web import trail_events as events
from eiso.faces.web.trail_file import MOST, trail_xlsx
from eiso.faces.web.trail_words import GROUPS
from eiso.people.access.models import scopes_of
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.accounts.models import User

_VERIFIER = "standalone_verifier.py"


def _holder(request: HttpRequest, perm: Perm = Perm.READ_TRAIL) -> User:
    """The signed-in person, if they hold `perm` over some agency."""
    user: User = request.user  # type: ignore[assignment]
    if not scopes_of(user, perm):
        require(user, perm)
    return user


def _filters(request: HttpRequest) -> events.Filters:
    given = request.POST if request.method == "POST" else request.GET
    return events.Filters(
        **{name: given.get(name, "")[:200].strip() for name in asdict(events.Filters())}
    )


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """The newest acts first, with the verdict of the last check above them."""
    user = _holder(request)
    filters = _filters(request)
    found = events.found(user, filters)
    before = request.GET.get("truoc", "")
    shown = found.filter(pk__lt=int(before)) if _is_number(before) else found
    rows = list(shown[: events.PAGE + 1])
    facts = {
        "filters": filters,
        "rows": [events.row_of(event) for event in rows[: events.PAGE]],
        "total": found.count(),
        "older": _page(filters, truoc=rows[events.PAGE - 1].pk)
        if len(rows) > events.PAGE
        else "",
        "newest": f"{request.path}?{filters.query()}" if before else "",
        "groups": _groups(user, filters),
        "days": _days(user, filters),
        "hidden": [(n, v) for n, v in asdict(filters).items() if v and n != "q"],
        "asked": _asked(filters, rows),
        **_house(user),
    }
    if rows:
        facts |= _panel(_chosen(found, request.GET.get("viec", "")) or rows[0])
    return render(request, "web/trail.html", facts)


@require_GET
def record(request: HttpRequest, number: int) -> HttpResponse:
    """One act in full, its hash computed now and compared with its seal."""
    event = events.readable_event(request.user, number)  # type: ignore[arg-type]
    facts = _panel(event)
    return render(request, "web/trail_record.html", facts | {"row": facts["chosen"]})


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Ask the worker to check everything from the first act on."""
    user = _holder(request, Perm.VERIFY_TRAIL)
    with transaction.atomic():
        work = jobs.ask_for_work(
            by=user.username,
            kind=VERIFY,
            title=_("Kiểm lại nhật ký từ đầu"),
        )
        trail.record(by=user, verb="web.check.asked", target=work, scope=_own(user))
    return redirect("web:trail-work", code=work.code)


@require_GET
def work(request: HttpRequest, code: str) -> HttpResponse:
    """How far the check is; the result when it is done."""
    _holder(request, Perm.VERIFY_TRAIL)
    found = _work(code)
    partial = request.headers.get("HX-Request") == "true"
    name = "web/trail_work.html" + ("#progress" if partial else "")
    return render(request, name, {"work": found, "state": events.state()})


@require_POST
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """Stop a check that is waiting or running."""
    user = _holder(request, Perm.VERIFY_TRAIL)
    found = _work(code)
    if not found.is_open:
        raise NotReady(_("Việc kiểm này đã kết thúc, không còn gì để dừng."))
    with transaction.atomic():
        jobs.ask_to_stop(work=found)
        trail.record(by=user, verb="web.check.stopped", target=found, scope=_own(user))
    return redirect("web:trail-work", code=code)


@require_POST
def file(request: HttpRequest) -> HttpResponse:
    """XLSX of what the filters show; that it was taken is an act of its own."""
    user = _holder(request)
    filters = _filters(request)
    found = events.found(user, filters)
    count = found.count()
    if count > MOST:
        raise NotReady(
            _("Có quá nhiều việc cho một tệp. Chọn khoảng ngày ngắn hơn rồi tải lại.")
        )
    note = f"{user.full_name} · {timezone.localtime(moment.now()):%H:%M %d/%m/%Y} · {filters.query()}"
    content = trail_xlsx(map(events.row_of, found.iterator()), note)
    with transaction.atomic():
        trail.record(
            by=user,
            verb="web.trail.exported",
            target=user,
            scope=_own(user),
            data={"rows": count, "filter": filters.query()},
        )
    return _attachment(content, "nhat-ky.xlsx")


@require_GET
def verifier(request: HttpRequest) -> HttpResponse:
    """The verifier that shares no line with this product."""
    _holder(request)
    script = Path(guards.__file__).with_name(_VERIFIER).read_bytes()
    answer = HttpResponse(script, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_VERIFIER}"'
    return answer


def _panel(event: Event) -> dict[str, Any]:
    """One act in full with its proof and the ways on from it."""
    same = events.Filters(kind=event.target_kind, target=event.target_code)
    return {
        "chosen": events.row_of(event),
        "proof": events.proof_of(event),
        "same": _page(same),
        "mine": _page(events.Filters(person=event.actor)),
    }


def _chosen(found: QuerySet[Event], asked: str) -> Event | None:
    return found.filter(pk=int(asked)).first() if _is_number(asked) else None


def _own(user: User) -> str:
    """The agency an act on the trail itself is written down for."""
    return scopes_of(user, Perm.READ_TRAIL)[0]


def _attachment(content: bytes, name: str) -> HttpResponse:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _house(user: User) -> dict[str, Any]:
    """What is said of the whole trail, to those who may ask for a check or read it."""
    state = events.state()
    newest = state.anchors[0] if state.anchors else None
    open_work = Work.objects.filter(
        kind=VERIFY, state__in=[Work.State.WAITING, Work.State.RUNNING]
    ).first()
    return {
        "state": state,
        "paper": anchors.printable(newest) if newest else "",
        "may_verify": bool(scopes_of(user, Perm.VERIFY_TRAIL)),
        "open_work": open_work,
    }


def _work(code: str) -> Work:
    found = Work.objects.filter(code=code, kind=VERIFY).first()
    if found is None:
        raise Http404
    return found


def _groups(user: User, filters: events.Filters) -> list[Link]:
    keys = {"": _("Mọi việc")} | {key: str(group[0]) for key, group in GROUPS.items()}
    return [
        Link(
            label,
            _page(filters, group=key),
            events.found(user, _with(filters, group=key)).count() if key else None,
            current=filters.group == key,
        )
        for key, label in keys.items()
    ]


def _days(user: User, filters: events.Filters) -> list[Link]:
    spans = {"0": _("Hôm nay"), "7": _("7 ngày"), "": _("Mọi ngày")}
    return [
        Link(
            label,
            _page(filters, days=key, since="", until=""),
            current=filters.days == key and not (filters.since or filters.until),
        )
        for key, label in spans.items()
    ]


def _asked(filters: events.Filters, rows: list[Event]) -> list[tuple[str, str]]:
    """Filters that came from a link in a row: shown in words, each can be taken off."""
    first = rows[0] if rows else None
    asked = []
    if filters.person:
        name = first.actor_name if first else filters.person
        asked.append((_("Người: ") + name, _page(filters, person="")))
    if filters.target:
        label = first.target_label if first else filters.target
        asked.append((_("Trên: ") + label, _page(filters, target="", kind="")))
    return asked


def _with(filters: events.Filters, **changes: str) -> events.Filters:
    return events.Filters(**(asdict(filters) | changes))


def _page(filters: events.Filters, **changes: Any) -> str:
    return f"{reverse('web:trail')}?{filters.query(**changes)}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18
