"""Fill a Word template: the one place that calls docxtpl. Imports no Django.

The bytes depend on the template and the context only: no clock enters the package.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate

from eiso.base.printing.sandbox import DataOnly, plain

_STAMP = (1980, 1, 1, 0, 0, 0)
_WRITTEN = datetime(2020, 3, 5)  # noqa: DTZ001 - a property of the package, no instant
MARK = "⟦{}⟧"


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG put where the context says `MARK.format(name)`; width in millimetres.

    `says` is read to who does not see it.
    """

    content: bytes
    width_mm: float
    says: str = ""


def render(
    template: bytes, context: Mapping[str, Any], pictures: Mapping[str, Picture]
) -> bytes:
    """The filled document. Raises what jinja2, lxml or python-docx raise."""
    document = _Template(io.BytesIO(template))
    document.render(plain(dict(context)), jinja_env=_environment(), autoescape=True)
    for name, picture in pictures.items():
        _place(document, MARK.format(name), picture)
    settle(document.docx)
    return packed(document.docx)


@cache
def _environment() -> DataOnly:
    """One for all: it holds no state but the templates it compiled."""
    return DataOnly()


def settle(document: Any) -> None:
    """Take the clock and the maker's name out of the properties of a document."""
    properties = document.core_properties
    properties.created = properties.modified = _WRITTEN
    properties.revision = 1
    properties.author = properties.last_modified_by = "eISO"
    properties.comments = ""


def _place(document: Any, mark: str, picture: Picture) -> None:
    for element in list(document.docx.element.body.iter(qn("w:p"))):
        found = Paragraph(element, document.docx._body)
        if found.text.strip() != mark:
            continue
        for run in found.runs:
            run.text = ""
        shape = found.runs[0].add_picture(
            io.BytesIO(picture.content), Mm(picture.width_mm)
        )
        shape._inline.docPr.set("descr", picture.says)


def packed(document: Any) -> bytes:
    """The document as a zip whose parts all have one date.

    python-docx would stamp the clock into it; its writer is used for the parts only.
    """
    package = document.part.package
    for part in package.parts:
        part.before_marshal()
    writer: Any = _Zip()
    PackageWriter._write_content_types_stream(writer, package.parts)
    PackageWriter._write_pkg_rels(writer, package.rels)
    PackageWriter._write_parts(writer, package.parts)
    return writer.close()


class _Zip:
    """What python-docx asks of a writer, deflated once and with no clock."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._zip = zipfile.ZipFile(self._bytes, "w")

    def write(self, uri: Any, blob: bytes | str) -> None:
        entry = zipfile.ZipInfo(uri.membername, _STAMP)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        self._zip.writestr(entry, blob)

    def close(self) -> bytes:
        self._zip.close()
        return self._bytes.getvalue()


class _Template(DocxTemplate):
    """docxtpl's own, with the regular expressions over one template run once."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)


@lru_cache(maxsize=16)
def _patched(source: str) -> str:
    return str(DocxTemplate.patch_xml(None, source))  # uses nothing of the object
