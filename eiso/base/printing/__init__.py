"""Paper: one plain context, a Word template an office may replace, a typst page.

Knows: the frame of official papers (Decree 30/2020, annex I), dates as they are
written, sandboxed Word templates, PDF with nothing but Python packages. Must not know
what is printed: rooms above build the context and keep their own templates.
"""
