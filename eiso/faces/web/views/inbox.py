"""Messages to one person: the bell of the top band."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from eiso.base.messages import selectors, services

PAGE = 30


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first; what is unread stands out by word, not only by weight."""
    messages = selectors.inbox(request.user)
    page = Paginator(messages, PAGE).get_page(request.GET.get("page"))
    services.mark_seen(messages=list(page.object_list))
    facts = {
        "page": page,
        "unread": selectors.unread_count(request.user),
        "total": page.paginator.count,
    }
    return render(request, "web/inbox.html", facts)


@require_POST
def read(request: HttpRequest, code: str) -> HttpResponse:
    """Mark one as read and go where it leads."""
    message = selectors.inbox(request.user).filter(code=code).first()
    if message is None:
        raise Http404
    services.mark_read(user=request.user, code=code)
    inside = message.link.startswith("/") and not message.link.startswith("//")
    return redirect(message.link if inside else "web:inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every message that is shown as read."""
    for code in (
        selectors.inbox(request.user)
        .filter(read_at=None)
        .values_list("code", flat=True)
    ):
        services.mark_read(user=request.user, code=code)
    return redirect("web:inbox")
