"""Addresses of one's own password, under mat-khau/."""

from django.urls import path

from eiso.people.access import views

app_name = "access"
urlpatterns = [
    path("doi/", views.change_password, name="change-password"),
    path("dat/<slug:code>/<slug:token>/", views.set_password, name="set-password"),
]
