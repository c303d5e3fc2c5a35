from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "eiso.plan.procedures"
    label = "procedures"
    verbose_name = "Quy trình"
