from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "eiso.base.trail"
    label = "trail"
    verbose_name = "Nhật ký"
