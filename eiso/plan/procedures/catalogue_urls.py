"""Addresses of the national catalogue."""

from django.urls import path

from eiso.plan.procedures.views import catalogue, catalogue_import

app_name = "catalogue"
urlpatterns = [
    path("", catalogue.register, name="register"),
    path("nhap/", catalogue_import.upload, name="import"),
    path("nhap/<str:code>/", catalogue_import.file, name="file"),
    path("nhap/<str:code>/ap-dung/", catalogue_import.apply, name="apply"),
    path("nhap/<str:code>/bo/", catalogue_import.drop, name="drop"),
    path("<str:code>/", catalogue.entry, name="entry"),
    path("<str:code>/soan/", catalogue.draft, name="draft"),
]
