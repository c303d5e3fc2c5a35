"""Acts on posts: appoint, leave, stand in, come back. Each answers with the post's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eiso.base.errors import BusinessError
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.orgs.forms import (
    AppointForm,
    DelegateForm,
    EndForm,
    LastDayForm,
    put_refusal,
)
from eiso.people.orgs.rules import Term
from eiso.people.orgs.selectors import people
from eiso.people.orgs.services import appointments
from eiso.people.orgs.views.desk import actor, post_page


@require_POST
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    post = people.get_post(by, code)
    require(by, Perm.MANAGE_ORGS, post)
    form = AppointForm(request.POST, by=by)
    if form.is_valid():
        data = dict(form.cleaned_data)
        person = data.pop("person")
        facts = appointments.AppointmentFacts(**data)
        try:
            appointments.appoint(by=by, post=post, user=person, facts=facts)
        except BusinessError as refusal:
            put_refusal(form, refusal)
        else:
            words = _("Đã bổ nhiệm %(person)s vào vị trí %(post)s.")
            messages.success(request, words % {"person": person, "post": post})
            return redirect("orgs:post", code=post.code)
    return post_page(request, post, status=422, appoint_form=form)


@require_POST
def end_appointment(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    held = people.get_appointment(by, code)
    require(by, Perm.MANAGE_ORGS, held)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            appointments.end_appointment(by=by, appointment=held, **form.cleaned_data)
        except BusinessError as refusal:
            put_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi thôi giữ vị trí."))
            return redirect("orgs:post", code=held.post.code)
    return post_page(request, held.post, status=422, end_form=form, ending=held.pk)


@require_POST
def delegate(request: HttpRequest, code: str) -> HttpResponse:
    by = actor(request)
    held = people.get_appointment(by, code)
    if held.user_id != by.pk:
        require(by, Perm.MANAGE_ORGS, held)
    form = DelegateForm(request.POST, by=by)
    if form.is_valid():
        data = form.cleaned_data
        try:
            appointments.delegate(
                by=by,
                appointment=held,
                user=data["person"],
                days=Term(data["valid_from"], data["valid_to"]),
                reason=data["reason"],
            )
        except BusinessError as refusal:
            put_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi ủy quyền."))
            return redirect("orgs:post", code=held.post.code)
    return post_page(
        request, held.post, status=422, delegate_form=form, delegating=held.pk
    )


@require_POST
def end_delegation(request: HttpRequest, code: str) -> HttpResponse:
    """From the list of absences: the last day is asked, yesterday's holder is back."""
    by = actor(request)
    row = people.get_delegation(by, code)
    if row.appointment.user_id != by.pk:
        require(by, Perm.MANAGE_ORGS, row)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        return post_page(request, row.appointment.post, status=422, day_form=form)
    appointments.end_delegation(by=by, delegation=row, on=form.cleaned_data["on"])
    messages.success(request, _("Đã kết thúc ủy quyền."))
    return redirect("orgs:post", code=row.appointment.post.code)
