from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "eiso.faces.demo"
    label = "demo"
    verbose_name = "Bản trình diễn"
