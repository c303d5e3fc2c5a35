"""The province over its agencies: declarations, reporting, inspections (later issues)."""
