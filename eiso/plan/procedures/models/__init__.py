"""Tables of this room; the classes live in files by noun."""

from eiso.plan.procedures.models.catalogue import (
    CatalogueEdition,
    CatalogueEntry,
    CatalogueImport,
)
from eiso.plan.procedures.models.procedures import EarlierState, OpenPoint, Procedure

__all__ = [
    "CatalogueEdition",
    "CatalogueEntry",
    "CatalogueImport",
    "EarlierState",
    "OpenPoint",
    "Procedure",
]
