from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ProceduresConfig(AppConfig):
    name = "eiso.plan.procedures"
    label = "procedures"
    verbose_name = "Quy trình"

    def ready(self) -> None:
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
