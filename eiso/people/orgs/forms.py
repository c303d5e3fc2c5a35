"""Shapes of what page 18 asks; business refusals come from the services."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eiso.base.errors import BusinessError
from eiso.people.access.roles import ROLES
from eiso.people.accounts.models import User
from eiso.people.orgs.choices import KINDS, LEVELS
from eiso.people.orgs.selectors.people import find_person

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """A day typed or pasted as 20/11/2026: the browser's own picker would follow the
    language of the browser, not of the page."""
    return forms.DateField(
        label=label,
        required=required,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(
            attrs={"inputmode": "numeric", "autocomplete": "off"}, format="%d/%m/%Y"
        ),
        error_messages={
            "required": _("Chọn ngày."),
            "invalid": _("Không đọc được ngày này. Viết như 20/11/2026."),
        },
        **more,
    )


def text_field(label: Any, missing: Any = "", **more: Any) -> forms.CharField:
    """One line of text; optional when no sentence for a missing one is given."""
    return forms.CharField(
        label=label,
        max_length=more.pop("max_length", 200),
        required=bool(missing),
        error_messages={"required": missing},
        **more,
    )


class PersonForm(forms.Form):
    """A form that names one person; the list of suggestions has the id `nguoi-chon`."""

    person = forms.CharField(
        label=_("Người"),
        max_length=400,
        widget=forms.TextInput(attrs={"list": "nguoi-chon", "autocomplete": "off"}),
        error_messages={"required": _("Gõ tên người.")},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_person(self) -> User:
        found = find_person(self.by, self.cleaned_data["person"])
        if found is None:
            raise forms.ValidationError(
                _(
                    "Không tìm thấy một người duy nhất có tên này. Gõ tên đăng nhập, "
                    "hoặc mở tài khoản trước."
                )
            )
        return found


class AppointForm(PersonForm):
    """Five fields: who, from when, to when, by which decision, beside another post."""

    valid_from = day_field(_("Từ ngày"))
    valid_to = day_field(_("Đến hết ngày"), required=False)
    decision = text_field(_("Quyết định (số, ngày)"))
    is_concurrent = forms.BooleanField(label=_("Kiêm nhiệm"), required=False)


class DelegateForm(PersonForm):
    """Who stands in, for which days, and why."""

    valid_from = day_field(_("Từ ngày"))
    valid_to = day_field(_("Đến hết ngày"))
    reason = text_field(_("Lý do vắng"), _("Gõ lý do, thí dụ: đi học."), max_length=300)


class EndForm(forms.Form):
    """The last day, and why."""

    on = day_field(_("Ngày cuối giữ vị trí"))
    reason = text_field(_("Lý do"), _("Gõ lý do, hoặc số quyết định."), max_length=300)


class LastDayForm(forms.Form):
    on = day_field(_("Ngày cuối"))


class UnitForm(forms.Form):
    name = text_field(_("Tên đơn vị"), _("Gõ tên đơn vị."))
    is_leading = forms.BooleanField(
        label=_("Là lãnh đạo cơ quan"),
        required=False,
        help_text=_("Việc không còn ai giữ sẽ về người đứng đầu đơn vị này."),
    )
    valid_from = day_field(_("Từ ngày"))


class OrgForm(forms.Form):
    """An agency below another one."""

    name = text_field(_("Tên cơ quan"), _("Gõ tên cơ quan."), max_length=300)
    symbol = text_field(
        _("Mã cơ quan"),
        _("Gõ mã cơ quan."),
        max_length=40,
        help_text=_("Thí dụ H48.53. Không đổi được về sau."),
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=list(KINDS.items()))
    level = forms.ChoiceField(label=_("Cấp"), choices=list(LEVELS.items()))
    valid_from = day_field(_("Từ ngày"))


class RenameForm(forms.Form):
    name = text_field(_("Tên mới"), _("Gõ tên mới."), max_length=300)
    on = day_field(_("Từ ngày"))
    legal_basis = text_field(_("Căn cứ (số, ngày)"), max_length=300)


class PostForm(forms.Form):
    title = text_field(_("Tên vị trí"), _("Gõ tên vị trí."))
    role = forms.ChoiceField(
        label=_("Vai trò kèm theo"),
        required=False,
        help_text=_("Người giữ vị trí có quyền của vai trò này trên cả cơ quan."),
    )
    is_head = forms.BooleanField(label=_("Đứng đầu đơn vị"), required=False)
    seats = forms.IntegerField(
        label=_("Số người"), min_value=1, max_value=500, initial=1
    )
    valid_from = day_field(_("Từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(key, role.title) for key, role in ROLES.items()]
        self.fields["role"].choices = [("", _("không có")), *roles]  # type: ignore[attr-defined]


class GrantForm(PersonForm):
    role = forms.ChoiceField(
        label=_("Vai trò"), choices=[(key, role.title) for key, role in ROLES.items()]
    )
    valid_from = day_field(_("Từ ngày"))
    valid_to = day_field(_("Đến hết ngày"), required=False)


class AccountForm(forms.Form):
    full_name = text_field(_("Họ và tên"), _("Gõ họ và tên."))
    username = text_field(
        _("Tên đăng nhập"),
        _("Gõ tên đăng nhập."),
        max_length=149,
        help_text=_("Chữ thường không dấu, số, chấm, gạch."),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Địa chỉ thư chưa đúng dạng. Gõ lại.")},
    )


class ReasonForm(forms.Form):
    reason = text_field(_("Lý do"), _("Gõ lý do, thí dụ: nghỉ hưu."), max_length=300)


def day_of(text: str, today: dt.date) -> dt.date:
    """The day a page is looked at: what was asked, else today."""
    try:
        return day_field("").clean(text) if text else today
    except forms.ValidationError:
        return today


def put_refusal(form: forms.Form, refusal: BusinessError) -> None:
    """Show a service's refusal in the form: at its fields, else on top."""
    placed = False
    for name, sentence in refusal.fields.items():
        if name in form.fields:
            form.add_error(name, sentence)
            placed = True
    if not placed:
        form.add_error(None, refusal.message)
