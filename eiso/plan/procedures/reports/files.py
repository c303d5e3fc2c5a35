"""Every file a revision leaves the house as: one table for pages and command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eiso.base.errors import NotReady
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.definition import (
    Definition,
    from_json_bytes,
    to_json_bytes,
    to_yaml_bytes,
)
from eiso.plan.procedures.flowchart import flowchart_svg
from eiso.plan.procedures.reports.faces import (
    annex_docx,
    annex_pdf,
    procedure_docx,
    procedure_pdf,
)
from eiso.plan.procedures.reports.issue_facts import facts_of

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class FileKind:
    """One kind of file: its ending, its media type, and how it is made."""

    ending: str
    media_type: str
    make: Callable[[Revision, Definition], bytes]


KINDS: dict[str, FileKind] = {
    "json": FileKind("json", "application/json", lambda _, d: to_json_bytes(d)),
    "yaml": FileKind("yaml", "application/yaml", lambda _, d: to_yaml_bytes(d)),
    "docx": FileKind("docx", DOCX, lambda r, d: procedure_docx(d, facts_of(r))),
    "pdf": FileKind("pdf", PDF, lambda r, d: procedure_pdf(d, facts_of(r))),
    "annex.docx": FileKind("docx", DOCX, lambda r, d: annex_docx([d], facts_of(r))),
    "annex.pdf": FileKind("pdf", PDF, lambda r, d: annex_pdf([d], facts_of(r))),
    "svg": FileKind(
        "svg", "image/svg+xml", lambda _, d: flowchart_svg(d, paper=True).encode()
    ),
}


def make_file(revision: Revision, kind: str) -> bytes:
    """The bytes of one face of a revision. Raises NotReady for an unknown kind."""
    if kind not in KINDS:
        raise NotReady(f"Không có dạng tệp “{kind}”. Chọn: {', '.join(KINDS)}.")
    return KINDS[kind].make(revision, from_json_bytes(revision.content_bytes))
