"""Every address. Each route is declared in tests/matrix/routes.py or a test fails."""

from django.urls import include, path

urlpatterns = [
    path("", include("eiso.faces.web.urls")),
    path("lich-lam-viec/", include("eiso.people.calendars.urls")),
    path("nguoi-va-vi-tri/", include("eiso.people.orgs.urls")),
    path("quy-trinh/", include("eiso.plan.procedures.urls")),
    path("nhap-quy-trinh/", include("eiso.plan.procedures.import_urls")),
    path("danh-muc-tthc/", include("eiso.plan.procedures.catalogue_urls")),
    path("mat-khau/", include("eiso.people.access.urls")),
]

handler400 = "eiso.faces.web.views.errors.bad_request"
handler403 = "eiso.faces.web.views.errors.not_permitted"
handler404 = "eiso.faces.web.views.errors.not_found"
handler500 = "eiso.faces.web.views.errors.server_error"
