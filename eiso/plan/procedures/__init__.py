"""Procedures (quy trình): one definition, three faces (ISO document, annex, running flow).

A definition is structured data; its revisions (lần ban hành, lần sửa đổi) live in the
documents room. The national catalogue (danh mục TTHC) is read by all and never changes an
agency's procedure. Imports of signed decisions give drafts and never guess.

Must not know dossiers: the running engine stands above and asks `workflow.compile_run`.
"""
