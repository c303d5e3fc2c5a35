"""The structured definition of a procedure: pure values, no Django, no database.

Knows: the shapes, their one written form, what is wrong with one, and what differs
between two. Must not know: agencies as records, revisions, pages, the calendar.
"""

from eiso.plan.procedures.definition.canonical import (
    from_data,
    from_json_bytes,
    from_yaml_bytes,
    number_text,
    to_data,
    to_json_bytes,
    to_yaml_bytes,
)
from eiso.plan.procedures.definition.published import schema
from eiso.plan.procedures.definition.shapes import (
    END,
    Channel,
    Component,
    Definition,
    FormTemplate,
    Kind,
    LegalBasis,
    LimitPart,
    Next,
    RecordKept,
    Return,
    Rule,
    Step,
    StepLimit,
    Via,
)

__all__ = [
    "END",
    "Channel",
    "Component",
    "Definition",
    "FormTemplate",
    "Kind",
    "LegalBasis",
    "LimitPart",
    "Next",
    "RecordKept",
    "Return",
    "Rule",
    "Step",
    "StepLimit",
    "Via",
    "from_data",
    "from_json_bytes",
    "from_yaml_bytes",
    "number_text",
    "schema",
    "to_data",
    "to_json_bytes",
    "to_yaml_bytes",
]
