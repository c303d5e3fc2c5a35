from django.apps import AppConfig

from eiso.base.reference import register


class CalendarsConfig(AppConfig):
    name = "eiso.people.calendars"
    label = "calendars"
    verbose_name = "Lịch làm việc"

    def ready(self) -> None:
        from eiso.people.calendars.reference import load  # noqa: PLC0415

        register("calendars", load)
