"""Addresses of the front door."""

from django.urls import path

from eiso.faces.web.views import gallery, home, session

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("dang-nhap/", session.sign_in, name="sign-in"),
    path("dang-nhap/trinh-dien/", session.enter_demo, name="enter-demo"),
    path("dang-xuat/", session.sign_out, name="sign-out"),
    path("vi-tri/", session.switch_post, name="switch-post"),
    path("ngon-ngu/", session.language, name="language"),
    path("ui/", gallery.gallery, name="gallery"),
    path("phim-tat/", session.keys, name="keys"),
]
