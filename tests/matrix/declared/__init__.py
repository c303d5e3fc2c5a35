"""One file a room; see tests/matrix/routes.py."""
