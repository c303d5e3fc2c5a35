"""The sign-in form: paste and password managers welcome, one answer for every failure."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Never says which half was wrong, nor that an account is disabled."""

    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại."),
        "inactive": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại."),
    }
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
        error_messages={"required": _("Gõ tên đăng nhập.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Gõ mật khẩu.")},
    )

    def clean(self) -> dict[str, object]:
        """A wrong pair marks the password field, so that focus goes where one types."""
        try:
            return super().clean()
        except forms.ValidationError:
            self.add_error("password", _("Gõ lại mật khẩu."))
            raise
