from __future__ import annotations

from collections.abc import Callable, Iterator
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
        from eiso.base.ui import duties as house  # noqa: PLC0415
        from eiso.base.ui import navigation  # noqa: PLC0415
        from eiso.plan.procedures.selectors import duties  # noqa: PLC0415

        house.register("procedures", duties.open_duties)
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
        links.register("procedures.procedure", _page("procedures:procedure"))
        links.register("documents.revision", _page("procedures:revision"))
        links.register("approvals.round", _round_page)
        verify.register("catalogue", _check_catalogue)


def _page(name: str) -> Callable[[str], str]:
    from django.urls import reverse  # noqa: PLC0415

    return lambda code: reverse(name, args=[code])


def _round_page(code: str) -> str:
    """The review page of what a round is about."""
    from django.urls import reverse  # noqa: PLC0415

    from eiso.people.approvals.models import Round  # noqa: PLC0415

    round_ = Round.objects.filter(code=code, subject_kind="documents.revision").first()
    return reverse("procedures:review", args=[round_.subject_code]) if round_ else ""


def _catalogue_file(code: str) -> str:
    from django.urls import reverse  # noqa: PLC0415

    return reverse("catalogue:file", args=[code])


def _check_catalogue(report: Report, progress: Progress) -> Iterator[Problem]:
    """Read in only when asked: the readers need not load with every command."""
    from eiso.plan.procedures.catalogue_checking import (  # noqa: PLC0415
        check_catalogue,
    )

    yield from check_catalogue(report, progress)
