from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from eiso.base.ui import duties, navigation
from eiso.people.access.roles import Perm


class WebConfig(AppConfig):
    name = "eiso.faces.web"
    label = "web"
    verbose_name = "Trang chung"

    def ready(self) -> None:
        """The entries that belong to no other room."""
        navigation.register(
            _("Việc của tôi"),
            "inbox",
            "web:home",
            order=10,
            count=duties.count,
            phone_label=_("Việc"),
        )
        navigation.register(
            _("Thư viện thành phần"),
            "components",
            "web:gallery",
            permission=Perm.SEE_GALLERY,
            group=_("Hệ thống"),
            order=990,
        )
