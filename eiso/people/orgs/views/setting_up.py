"""New units and posts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from eiso.base import moment
from eiso.base.errors import BusinessError
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.orgs.forms import PostForm, UnitForm, put_refusal
from eiso.people.orgs.selectors import people, tree
from eiso.people.orgs.services import posts
from eiso.people.orgs.views.desk import actor


@require_http_methods(["GET", "POST"])
def new_unit(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    org = tree.get_org(by, code)
    require(by, Perm.MANAGE_ORGS, org)
    form = UnitForm(request.POST or None, initial={"valid_from": moment.today()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        day = data.pop("valid_from")
        try:
            posts.create_unit(
                by=by, org=org, facts=posts.UnitFacts(**data), valid_from=day
            )
        except BusinessError as refusal:
            put_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lập đơn vị."))
            return redirect("orgs:desk", code=org.code)
    facts = {"form": form, "org": org, "heading": _("Lập đơn vị"), "back": org.code}
    return render(request, "orgs/form.html", facts, status=_status(request))


@require_http_methods(["GET", "POST"])
def new_post(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    unit = people.get_unit(by, code)
    require(by, Perm.MANAGE_ORGS, unit)
    form = PostForm(request.POST or None, initial={"valid_from": moment.today()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        day = data.pop("valid_from")
        try:
            post = posts.create_post(
                by=by, unit=unit, facts=posts.PostFacts(**data), valid_from=day
            )
        except BusinessError as refusal:
            put_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lập vị trí."))
            return redirect("orgs:post", code=post.code)
    facts = {
        "form": form,
        "org": unit.org,
        "unit": unit,
        "heading": _("Lập vị trí"),
        "back": unit.org.code,
    }
    return render(request, "orgs/form.html", facts, status=_status(request))


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
