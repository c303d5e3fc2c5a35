from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from eiso.base.trail.verify import Problem, Progress, Report


class ProceduresConfig(AppConfig):
    name = "eiso.plan.procedures"
    label = "procedures"
    verbose_name = "Quy trình"

    def ready(self) -> None:
        from eiso.base.trail import links, verify  # noqa: PLC0415
        from eiso.base.ui import navigation  # noqa: PLC0415
        from eiso.plan.procedures.selectors import duties  # noqa: PLC0415

        navigation.register(
            gettext_lazy("Quy trình & tài liệu"),
            "book",
            "procedures:register",
            group=gettext_lazy("Hệ thống"),
            order=200,
            count=duties.count,
            phone_label=gettext_lazy("Quy trình"),
        )
        navigation.register(
            gettext_lazy("Danh mục TTHC quốc gia"),
            "list-search",
            "catalogue:register",
            group=gettext_lazy("Hệ thống"),
            order=210,
            phone_label=gettext_lazy("Danh mục"),
        )
        links.register("procedures.catalogueimport", _catalogue_file)
        verify.register("catalogue", _check_catalogue)


def _catalogue_file(code: str) -> str:
    from django.urls import reverse  # noqa: PLC0415

    return reverse("catalogue:file", args=[code])


def _check_catalogue(report: Report, progress: Progress) -> Iterator[Problem]:
    """Read in only when asked: the readers need not load with every command."""
    from eiso.plan.procedures.catalogue_checking import (  # noqa: PLC0415
        check_catalogue,
    )

    yield from check_catalogue(report, progress)
