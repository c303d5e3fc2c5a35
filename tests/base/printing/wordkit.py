"""Small Word templates made on the spot."""

from __future__ import annotations

import io

from docx import Document


def template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def texts(content: bytes) -> list[str]:
    return [item.text for item in Document(io.BytesIO(content)).paragraphs]
