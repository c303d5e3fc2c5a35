from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "eiso.base.files"
    label = "files"
    verbose_name = "Tệp"
