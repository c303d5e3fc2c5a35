"""Working calendars of the country and of agencies: notices, years, who confirmed them.

Must not know what is counted with them: rooms that hold deadlines register in `moves`.
"""
