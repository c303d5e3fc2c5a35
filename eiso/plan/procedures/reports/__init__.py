"""The faces of a procedure: the ISO document and the decision's annex, Word and PDF.

Everything printed comes from the definition and the facts of its issue; nothing is
typed twice, no clock is read, the same input gives the same bytes.
"""

from eiso.plan.procedures.flowchart import flowchart_pages, flowchart_svg
from eiso.plan.procedures.reports.context import annex_context, procedure_context
from eiso.plan.procedures.reports.decision import (
    Signing,
    decision_docx,
    decision_paper,
    decision_pdf,
)
from eiso.plan.procedures.reports.faces import (
    annex_docx,
    annex_pdf,
    procedure_docx,
    procedure_pdf,
    shipped,
)
from eiso.plan.procedures.reports.facts import Amendment, IssueFacts, SignOff

__all__ = [
    "Amendment",
    "IssueFacts",
    "SignOff",
    "Signing",
    "annex_context",
    "annex_docx",
    "annex_pdf",
    "decision_docx",
    "decision_paper",
    "decision_pdf",
    "flowchart_pages",
    "flowchart_svg",
    "procedure_context",
    "procedure_docx",
    "procedure_pdf",
    "shipped",
]
