"""Ground floor: rooms that know no ISO word.

Low to high: errors, console, text, clock, files, trail, numbering, messages,
printing, ui. They know users only through AUTH_USER_MODEL and an agency only as an
opaque scope code; they ask no permission and have no pages.
"""
