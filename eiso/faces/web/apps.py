from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "eiso.faces.web"
    label = "web"
    verbose_name = "Trang chung"
