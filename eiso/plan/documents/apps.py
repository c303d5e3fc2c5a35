from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "eiso.plan.documents"
    label = "documents"
    verbose_name = "Tài liệu"
