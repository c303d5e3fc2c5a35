"""ISO 9001 clause 8, Do: dossiers and their forms (issue B)."""
