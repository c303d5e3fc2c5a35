from django.urls import path

from eiso.faces.web.views import home, session

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("dang-nhap/", session.sign_in, name="sign-in"),
    path("dang-xuat/", session.sign_out, name="sign-out"),
]
