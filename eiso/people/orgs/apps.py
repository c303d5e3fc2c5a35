from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "eiso.people.orgs"
    label = "orgs"
    verbose_name = "Cơ quan"

    def ready(self) -> None:
        from eiso.base.ui import navigation  # noqa: PLC0415 - apps must be ready

        navigation.register(
            _("Người & vị trí"), "users", "orgs:home", permission="read", order=60
        )
