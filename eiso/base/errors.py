"""Refusals an official can act on: what happened, why, what to do now.

Messages are Vietnamese sentences; `code` is for machines. The command line maps them to
exit codes (design, command line), the web to 403, 409 or 422.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class BusinessError(Exception):
    """A rule said no. `code` is stable, `message` is for people, `fields` for forms."""

    code = "refused"
    status = 422
    exit_code = 3

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fields: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.fields = fields or {}

    def __str__(self) -> str:
        return self.message


class InvalidTransition(BusinessError):
    """The record is not in a state this act starts from."""

    code = "invalid_transition"
    status = 409


class Conflict(BusinessError):
    """Somebody else changed the record first."""

    code = "conflict"
    status = 409


class NotReady(BusinessError):
    """Something the act needs is missing."""

    code = "not_ready"


class NotUnderstood(BusinessError):
    """A text (limit, date, file) could not be read; it is quoted, never guessed."""

    code = "not_understood"
    exit_code = 2


class RefusedFile(BusinessError):
    """A whole file was refused; nothing changed."""

    code = "refused_file"


class NotPermitted(PermissionDenied):
    """The actor may know of the record but may not do this."""

    code = "not_permitted"
    status = 403

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
