"""The gallery: what exists, in every state, from the same templates as the product."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from eiso.faces.web import gallery as samples
from eiso.people.access import services as access
from eiso.people.access.models import scopes_of
from eiso.people.access.roles import Perm


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """For those who hold the right; in the demo and while developing, for everyone."""
    open_to_all = settings.DEMO or settings.DEBUG
    if not (open_to_all or scopes_of(request.user, Perm.SEE_GALLERY)):
        access.require(request.user, Perm.SEE_GALLERY)
    return render(request, "web/gallery.html", samples.context())
