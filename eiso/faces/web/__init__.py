"""The front door: sign-in, the frame around every page, home, inbox, search, errors.

Knows every room below only through registries (menu, duties, search, counts); rooms
never know this one.
"""
