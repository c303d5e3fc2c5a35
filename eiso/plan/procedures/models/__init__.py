"""Tables of this room; the classes live in files by noun."""

from eiso.plan.procedures.models.catalogue import (
    CatalogueEdition,
    CatalogueEntry,
    CatalogueImport,
)
from eiso.plan.procedures.models.imports import (
    ImportedFile,
    ImportedProcedure,
    ImportPoint,
)
from eiso.plan.procedures.models.procedures import EarlierState, OpenPoint, Procedure

__all__ = [
    "CatalogueEdition",
    "CatalogueEntry",
    "CatalogueImport",
    "EarlierState",
    "ImportPoint",
    "ImportedFile",
    "ImportedProcedure",
    "OpenPoint",
    "Procedure",
]
