from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "eiso.people.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
