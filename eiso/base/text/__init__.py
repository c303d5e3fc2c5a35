"""Text pieces two rooms need and that name no domain word: folding, codes, fields."""
