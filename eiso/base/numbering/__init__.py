"""Official numbers: one yearly register per agency and kind, without gaps.

Knows an agency only as a scope path and a register only as a key; which paper takes a
number from which register is decided above.
"""
