from django.http import HttpRequest, HttpResponse


def sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse("eISO")


def sign_out(request: HttpRequest) -> HttpResponse:
    return HttpResponse("eISO")


def locked_out(
    request: HttpRequest, credentials: dict, *args: object, **kwargs: object
) -> HttpResponse:
    return HttpResponse(status=429)
