from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DocumentsConfig(AppConfig):
    name = "eiso.plan.documents"
    label = "documents"
    verbose_name = "Tài liệu"

    def ready(self) -> None:
        # ruff: noqa: PLC0415  models can be imported only from here on
        from eiso.base import reference
        from eiso.base.trail import verify
        from eiso.plan.documents import checking, form_sets, frozen

        # Django's own hook: a migration that re-makes the table drops its triggers.
        post_migrate.connect(frozen.install, sender=self)
        reference.register("form sets", form_sets.load)
        verify.register("documents", checking.check_documents)
