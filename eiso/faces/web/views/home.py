"""The first page: what asks this person to act."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from eiso.base.ui import duties


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Duties by time left, and the doors this person may open."""
    open_duties = duties.open_duties(request.user)
    facts = {
        "mine": [duty for duty in open_duties if not duty.waits_for],
        "waiting": [duty for duty in open_duties if duty.waits_for],
    }
    return render(request, "web/home.html", facts)
