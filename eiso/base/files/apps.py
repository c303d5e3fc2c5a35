from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "eiso.base.files"
    label = "files"
    verbose_name = "Tệp"

    def ready(self) -> None:
        from eiso.base.files import services  # noqa: PLC0415
        from eiso.base.jobs import registry  # noqa: PLC0415

        registry.every("files.sweep", seconds=900, run=services.sweep_temporary)
