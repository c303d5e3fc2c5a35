from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "eiso.base.printing"
    label = "printing"
    verbose_name = "In ấn"
