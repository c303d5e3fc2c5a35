"""The kinds of file the product takes in, and how each is served."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind: its endings, the fixed type it is served with, what people call it."""

    key: str
    endings: tuple[str, ...]
    content_type: str
    title: str


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT = "text/plain; charset=utf-8"

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("docx", (".docx",), _DOCX, "Word (.docx)"),
        Kind("xlsx", (".xlsx",), _XLSX, "Excel (.xlsx)"),
        Kind("pdf", (".pdf",), "application/pdf", "PDF"),
        Kind("png", (".png",), "image/png", "ảnh PNG"),
        Kind("jpg", (".jpg", ".jpeg"), "image/jpeg", "ảnh JPEG"),
        Kind("text", (".txt", ".md"), _TEXT, "văn bản thuần"),
        Kind("csv", (".csv",), "text/csv; charset=utf-8", "CSV"),
        Kind("json", (".json",), "application/json", "JSON"),
        Kind("jsonl", (".jsonl", ".ndjson"), _TEXT, "JSON từng dòng"),
        Kind("gz", (".csv.gz", ".json.gz", ".jsonl.gz"), "application/gzip", "tệp .gz"),
    )
}
DOCUMENTS = frozenset({"docx", "pdf", "text"})
TABLES = frozenset({"xlsx", "csv", "json", "jsonl", "gz"})
PICTURES = frozenset({"png", "jpg"})
EVERYTHING = frozenset(KINDS)
