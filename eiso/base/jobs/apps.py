from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "eiso.base.jobs"
    label = "jobs"
    verbose_name = "Tiến trình nền"

    def ready(self) -> None:
        from eiso.base.jobs import registry, services  # noqa: PLC0415

        registry.every("jobs.works", seconds=1, run=services.run_waiting_works)
        registry.every("jobs.queue", seconds=1, run=services.drain_task_queue)
