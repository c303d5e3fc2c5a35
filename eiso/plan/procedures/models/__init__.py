"""Tables of this room; the classes live in files by noun."""

from eiso.plan.procedures.models.procedures import EarlierState, OpenPoint, Procedure

__all__ = ["EarlierState", "OpenPoint", "Procedure"]
