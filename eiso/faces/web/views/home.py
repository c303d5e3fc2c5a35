"""The first page: what asks this person to act."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from eiso.base.ui import duties
from eiso.base.ui.htmx import vary, wants_partial
from eiso.faces.web import beginnings, selectors


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Duties by time left; the list alone when htmx asks for it each minute."""
    open_duties = duties.open_duties(request.user)
    facts: dict[str, object] = {
        "mine": [duty for duty in open_duties if not duty.waits_for],
        "waiting": [duty for duty in open_duties if duty.waits_for],
    }
    if wants_partial(request):
        return vary(render(request, "web/_duties.html", facts))
    found = selectors.capacities(request.user)
    now_as = selectors.chosen(found, request.session.get("post", ""))
    steps = beginnings.steps(
        now_as.org if now_as else None, selectors.permissions_of(request.user)
    )
    facts["beginnings"] = steps
    facts["next_step"] = next((step for step in steps if step.state != "done"), None)
    return vary(render(request, "web/home.html", facts))
