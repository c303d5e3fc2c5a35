"""Shapes of the two password pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SetPasswordForm(forms.Form):
    """A new password, typed once: it can be shown, and is checked by the service."""

    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        help_text=_("Ít nhất 12 ký tự. Một câu dễ nhớ là tốt nhất."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Gõ mật khẩu mới.")},
    )


class ChangePasswordForm(SetPasswordForm):
    old = forms.CharField(
        label=_("Mật khẩu đang dùng"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Gõ mật khẩu đang dùng.")},
    )
    field_order: Any = ["old", "password"]
