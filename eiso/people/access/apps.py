from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "eiso.people.access"
    label = "access"
    verbose_name = "Quyền"
