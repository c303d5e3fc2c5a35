"""ISO 9001 clause 9, Check: figures, audits, satisfaction, reviews (later issues)."""
