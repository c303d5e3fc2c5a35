from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TrailConfig(AppConfig):
    name = "eiso.base.trail"
    label = "trail"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        # ruff: noqa: PLC0415  models can be imported only from here on
        from eiso.base.files.models import StoredFile
        from eiso.base.jobs import registry
        from eiso.base.trail import (
            anchors,
            blobs,
            checking,
            guards,
            jobs,
            models,
            sealing,
            services,
            streams,
            verify,
        )

        streams.register(services.STREAM, models.Event, mark="mark")
        # What was handed in is evidence too: who swaps a file must also swap its row.
        streams.register("files", StoredFile, noun="Tệp", are_acts=False)
        for model in (models.Form, models.Seal, models.Anchor):
            streams.protect(model)
        # Django's own hook, not a signal between rooms: a migration may have dropped them.
        post_migrate.connect(guards.install, sender=self)
        verify.register("trail", checking.check_trail)
        verify.register("files", blobs.check_files)
        registry.every(
            "trail.seal", seconds=5, run=sealing.seal_due, at_once=jobs.seal_now
        )
        registry.every("trail.anchor", seconds=60, run=anchors.anchor_due)
        registry.every("trail.check", seconds=600, run=jobs.check_nightly)
        registry.work(jobs.VERIFY, jobs.verify_work)
