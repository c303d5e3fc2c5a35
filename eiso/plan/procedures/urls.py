"""Addresses of procedures; fixed words stand before codes."""

from django.urls import path

from eiso.plan.procedures.views import editor, faces, procedure, register, review

app_name = "procedures"
urlpatterns = [
    path("", register.register_page, name="register"),
    path("in/", register.register_print, name="register-print"),
    path("danh-muc.xlsx", register.register_file, name="register-file"),
    path("moi/", procedure.new, name="new"),
    path("cho-chua-hieu/<slug:code>/", editor.settle_point, name="settle"),
    path("ban/<slug:code>/", faces.revision_page, name="revision"),
    path("ban/<slug:code>/soan/", editor.editor, name="editor"),
    path("ban/<slug:code>/bo/", editor.discard, name="discard"),
    path("ban/<slug:code>/rut-lai/", editor.take_back, name="take-back"),
    path("ban/<slug:code>/gui/", review.submit, name="submit"),
    path("ban/<slug:code>/soat-xet/", review.review, name="review"),
    path("ban/<slug:code>/dong-y/", review.agree, name="agree"),
    path("ban/<slug:code>/tra-lai/", review.send_back, name="send-back"),
    path("ban/<slug:code>/ban-hanh/", review.issue, name="issue"),
    path("ban/<slug:code>/luong-chay/", faces.run, name="run"),
    path("ban/<slug:code>/tep/<str:kind>", faces.file, name="file"),
    path("<slug:code>/", procedure.procedure_page, name="procedure"),
    path("<slug:code>/soan-tiep/", procedure.next_draft, name="next-draft"),
    path("<slug:code>/bai-bo/", procedure.withdraw, name="withdraw"),
]
