"""Addresses of "Người và vị trí", under nguoi-va-vi-tri/."""

from django.urls import path

from eiso.people.orgs.views import acts, desk, rights, setting_up

app_name = "orgs"
urlpatterns = [
    path("", desk.home, name="home"),
    path("co-quan/<slug:code>/", desk.desk, name="desk"),
    path("co-quan/<slug:code>/truc-thuoc-moi/", setting_up.new_org, name="org-new"),
    path("co-quan/<slug:code>/doi-ten/", setting_up.rename, name="org-rename"),
    path("co-quan/<slug:code>/don-vi-moi/", setting_up.new_unit, name="unit-new"),
    path("co-quan/<slug:code>/quyen/", rights.rights, name="rights"),
    path("co-quan/<slug:code>/tai-khoan-moi/", rights.new_account, name="account-new"),
    path("don-vi/<slug:code>/vi-tri-moi/", setting_up.new_post, name="post-new"),
    path("vi-tri/<slug:code>/", desk.post, name="post"),
    path("vi-tri/<slug:code>/bo-nhiem/", acts.appoint, name="appoint"),
    path("giu-vi-tri/<slug:code>/thoi/", acts.end_appointment, name="appointment-end"),
    path("giu-vi-tri/<slug:code>/uy-quyen/", acts.delegate, name="delegate"),
    path("uy-quyen/<slug:code>/ket-thuc/", acts.end_delegation, name="delegation-end"),
    path("quyen/<slug:code>/ket-thuc/", rights.end_grant, name="grant-end"),
    path("nguoi/<slug:code>/", rights.person, name="person"),
    path("nguoi/<slug:code>/khoa/", rights.close_account, name="account-close"),
    path("nguoi/<slug:code>/mo-lai/", rights.reopen_account, name="account-reopen"),
    path("nguoi/<slug:code>/lien-ket/", rights.password_link, name="password-link"),
]
