"""When to answer with a part of a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


def wants_partial(request: HttpRequest) -> bool:
    """htmx asks for a part: not a boosted link, not the restoring of history."""
    htmx = getattr(request, "htmx", None)
    if not htmx:
        return False
    return not htmx.boosted and not htmx.history_restore_request


def vary(response: HttpResponse) -> HttpResponse:
    """Say that the same address answers htmx differently."""
    patch_vary_headers(response, ["HX-Request"])
    return response
