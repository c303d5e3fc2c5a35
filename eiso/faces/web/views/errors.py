"""Pages of refusal and failure: what happened, why, what to do now."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from eiso.base.errors import BusinessError
from eiso.base.ui.sentences import translate

HIDDEN_WORDS = ("csrf", "password", "token", "_key", "secret")
SHORTEST_KEPT = 12  # what is shorter is quicker to type than to copy


def sign_in_url() -> str:
    return reverse("web:sign-in")


def _from(request: HttpRequest) -> str:
    """The page the person came from, when it is ours and not this address."""
    came = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        came, {request.get_host()}, require_https=request.is_secure()
    )
    same = came.partition("?")[0].endswith(request.path) and request.method == "GET"
    return came if came and ours and not same else ""


def _typed(request: HttpRequest) -> list[str]:
    """What the person wrote, so that nothing typed is lost; never a secret."""
    if request.method != "POST":
        return []
    return [
        value
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in HIDDEN_WORDS)
        for value in values
        if len(value) >= SHORTEST_KEPT and " " in value
    ]


def _page(request: HttpRequest, status: int, title: str, **facts: Any) -> HttpResponse:
    facts |= {"title": title, "status": status}
    if getattr(request, "htmx", False) and not request.htmx.boosted:  # type: ignore[attr-defined]
        strip = render(request, "web/_error_strip.html", facts, status=status)
        strip["HX-Retarget"], strip["HX-Reswap"] = "#messages", "innerHTML"
        return strip
    # A request that could not be read may not even name its host.
    back = "" if status == 400 else _from(request)
    facts |= {"back": back, "typed": [] if status == 400 else _typed(request)}
    return render(request, "web/error.html", facts, status=status)


def refused(request: HttpRequest, error: BusinessError) -> HttpResponse:
    """409 or 422: a rule said no."""
    title = (
        _("Có người vừa làm trước bạn")
        if error.code == "conflict"
        else _("Chưa làm được việc này")
    )
    said = [translate(text) for text in (error.message, *error.fields.values())]
    return _page(request, error.status, title, sentences=list(dict.fromkeys(said)))


def not_permitted(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """403: who may do it instead."""
    message = translate(getattr(exception, "message", ""))
    return _page(
        request,
        403,
        _("Việc này không thuộc quyền của bạn"),
        sentences=[message] if message else [],
        next_step=_(
            "Nếu công việc của bạn cần quyền này, nhờ người nêu trên làm thay, hoặc "
            "nhờ quản trị hệ thống của cơ quan cấp quyền."
        ),
    )


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what does not exist and for what belongs to others."""
    return _page(
        request,
        404,
        _("Không tìm thấy trang này"),
        sentences=[_("Có thể địa chỉ gõ nhầm, hoặc bản ghi thuộc cơ quan khác.")],
        next_step=_("Kiểm tra lại đường dẫn, hoặc đi từ trang chính."),
    )


@login_not_required
def bad_request(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """400: the browser sent something no page of ours sends."""
    return _page(
        request,
        400,
        _("Yêu cầu không đọc được"),
        sentences=[_("Trình duyệt gửi dữ liệu không đúng dạng; chưa có gì thay đổi.")],
        next_step=_("Mở lại trang rồi làm lại từ đầu."),
    )


def wrong_method(request: HttpRequest) -> HttpResponse:
    """405: an address of an act opened like a page, or the other way round."""
    return _page(
        request,
        405,
        _("Địa chỉ này không mở theo cách đó"),
        sentences=[
            _("Việc này chỉ làm được bằng nút trên trang; chưa có gì thay đổi.")
        ],
        next_step=_("Quay lại trang trước rồi bấm nút."),
    )


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the proof that the form is ours is missing or old."""
    return _page(
        request,
        403,
        _("Chưa ghi được gì"),
        sentences=[
            _(
                "Trang đã mở quá lâu, hoặc trình duyệt chặn cookie, nên hệ thống "
                "không chắc yêu cầu này là của bạn."
            )
        ],
        next_step=_("Mở lại trang rồi gửi lại."),
    )


def broken(request: HttpRequest, reference: str) -> HttpResponse:
    """500 with a reference for support; the page needs neither database nor session."""
    facts = {"reference": reference}
    if getattr(request, "htmx", False):
        strip = HttpResponse(render_to_string("web/_broken.html", facts), status=500)
        strip["HX-Retarget"], strip["HX-Reswap"] = "#messages", "innerHTML"
        return strip
    return HttpResponse(render_to_string("web/500.html", facts), status=500)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500 raised outside any page."""
    return broken(request, "")
