from django.apps import AppConfig

from eiso.faces.web import demo_door


class DemoConfig(AppConfig):
    name = "eiso.faces.demo"
    label = "demo"
    verbose_name = "Bản trình diễn"

    def ready(self) -> None:
        """Let the sign-in page offer the people of the demo."""
        from eiso.faces.demo import build  # noqa: PLC0415 - needs the tables

        demo_door.register(build.sign_ins)
