"""In and out, the post one acts in, the language, the switch of keys."""

from __future__ import annotations

import datetime as dt
from typing import cast

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from eiso.base.errors import NotReady
from eiso.faces.web import selectors, services
from eiso.faces.web.forms import SignInForm
from eiso.people.accounts.models import User


def _next(request: HttpRequest, fallback: str) -> str:
    """Where to go afterwards: only an address of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe else fallback


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; wrong once is 422 with the same sentence for every reason."""
    if request.user.is_authenticated:
        return redirect(_next(request, "web:home"))
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.open_session(request=request, user=form.get_user())
        return redirect(_next(request, "web:home"))
    if getattr(request, "axes_locked_out", False):
        return locked_out(request, {})
    return _sign_in_page(request, form, 422 if form.is_bound else 200)


def _sign_in_page(request: HttpRequest, form: SignInForm, status: int) -> HttpResponse:
    facts = {
        "form": form,
        "next": _next(request, ""),
        "demo_people": selectors.demo_people() if settings.DEMO else [],
    }
    return render(request, "web/sign_in.html", facts, status=status)


@login_not_required
@never_cache
@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """One click in the demo; anywhere else this address does not exist."""
    user = selectors.demo_person(request.POST.get("person", ""))
    services.open_session(
        request=request, user=user, backend="django.contrib.auth.backends.ModelBackend"
    )
    return redirect("web:home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session on the server."""
    auth.logout(request)
    messages.success(request, _("Bạn đã đăng xuất."))
    return redirect("web:sign-in")


@require_POST
def switch_post(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own posts; the trail shows both person and post."""
    key = request.POST.get("post", "")
    found = selectors.capacities(request.user)
    post = next((one for one in found if one.key == key), None)
    if post is None:
        raise NotReady(
            _(
                "Chưa đổi được vị trí. Vị trí này không còn là của bạn hôm nay. "
                "Chọn lại trong danh sách của bạn."
            )
        )
    request.session["post"] = post.key
    messages.success(
        request, _("Từ giờ bạn làm việc với tư cách %(post)s.") % {"post": post.title}
    )
    return redirect(_next(request, "web:home"))


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Vietnamese or English, kept in a cookie."""
    chosen = request.POST.get("language", "")
    answer = HttpResponseRedirect(_next(request, "/"))
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return answer


@require_http_methods(["GET", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """The list of shortcuts, and the switch that turns the letters off."""
    if request.method == "POST":
        request.session["keys_off"] = request.POST.get("keys") != "on"
        return redirect("web:keys")
    return render(request, "web/keys.html")


@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in now."""
    here = request.session.session_key
    lines = [
        {
            "began": _instant(data.get(services.BEGAN)),
            "seen": _instant(data.get(services.SEEN)),
            "place": data.get(services.PLACE, ""),
            "current": key == here,
        }
        for key, data in selectors.sessions_of(_person(request))
    ]
    lines.sort(key=lambda line: (not line["current"], str(line["seen"])))
    return render(request, "web/sessions.html", {"sessions": lines})


@require_POST
def close_sessions(request: HttpRequest) -> HttpResponse:
    """End every other session of oneself."""
    count = services.close_others(by=_person(request), keep=request.session.session_key)
    words = _("Đã đóng %(n)d phiên khác.") if count else _("Không có phiên nào khác.")
    messages.success(request, words % {"n": count})
    return redirect("web:sessions")


def _person(request: HttpRequest) -> User:
    """The signed-in person; LoginRequiredMiddleware let nobody else through."""
    return cast(User, request.user)


def _instant(seconds: float | None) -> dt.datetime | None:
    return dt.datetime.fromtimestamp(seconds, dt.UTC) if seconds else None


def locked_out(
    request: HttpRequest, credentials: dict, *args: object, **kwargs: object
) -> HttpResponse:
    """429: too many wrong tries for this name from this place."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    return render(request, "web/locked_out.html", {"minutes": minutes}, status=429)
