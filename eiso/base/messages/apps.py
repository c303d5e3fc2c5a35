from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "eiso.base.messages"
    label = "inbox"
    verbose_name = "Tin nhắn"
