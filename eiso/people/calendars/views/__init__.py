"""Pages of the calendar room."""
