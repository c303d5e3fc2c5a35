"""One's own password: changed with the old one, or set by a link."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from eiso.base.errors import BusinessError
from eiso.people.access import services
from eiso.people.access.forms import ChangePasswordForm, SetPasswordForm
from eiso.people.accounts.models import User


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Every other session of this person ends; this one goes on under a new id."""
    form = ChangePasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = User.objects.get(username=request.user.get_username())
        try:
            services.change_password(by=user, **form.cleaned_data)
        except BusinessError as refusal:
            _put(form, refusal)
        else:
            request.session.create()  # its row went with the others
            update_session_auth_hash(request, user)
            messages.success(request, _("Đã đổi mật khẩu. Các phiên khác đã đóng."))
            return redirect("web:home")
    status = 422 if request.method == "POST" else 200
    return render(request, "access/change_password.html", {"form": form}, status=status)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_password(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Whoever has the link sets the password of that account, once."""
    user = User.objects.filter(code=code, is_active=True, is_machine=False).first()
    if user is None:
        raise Http404
    form = SetPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_password(by=user, token=token, **form.cleaned_data)
        except BusinessError as refusal:
            _put(form, refusal)
        else:
            messages.success(request, _("Đã đặt mật khẩu. Đăng nhập để làm việc."))
            return redirect("web:sign-in")
    status = 422 if request.method == "POST" else 200
    return render(request, "access/set_password.html", {"form": form}, status=status)


def _put(form: SetPasswordForm, refusal: BusinessError) -> None:
    for name, sentence in refusal.fields.items():
        form.add_error(name, sentence)
    if not refusal.fields:
        form.add_error(None, refusal.message)
