from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "eiso.people.orgs"
    label = "orgs"
    verbose_name = "Cơ quan"
