"""Acts on controlled documents: drafts, rounds, issuing."""
