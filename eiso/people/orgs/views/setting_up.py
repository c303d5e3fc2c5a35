"""New agencies, units and posts; a new name."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from eiso.base import moment
from eiso.base.errors import BusinessError
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.orgs.forms import OrgForm, PostForm, RenameForm, UnitForm, put_refusal
from eiso.people.orgs.models import Org, Unit
from eiso.people.orgs.selectors import people, tree
from eiso.people.orgs.services import orgs, posts
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
    return _form_page(request, form, org, _("Lập đơn vị"))


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
    return _form_page(request, form, unit.org, _("Lập vị trí"), unit)


@require_http_methods(["GET", "POST"])
def new_org(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    parent = tree.get_org(by, code)
    require(by, Perm.MANAGE_ORGS, parent)
    initial = {
        "valid_from": moment.today(),
        "level": parent.level,
        "kind": "public_service_unit",
    }
    form = OrgForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        day = data.pop("valid_from")
        try:
            org = orgs.create_org(
                by=by, facts=orgs.OrgFacts(**data), parent=parent, valid_from=day
            )
        except BusinessError as refusal:
            put_refusal(form, refusal)
        else:
            messages.success(request, _("Đã lập cơ quan."))
            return redirect("orgs:desk", code=org.code)
    return _form_page(request, form, parent, _("Lập cơ quan trực thuộc"))


@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    org = tree.get_org(by, code)
    require(by, Perm.MANAGE_ORGS, org)
    initial = {"name": org.name, "on": moment.today()}
    form = RenameForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            orgs.rename_org(by=by, org=org, **form.cleaned_data)
        except BusinessError as refusal:
            put_refusal(form, refusal)
        else:
            messages.success(request, _("Đã đổi tên. Giấy tờ cũ vẫn ghi tên cũ."))
            return redirect("orgs:desk", code=org.code)
    return _form_page(request, form, org, _("Đổi tên cơ quan"))


def _form_page(
    request: HttpRequest, form: Form, org: Org, heading: str, unit: Unit | None = None
) -> HttpResponse:
    facts = {
        "form": form,
        "org": org,
        "unit": unit,
        "heading": heading,
        "back": org.code,
    }
    return render(request, "orgs/form.html", facts, status=_status(request))


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
