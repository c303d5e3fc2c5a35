from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "eiso.base.ui"
    label = "ui"
    verbose_name = "Giao diện"
