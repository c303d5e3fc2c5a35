"""Fill a Word template: the one place that calls docxtpl. Imports no Django.

The bytes depend on the template and the context only: no clock enters the package.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
    document = DocxTemplate(io.BytesIO(template))
    document.render(plain(dict(context)), jinja_env=DataOnly(), autoescape=True)
    for name, picture in pictures.items():
        _place(document, MARK.format(name), picture)
    settle(document.docx)
    made = io.BytesIO()
    document.docx.save(made)
    return same_bytes(made.getvalue())


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


def same_bytes(package: bytes) -> bytes:
    """The zip again, its parts in the same order, all with one date."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(part))
    return made.getvalue()
