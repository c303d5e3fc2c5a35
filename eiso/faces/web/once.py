"""A form sent twice acts once: the second answer goes where the first one went.

Innermost of the middleware, so that it sees a conflict before it becomes a page: the
second click of two at once is refused by the service, not by the key, and still belongs
to the act that won.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from eiso.base.trail import once, origin
from eiso.faces.web.views import errors

_SENT_ON = ("Location", "HX-Redirect", "HX-Location")


class OnceMiddleware:
    """Open a ticket for each unsafe request with a key; replay what was already done.

    It also says from which machine the request came, for the trail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with origin.coming_from(request.META.get("REMOTE_ADDR", "")):
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        ticket = once.ticket_of(request)
        if ticket is None:
            return self.get_response(request)
        request.once_ticket = ticket  # type: ignore[attr-defined]
        done = _replay(request, ticket)
        if done is not None:
            return done
        with once.using(ticket):
            response = self.get_response(request)
        if response.status_code >= 400:
            return _replay(request, ticket) or response
        once.keep_result(ticket, _sent_on(response))
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        ticket = getattr(request, "once_ticket", None)
        return _replay(request, ticket) if ticket else None


def _replay(request: HttpRequest, ticket: once.Ticket) -> HttpResponse | None:
    """The answer of the request that came first with this key, if there was one."""
    try:
        location = once.earlier_result(ticket)
    except once.KeyReused as refusal:
        return errors.refused(request, refusal)
    if location is None:
        return None
    messages.info(request, _("Việc này đã được ghi từ lần bấm trước, không làm lại."))
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": location})
    return HttpResponseRedirect(location)


def _sent_on(response: HttpResponse) -> str:
    """Where the answer sends the browser; "" for a page or a piece of one."""
    for name in _SENT_ON:
        value = response.headers.get(name, "")
        if value and not value.startswith("{"):
            return value
    return ""
