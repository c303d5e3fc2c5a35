"""Readers of the national catalogue of administrative procedures (TTHC).

Bytes in, `CatalogueFile` out; no Django, no database, no guess: what cannot be read is
kept as printed and said to be unread.
"""

from eiso.plan.procedures.readers.catalogue.files import read_catalogue
from eiso.plan.procedures.readers.catalogue.published import (
    FIELDS,
    BasisRow,
    CatalogueFile,
    ChannelRow,
    ComponentRow,
    Kind,
    Published,
    Refused,
)

__all__ = [
    "FIELDS",
    "BasisRow",
    "CatalogueFile",
    "ChannelRow",
    "ComponentRow",
    "Kind",
    "Published",
    "Refused",
    "read_catalogue",
]
