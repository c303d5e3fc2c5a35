"""Hand a stored file out so that no browser ever runs it."""

from __future__ import annotations

from django.http import FileResponse

from eiso.base.files.models import StoredFile
from eiso.base.files.services import open_verified


def download(stored: StoredFile) -> FileResponse:
    """The file as an attachment of its fixed type; the caller has asked permission."""
    response = FileResponse(
        open_verified(stored),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.kind.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
