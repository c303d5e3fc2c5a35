"""Posted fields as texts: a view of the request that is only read."""

from __future__ import annotations

from typing import cast

from django.http import QueryDict


class Posted:
    """What a form sent; every value is a text without NUL, which no database keeps."""

    def __init__(self, data: QueryDict) -> None:
        self._data = data

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def get(self, name: str, default: str = "") -> str:
        value = cast(str, self._data.get(name, default))
        return value.replace("\x00", "")

    def getlist(self, name: str) -> list[str]:
        return [text.replace("\x00", "") for text in map(str, self._data.getlist(name))]
