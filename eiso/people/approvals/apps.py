from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "eiso.people.approvals"
    label = "approvals"
    verbose_name = "Soát xét, phê duyệt"
