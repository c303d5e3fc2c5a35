"""Working time: limits, calendars, deadlines, and why a deadline is when it is.

Pure: knows no database, no web and no agency. Rules and examples: `calendar`.
"""
