from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "eiso.people.calendars"
    label = "calendars"
    verbose_name = "Lịch làm việc"
