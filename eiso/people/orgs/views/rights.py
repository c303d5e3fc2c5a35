"""Accounts and grants of an agency, for who manages access."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from eiso.base import moment
from eiso.base.errors import BusinessError
from eiso.people.access import services as access
from eiso.people.access.models import Grant
from eiso.people.access.roles import ROLES, Perm
from eiso.people.accounts.models import User
from eiso.people.orgs.forms import AccountForm, GrantForm, ReasonForm, put_refusal
from eiso.people.orgs.models import Org
from eiso.people.orgs.selectors import people, tree
from eiso.people.orgs.selectors.books import posts_of
from eiso.people.orgs.views.desk import actor


@require_http_methods(["GET", "POST"])
def rights(request: HttpRequest, code: str) -> HttpResponse:
    """Who has which right over this agency and below; POST gives one."""
    by = actor(request)
    org = tree.get_org(by, code)
    access.require(by, Perm.MANAGE_ACCESS, org)
    today = moment.today()
    form = GrantForm(request.POST or None, by=by, initial={"valid_from": today})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            access.grant_role(by=by, user=data.pop("person"), scope=org.path, **data)
        except BusinessError as refusal:
            put_refusal(form, refusal)
        else:
            messages.success(request, _("Đã giao quyền."))
            return redirect("orgs:rights", code=org.code)
    return render(
        request, "orgs/rights.html", _facts(by, org, form), status=_status(request)
    )


@require_POST
def end_grant(request: HttpRequest, code: str) -> HttpResponse:
    """A right given by hand stops after today; one that came with a post does not."""
    by = actor(request)
    grant = people.get_grant(by, code)
    access.require(by, Perm.MANAGE_ACCESS, access.Scope(grant.scope))
    people.require_given_by_hand(grant)
    access.end_grant(by=by, grant=grant, on=moment.today())
    messages.success(request, _("Quyền này hết sau hôm nay."))
    org = Org.objects.visible_to(by).filter(path=grant.scope).first()
    return redirect("orgs:rights", code=org.code) if org else redirect("orgs:home")


@require_http_methods(["GET", "POST"])
def new_account(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    org = tree.get_org(by, code)
    access.require(by, Perm.MANAGE_ACCESS, org)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = access.create_user(by=by, within=org, **form.cleaned_data)
        except BusinessError as refusal:
            put_refusal(form, refusal)
        else:
            words = _("Đã mở tài khoản %(name)s. Bổ nhiệm hoặc giao quyền để làm việc.")
            messages.success(request, words % {"name": user.username})
            return redirect("orgs:rights", code=org.code)
    facts = {"form": form, "org": org, "heading": _("Mở tài khoản"), "back": org.code}
    return render(request, "orgs/form.html", facts, status=_status(request))


@require_GET
def person(request: HttpRequest, code: str) -> HttpResponse:
    user = people.get_person(actor(request), code)
    return _person_page(request, user)


@require_POST
def close_account(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    user = people.get_person(by, code)
    form = ReasonForm(request.POST)
    if form.is_valid():
        access.close_account(by=by, user=user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Đã khóa tài khoản và đóng mọi phiên làm việc."))
        return redirect("orgs:person", code=user.code)
    return _person_page(request, user, form=form, status=422)


@require_POST
def reopen_account(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    user = people.get_person(by, code)
    access.reopen_account(by=by, user=user)
    messages.success(request, _("Tài khoản dùng lại được."))
    return redirect("orgs:person", code=user.code)


@require_POST
def password_link(request: HttpRequest, code: str) -> HttpResponse:
    """Shown once, on this answer only: it is never stored."""
    by = actor(request)
    user = people.get_person(by, code)
    token = access.issue_password_link(by=by, user=user)
    return _person_page(request, user, token=token)


def _person_page(
    request: HttpRequest,
    user: User,
    form: ReasonForm | None = None,
    token: str = "",
    status: int = 200,
) -> HttpResponse:
    today = moment.today()
    facts = {
        "person": user,
        "posts": posts_of(user, today),
        "grants": people.grants_of(actor(request), user, today),
        "form": form or ReasonForm(),
        "token": token,
    }
    return render(request, "orgs/person.html", facts, status=status)


def _facts(by: User, org: Org, form: GrantForm) -> dict[str, Any]:
    grants: list[Grant] = people.grants_over(by, org, moment.today())
    return {
        "org": org,
        "form": form,
        "grants": [(grant, ROLES[grant.role].title) for grant in grants],
        "suggested": people.people_within(by)[:200],
    }


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
