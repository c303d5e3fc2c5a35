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
from eiso.plan.procedures.definition.changes import TEMPLATES, Change, sentence
from eiso.plan.procedures.definition.checks import Problem, check
from eiso.plan.procedures.definition.differences import diff_in_words, renumbered
from eiso.plan.procedures.definition.flow import Flow, decides, splits
from eiso.plan.procedures.definition.phrases import Phrase, said
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
from eiso.plan.procedures.definition.sums import (
    Against,
    Way,
    branches,
    longest_path,
    step_minutes,
    sum_against_limit,
)
from eiso.plan.procedures.definition.words import (
    amount,
    days_words,
    limit_words,
    short_words,
    step_number,
    step_words,
)

__all__ = [
    "END",
    "TEMPLATES",
    "Against",
    "Change",
    "Channel",
    "Component",
    "Definition",
    "Flow",
    "FormTemplate",
    "Kind",
    "LegalBasis",
    "LimitPart",
    "Next",
    "Phrase",
    "Problem",
    "RecordKept",
    "Return",
    "Rule",
    "Step",
    "StepLimit",
    "Via",
    "Way",
    "amount",
    "branches",
    "check",
    "days_words",
    "decides",
    "diff_in_words",
    "from_data",
    "from_json_bytes",
    "from_yaml_bytes",
    "limit_words",
    "longest_path",
    "number_text",
    "renumbered",
    "said",
    "schema",
    "sentence",
    "short_words",
    "splits",
    "step_minutes",
    "step_number",
    "step_words",
    "sum_against_limit",
    "to_data",
    "to_json_bytes",
    "to_yaml_bytes",
]
