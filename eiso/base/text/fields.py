"""Model fields both databases treat alike."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class PathField(models.CharField):
    """A materialised path "a/b/c/", compared by bytes so that a range is a subtree.

    PostgreSQL would sort by the database's language; SQLite already compares bytes.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 400)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = dict(super().db_parameters(connection))
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


def subtree(lookup: str, path: str) -> models.Q:
    """Rows at or below `path`; an empty path is everything. Never LIKE (no index)."""
    if not path:
        return models.Q()
    after = path[:-1] + chr(ord(path[-1]) + 1)
    return models.Q(**{f"{lookup}__gte": path, f"{lookup}__lt": after})
