"""Bytes kept for ever under their own hash, and the gate every upload passes.

Knows no record that owns a file: the owner keeps a foreign key to `StoredFile` and asks
permission before it opens one.
"""
