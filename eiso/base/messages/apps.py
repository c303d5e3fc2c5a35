from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "eiso.base.messages"
    label = "inbox"
    verbose_name = "Tin nhắn"

    def ready(self) -> None:
        from eiso.base.jobs import registry  # noqa: PLC0415
        from eiso.base.messages import services  # noqa: PLC0415

        registry.every("messages.mail", seconds=5, run=services.deliver_due_mail)
