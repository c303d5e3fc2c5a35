"""The record of acts: written once, sealed in batches, never changed, always checkable.

Knows an agency only as a scope path and a person only as a name; rooms above say what a
verb means in words and may register append-only tables of their own, which are then
guarded, sealed and verified like `trail_event`.
"""
