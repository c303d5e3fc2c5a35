"""Addresses of the front door."""

from django.urls import path

from eiso.faces.web.views import finding, gallery, home, inbox, session

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("dang-nhap/", session.sign_in, name="sign-in"),
    path("dang-nhap/trinh-dien/", session.enter_demo, name="enter-demo"),
    path("dang-xuat/", session.sign_out, name="sign-out"),
    path("vi-tri/", session.switch_post, name="switch-post"),
    path("ngon-ngu/", session.language, name="language"),
    path("tim/", finding.find, name="search"),
    path("tin-nhan/", inbox.inbox, name="inbox"),
    path("tin-nhan/da-doc/", inbox.read_all, name="inbox-read-all"),
    path("tin-nhan/<str:code>/", inbox.read, name="inbox-read"),
    path("ui/", gallery.gallery, name="gallery"),
    path("phim-tat/", session.keys, name="keys"),
]
