"""What happens around every answer: rules of a session, errors in words, privacy."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Callable

from django.contrib import auth, messages
from django.core import signals
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from eiso.base import moment
from eiso.base.errors import BusinessError
from eiso.base.trail import once
from eiso.faces.web import selectors
from eiso.faces.web.services import BEGAN, IDLE_SECONDS, LONGEST_SECONDS, SEEN
from eiso.faces.web.views import errors
from eiso.people.accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]
POLL = "poll"  # in the address of what a page asks by itself each minute
SEEN_EVERY = 60  # a write to the session at most once a minute
logger = logging.getLogger("eiso.web")


class Middleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class SessionRulesMiddleware(Middleware):
    """30 minutes idle, 12 hours in all; and the post one acts in on `request.user`."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            if self._over(request):
                return self._ended(request)
            found = selectors.capacities(request.user)
            now_as = selectors.chosen(found, request.session.get("post", ""))
            request.user.acting_as = now_as.label if now_as else ""
            request.capacities = found  # type: ignore[attr-defined]
        return self._for_htmx(request, self.get_response(request))

    def _over(self, request: HttpRequest) -> bool:
        now = moment.now().timestamp()
        session = request.session
        seen = session.get(SEEN, now)
        if now - seen > IDLE_SECONDS or now - session.get(BEGAN, now) > LONGEST_SECONDS:
            return True
        if POLL in request.GET:
            return False  # the page asks by itself: nobody is there for that
        if now - seen > SEEN_EVERY or SEEN not in session:
            session[SEEN] = now
            session.setdefault(BEGAN, now)
        return False

    def _ended(self, request: HttpRequest) -> HttpResponse:
        auth.logout(request)
        messages.warning(
            request,
            _(
                "Phiên làm việc đã đóng vì 30 phút không thao tác hoặc đã quá 12 giờ. "
                "Đăng nhập để làm tiếp."
            ),
        )
        here = request.get_full_path() if request.method == "GET" else "/"
        answer = redirect(f"{errors.sign_in_url()}?{urlencode({'next': here})}")
        return self._for_htmx(request, answer)

    def _for_htmx(self, request: HttpRequest, answer: HttpResponse) -> HttpResponse:
        """htmx would swap the sign-in page into a corner of the old one."""
        gone = answer.status_code == 302 and answer["Location"].startswith(
            errors.sign_in_url()
        )
        if not gone or request.headers.get("HX-Request") != "true":
            return answer
        whole = HttpResponse(status=204)
        whole["HX-Redirect"] = errors.sign_in_url()
        return whole


class ManagedErrorsMiddleware(Middleware):
    """Every refusal is a page (or, for htmx, a strip) with a sentence; never a traceback."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = errors.wrong_method(request)
            page["Allow"] = response.get("Allow", "")
            return page
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, BusinessError):
            return errors.refused(request, exception)
        if isinstance(exception, PermissionDenied):
            return errors.not_permitted(request, exception)
        if isinstance(exception, Http404):
            return errors.not_found(request, exception)
        if isinstance(exception, SuspiciousOperation):
            return None  # Django logs it and asks handler400
        return self._unknown(request, exception)

    def _unknown(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        """Log where and what kind, never the text of the error: it may name a person."""
        reference = secrets.token_hex(4).upper()
        frames = traceback.extract_tb(exception.__traceback__)[-6:]
        where = " < ".join(
            f"{frame.filename.rpartition('/eiso/')[2]}:{frame.lineno} {frame.name}"
            for frame in reversed(frames)
        )
        match = request.resolver_match
        logger.error(
            "unexpected %s ref=%s route=%s at %s",
            type(exception).__name__,
            reference,
            match.view_name if match else "-",
            where,
        )
        signals.got_request_exception.send(sender=type(self), request=request)
        return errors.broken(request, reference)


class OnceMiddleware(Middleware):
    """Double click, back and reload are safe: the key of a form is good for one act."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ticket = once.ticket_of(request)
        if ticket is None:
            return self.get_response(request)
        try:
            earlier = once.earlier_result(ticket)
        except BusinessError as error:
            return errors.refused(request, error)
        if earlier is not None:
            return redirect(earlier)
        with once.using(ticket):
            response = self.get_response(request)
        if response.status_code in {302, 303}:
            once.keep_result(ticket, response["Location"])
        return response


class PrivateAnswersMiddleware(Middleware):
    """Headers of every answer, files included; pages are never kept by a cache."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        )
        return response
