"""ISO 9001 clauses 4-7, Plan: controlled documents and procedures (law, risks, ... later)."""
