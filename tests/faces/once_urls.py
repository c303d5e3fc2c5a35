"""A form that acts, for the tests of "one request, one act"."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from eiso.base.errors import Conflict
from eiso.base.trail import services as trail
from eiso.people.orgs.models import Org


@transaction.atomic
def rename(*, by, org: Org, name: str) -> None:
    changed = Org.objects.filter(pk=org.pk, name="UBND phường Cẩm Thành").update(
        name=name
    )
    if changed != 1:
        raise Conflict("Tên vừa được người khác đổi. Mở lại trang để xem bản mới.")
    trail.record(by=by, verb="tests.org.renamed", target=org, scope=org.path)


def act(request: HttpRequest) -> HttpResponse:
    if not request.POST.get("name"):
        return HttpResponse("Thiếu tên.", status=422)
    org = Org.objects.get(symbol="H48.101")
    rename(by=request.user, org=org, name=request.POST["name"])
    return HttpResponseRedirect(f"/xong/?ten={request.POST['name']}")


def piece(request: HttpRequest) -> HttpResponse:
    org = Org.objects.get(symbol="H48.101")
    rename(by=request.user, org=org, name=request.POST["name"])
    return HttpResponse("mảnh")


urlpatterns = [
    path("", include("eiso.config.urls")),
    path("thu/", act),
    path("manh/", piece),
]
