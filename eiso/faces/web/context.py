"""What the frame shows, for every page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from eiso.faces.web import frame


def shell(request: HttpRequest) -> dict[str, object]:
    """`shell`, made only when a template asks for it (a partial never does)."""
    return {"shell": SimpleLazyObject(lambda: frame.shell_of(request))}
