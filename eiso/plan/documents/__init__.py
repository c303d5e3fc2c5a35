"""Controlled documents (tài liệu kiểm soát): one life for everything an agency issues.

A document has revisions (lần ban hành, lần sửa đổi); draft → in review → approved →
issued → superseded | withdrawn. What was issued stays byte-identical for ever. The room
does not know what the bytes of a revision mean.
"""
