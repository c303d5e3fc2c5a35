"""Approval rounds (lượt soát xét, phê duyệt): ordered steps, votes, reasons.

Generic over its subject: a kind and a code in text, never a foreign key upwards. The
room does not know what is approved; the room above asks, and reads the outcome.
"""
