"""Page 18, Người và vị trí: the agency and its posts on a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from eiso.base import moment
from eiso.people.access import services as access
from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from eiso.people.orgs.forms import AppointForm, DelegateForm, EndForm, day_of
from eiso.people.orgs.models import Org, Post
from eiso.people.orgs.selectors import desk as desks
from eiso.people.orgs.selectors import people, tree


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The topmost agency of this person's reach."""
    day = day_of(request.GET.get("ngay", ""), moment.today())
    org = tree.first_org(actor(request), day)
    if org is None:
        return render(request, "orgs/nothing.html")
    return render(request, "orgs/desk.html", desk_facts(request, org))


@require_GET
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """One agency: its place in the tree, its posts and who holds them on the day."""
    org = tree.get_org(actor(request), code)
    return render(request, "orgs/desk.html", desk_facts(request, org))


@require_GET
def post(request: HttpRequest, code: str) -> HttpResponse:
    """The same page with one post opened beside the list."""
    row = people.get_post(actor(request), code)
    return post_page(request, row)


def post_page(
    request: HttpRequest, row: Post, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of one post; `forms` replaces a form that was refused."""
    facts = desk_facts(request, row.unit.org) | post_facts(request, row) | forms
    return render(request, "orgs/desk.html", facts, status=status)


def actor(request: HttpRequest) -> User:
    """The signed-in person; the middleware lets nobody else this far."""
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type
    return request.user


def desk_facts(request: HttpRequest, org: Org) -> dict[str, Any]:
    """What every form of page 18 shows around itself."""
    user, today = actor(request), moment.today()
    day = day_of(request.GET.get("ngay", ""), today)
    words = request.GET.get("tim", "").strip()
    formers, heirs = tree.formers(org), tree.heirs(org)
    branch = tree.branch_on(org, day, formers, heirs)
    whole = request.GET.get("cay") == "ca"
    return {
        "org": org,
        "org_name": tree.name_on(org, day),
        "day": day,
        "today": today,
        "yesterday": today - dt.timedelta(days=1),
        "on_day": "" if day == today else f"?ngay={day.isoformat()}",
        "words": words,
        "found": tree.search_orgs(user, words) if words else [],
        "rows": [] if words else tree.tree(day, user, branch, whole=whole),
        "formers": formers,
        "heirs": heirs,
        "ended": tree.ended_children(org, day),
        "desk": desks.desk(org, day),
        "runs": org.is_in_force(day),
        "may_manage": day == today and access.can(user, Perm.MANAGE_ORGS, org),
        "may_grant": access.can(user, Perm.MANAGE_ACCESS, org),
    }


def post_facts(request: HttpRequest, row: Post) -> dict[str, Any]:
    """The opened post: its history, and the forms this person may use."""
    user, today = actor(request), moment.today()
    day = day_of(request.GET.get("ngay", ""), today)
    line = desks.post_line(row, day)
    may = day == today and access.can(user, Perm.MANAGE_ORGS, row)
    begins = max(today, row.valid_from)
    mine = any(held.appointment.user_id == user.pk for held in line.holders)
    return {
        "line": line,
        "history": desks.history(row),
        "suggested": people.people_within(user)[:200] if may or mine else [],
        "appoint_form": AppointForm(by=user, initial={"valid_from": begins}),
        "delegate_form": DelegateForm(by=user, initial=_from(today)),
        "end_form": EndForm(initial={"on": today}),
        "may_delegate": day == today and (may or mine),
    }


def _from(today: dt.date) -> dict[str, dt.date]:
    return {"valid_from": today, "valid_to": today}
