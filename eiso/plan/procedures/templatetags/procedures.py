"""How definitions are said on pages: limits, days, changes."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from eiso.base.ui import words
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.definition import (
    TEMPLATES,
    Against,
    Change,
    Definition,
    Problem,
    Step,
    StepLimit,
    limit_words,
    short_words,
    step_number,
)
from eiso.plan.procedures.definition import said as said_in
from eiso.plan.procedures.views import words as said

register = template.Library()
DAY = 480


@register.filter
def in_days(minutes: int | None) -> str:
    """Working minutes as days of 480: 3600 is 7,5."""
    return "—" if minutes is None else words.number(Decimal(minutes) / DAY)


@register.filter
def limit(value: StepLimit | None) -> str:
    """0,5 ngày làm việc."""
    return said_in(limit_words(value), _)


@register.filter
def short_limit(value: StepLimit | None) -> str:
    """0,5 ngày."""
    return short_words(value)


@register.filter
def cover_in(step: Step, definition: Definition) -> str:
    """The number of the step whose limit covers this one; "" when none does."""
    cover = definition.step(step.covered_by) if step.covered_by else None
    return step_number(definition, cover) if cover else ""


@register.filter
def change_words(change: Change) -> str:
    """A change as a sentence, in the language of the reader."""
    return change.said(_)


@register.filter
def in_words(found: Problem | Against) -> str:
    """A problem or a sum as a sentence, in the language of the reader."""
    return found.said(_)


@register.filter
def change_marked(change: Change) -> SafeString:
    """The same with what was struck out and what is written in; everything escaped."""
    words: dict[str, str] = {
        name: said_in(value, _) for name, value in change.params.items()
    }
    before, after = said_in(change.before, _), said_in(change.after, _)
    if before and after:
        before = _mark("del", _("trước là"), before)
        after = _mark("ins", _("nay là"), after)
    template = _(TEMPLATES[change.kind])
    return format_html(template, before=before, after=after, **words)


def _mark(tag: str, aloud: str, text: str) -> SafeString:
    hidden = format_html('<span class="hide">{} </span>', aloud)
    return format_html("<{0}>{1}{2}</{0}>", tag, hidden, text)


@register.filter
def numbers(revision: Revision) -> str:
    return said.numbers_of(revision)


@register.filter
def short_numbers(revision: Revision) -> str:
    return said.short_numbers(revision)
