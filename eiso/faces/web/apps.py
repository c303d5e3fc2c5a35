from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from eiso.base.ui import duties, navigation
from eiso.people.access.roles import Perm


class WebConfig(AppConfig):
    name = "eiso.faces.web"
    label = "web"
    verbose_name = "Trang chung"

    def ready(self) -> None:
        """The entries that belong to no other room, and what the one box finds."""
        from eiso.faces.web import searchers  # noqa: PLC0415 - needs the tables

        searchers.register_all()
        navigation.register(
            _("Việc của tôi"),
            "inbox",
            "web:home",
            order=10,
            count=duties.count,
            phone_label=_("Việc"),
        )
        from eiso.faces.web import trail_words  # noqa: PLC0415 - it needs a table

        trail_words.register_all()
        navigation.register(
            _("Nhật ký"),
            "list-search",
            "web:trail",
            permission=Perm.READ_TRAIL,
            group=_("Hệ thống"),
            order=980,
        )
        navigation.register(
            _("Thư viện thành phần"),
            "components",
            "web:gallery",
            permission=Perm.SEE_GALLERY,
            group=_("Hệ thống"),
            order=990,
        )
