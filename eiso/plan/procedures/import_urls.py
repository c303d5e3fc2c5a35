"""Addresses of bringing an approved decision in; fixed words stand before codes."""

from django.urls import path

from eiso.plan.procedures.views import imports

app_name = "imports"
urlpatterns = [
    path("", imports.upload, name="upload"),
    path("cho/<slug:code>/", imports.answer, name="answer"),
    path("<slug:code>/", imports.desk, name="desk"),
    path("<slug:code>/tep/", imports.file, name="file"),
    path("<slug:code>/chuc-danh/", imports.titles, name="titles"),
    path("<slug:code>/tao-du-thao/", imports.create, name="create"),
    path("<slug:code>/bo/", imports.drop, name="drop"),
]
