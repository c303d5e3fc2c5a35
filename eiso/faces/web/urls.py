"""Addresses of the front door."""

from django.urls import path

from eiso.faces.web.views import finding, gallery, home, inbox, session, trail

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
    path("nhat-ky/", trail.register, name="trail"),
    path("nhat-ky/tep/", trail.file, name="trail-file"),
    path("nhat-ky/bo-kiem/", trail.verifier, name="trail-verifier"),
    path("nhat-ky/kiem/", trail.check, name="trail-check"),
    path("nhat-ky/kiem/<str:code>/", trail.work, name="trail-work"),
    path("nhat-ky/kiem/<str:code>/dung/", trail.stop, name="trail-stop"),
    path("nhat-ky/<int:number>/", trail.record, name="trail-record"),
    path("ui/", gallery.gallery, name="gallery"),
    path("phien/", session.sessions, name="sessions"),
    path("phien/dong/", session.close_sessions, name="sessions-close"),
    path("phim-tat/", session.keys, name="keys"),
]
