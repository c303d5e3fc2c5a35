from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from eiso.base.reference import register
from eiso.base.ui import duties, navigation


class CalendarsConfig(AppConfig):
    name = "eiso.people.calendars"
    label = "calendars"
    verbose_name = "Lịch làm việc"

    def ready(self) -> None:
        # Room modules import models, which are ready only now.
        from eiso.people.calendars.duties import open_duties, waiting  # noqa: PLC0415
        from eiso.people.calendars.reference import load  # noqa: PLC0415

        register("calendars", load)
        duties.register("calendars", open_duties)
        navigation.register(
            _("Lịch làm việc"),
            "calendar",
            "calendars:index",
            permission="read",
            group=_("Hệ thống"),
            order=820,
            count=waiting,
        )
