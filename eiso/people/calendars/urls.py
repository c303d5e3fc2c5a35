"""Addresses of the calendar room."""

from django.urls import path

from eiso.people.calendars.views import notices, years

app_name = "calendars"
urlpatterns = [
    path("", years.index, name="index"),
    path("thong-bao/<str:code>/", notices.notice, name="notice"),
    path("thong-bao/<str:code>/sua/", notices.edit, name="edit"),
    path("thong-bao/<str:code>/ghi/", notices.write, name="write"),
    path("thong-bao/<str:code>/bo/", notices.discard, name="discard"),
    path("<str:code>/<int:year>/", years.year, name="year"),
    path("<str:code>/<int:year>/xac-nhan/", years.confirm, name="confirm"),
    path("<str:code>/thong-bao-moi/", notices.new, name="new"),
    path("<str:code>/mo-rieng/", years.open_own, name="open"),
]
