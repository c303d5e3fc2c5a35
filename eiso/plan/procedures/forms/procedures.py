"""Forms of a procedure: name a new one, send, issue, withdraw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from eiso.base import moment
from eiso.base.errors import BusinessError
from eiso.people.orgs.models import Org
from eiso.plan.procedures import permissions
from eiso.plan.procedures.definition import Definition, Kind


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day: the browser's own picker, ISO on the wire, dd/mm/yyyy understood."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    formats = ["%Y-%m-%d", "%d/%m/%Y"]
    return forms.DateField(label=label, widget=widget, input_formats=formats, **more)


def text_field(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    more.setdefault("max_length", 4000)
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class Refusable(forms.Form):
    """A form that can show the sentence of a service that said no."""

    def take(self, error: BusinessError) -> None:
        """Put each sentence at its field; the whole at the top when it has none."""
        at_fields = {n: said for n, said in error.fields.items() if n in self.fields}
        for name, sentence in at_fields.items():
            self.add_error(name, sentence)
        if not at_fields:
            self.add_error(None, error.message)


class NewForm(Refusable):
    """What a procedure is called; everything else is written in the editor."""

    org = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan"), queryset=Org.objects.none(), to_field_name="code"
    )
    title = forms.CharField(label=gettext_lazy("Tên quy trình"), max_length=1000)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[
            (Kind.TTHC.value, gettext_lazy("Thủ tục hành chính")),
            (Kind.INTERNAL.value, gettext_lazy("Nội bộ")),
        ],
        widget=forms.RadioSelect,
        initial=Kind.TTHC.value,
    )
    national_code = forms.CharField(
        label=gettext_lazy("Mã thủ tục quốc gia"), max_length=40, required=False
    )
    symbol = forms.CharField(
        label=gettext_lazy("Mã hiệu"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Để trống thì lấy mã QT tiếp theo của cơ quan."),
    )
    reason = text_field(gettext_lazy("Vì sao lập"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orgs = Org.objects.visible_to(user, permissions.DRAFT)
        orgs = orgs.in_force(moment.today())
        self.orgs = list(orgs[:2])
        field = self.fields["org"]
        field.queryset = orgs  # type: ignore[attr-defined]
        if len(self.orgs) == 1:
            field.initial = self.orgs[0].code

    def definition(self) -> Definition:
        given = self.cleaned_data
        return Definition(
            kind=Kind(given["kind"]),
            title=given["title"],
            national_code=given["national_code"],
            symbol=given["symbol"],
        )


class SubmitForm(Refusable):
    note = text_field(
        gettext_lazy("Lời gửi người soát xét"), required=False, max_length=2000
    )


class IssueForm(Refusable):
    """Which decision puts the version in force, and from when."""

    given = forms.ChoiceField(
        label=gettext_lazy("Quyết định ban hành"),
        choices=[
            ("no", gettext_lazy("Lấy số tiếp theo của sổ quyết định, ký hôm nay")),
            ("yes", gettext_lazy("Đã ký, ghi số và ngày")),
        ],
        widget=forms.RadioSelect,
    )
    issuer = forms.CharField(
        label=gettext_lazy("Chữ viết tắt cơ quan trong số quyết định"),
        max_length=30,
        required=False,
    )
    decision_number = forms.CharField(
        label=gettext_lazy("Số quyết định đã ký"), max_length=60, required=False
    )
    decision_on = day_field(gettext_lazy("Ngày ký"), required=False)
    effective_on = day_field(gettext_lazy("Có hiệu lực từ"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("given") == "yes":
            if not given.get("decision_number"):
                self.add_error("decision_number", _("Ghi số quyết định đã ký."))
            if not given.get("decision_on"):
                self.add_error("decision_on", _("Ghi ngày ký."))
        else:
            given["decision_number"], given["decision_on"] = "", None
        return given


class WithdrawForm(Refusable):
    from_ = day_field(gettext_lazy("Không áp dụng từ ngày"))
    reason = text_field(gettext_lazy("Lý do, căn cứ bãi bỏ"))


class DiscardForm(Refusable):
    reason = text_field(gettext_lazy("Vì sao bỏ dự thảo"), required=False)
