"""Forms of bringing a decision in: the file and for which agency."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eiso.base import moment
from eiso.people.orgs.models import Org
from eiso.plan.procedures import permissions
from eiso.plan.procedures.forms.procedures import Refusable


class DecisionForm(Refusable):
    """A signed decision as Word, XLSX or text."""

    file = forms.FileField(
        label=_("Tệp quyết định"),
        allow_empty_file=True,  # the reader says what is wrong with an empty one
        help_text=_(
            "Word (.docx), Excel (.xlsx), văn bản (.md, .txt) hoặc .csv; không có macro."
        ),
    )
    org = forms.ModelChoiceField(
        label=_("Cơ quan nhận dự thảo"),
        queryset=Org.objects.none(),
        to_field_name="code",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orgs = Org.objects.visible_to(user, permissions.DRAFT)
        orgs = orgs.in_force(moment.today())
        field = self.fields["org"]
        field.queryset = orgs  # type: ignore[attr-defined]
        first = list(orgs[:2])
        if len(first) == 1:
            field.initial = first[0].code
            field.empty_label = None  # type: ignore[attr-defined]
