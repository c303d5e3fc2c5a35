from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "eiso.base.numbering"
    label = "numbering"
    verbose_name = "Cấp số"
