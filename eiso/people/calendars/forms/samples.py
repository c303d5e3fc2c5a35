"""A term of one's own."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from eiso.base import clock
from eiso.base.errors import NotUnderstood


class SampleForm(forms.Form):
    """A term of one's own: what is it before and after?"""

    limit = forms.CharField(label=_("Thời hạn"), max_length=200)
    start = forms.DateTimeField(
        label=_("Nhận lúc"),
        widget=forms.DateTimeInput(
            format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
        ),
    )
    rule = forms.ChoiceField(
        label=_("Cách tính"),
        choices=[
            (clock.Rule.CLOCK.value, _("giữ giờ nhận")),
            (clock.Rule.END_OF_DAY.value, _("hết giờ ngày cuối")),
        ],
        required=False,
    )

    def clean_limit(self) -> clock.Limit:
        try:
            return clock.parse_limit(self.cleaned_data["limit"])
        except NotUnderstood as wrong:
            raise forms.ValidationError(wrong.message) from None
