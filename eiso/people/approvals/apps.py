from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "eiso.people.approvals"
    label = "approvals"
    verbose_name = "Soát xét, phê duyệt"

    def ready(self) -> None:
        # ruff: noqa: PLC0415  models can be imported only from here on
        from eiso.base.trail import streams
        from eiso.people.approvals.models import Vote

        streams.protect(Vote)
