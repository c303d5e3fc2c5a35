"""Every address. Each route is declared in tests/matrix/routes.py or a test fails."""

from django.urls import include, path

urlpatterns = [
    path("", include("eiso.faces.web.urls")),
]
