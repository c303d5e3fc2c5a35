"""Forms of the national catalogue: hand in a file, start a procedure from an entry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eiso.base import moment
from eiso.people.orgs.models import Org
from eiso.plan.procedures import permissions
from eiso.plan.procedures.forms.procedures import Refusable


class CatalogueFileForm(Refusable):
    """A crawl, a Defence file or an export of the portal."""

    file = forms.FileField(
        label=_("Tệp danh mục"),
        allow_empty_file=False,
        help_text=_(
            "Tệp Excel xuất từ Cổng Dịch vụ công, hoặc tệp JSON từng dòng "
            "(.jsonl, .jsonl.gz); tối đa 20 MB."
        ),
    )
    body = forms.CharField(
        label=_("Cơ quan ban hành"),
        max_length=300,
        required=False,
        help_text=_("Để trống thì đọc trong tệp."),
    )
    partial = forms.BooleanField(
        label=_("Tệp chỉ là một phần của danh mục, không xét bãi bỏ"), required=False
    )


class FromEntryForm(Refusable):
    """For which agency a procedure is drafted from an entry."""

    org = forms.ModelChoiceField(
        label=_("Cơ quan"), queryset=Org.objects.none(), to_field_name="code"
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orgs = Org.objects.visible_to(user, permissions.DRAFT)
        orgs = orgs.in_force(moment.today())
        first = list(orgs[:2])
        self.may = bool(first)
        field = self.fields["org"]
        field.queryset = orgs  # type: ignore[attr-defined]
        if len(first) == 1:
            field.initial = first[0].code
            field.empty_label = None  # type: ignore[attr-defined]
