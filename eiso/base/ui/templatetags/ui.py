"""The component set. Each tag has one template in templates/ui/ and a cell in the gallery.

Loaded as builtins: pages need no {% load ui %}.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from eiso.base import moment
from eiso.base.ui import icons, parts, sentences, timeleft, words

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """One outline icon; always beside a word."""
    return icons.svg(name, size)


@register.simple_tag
def idempotency() -> SafeString:
    """The hidden key that makes double click, back and reload safe."""
    return format_html('<input type="hidden" name="_key" value="{}">', uuid.uuid4().hex)


@register.simple_tag
def kbd(keys: str) -> SafeString:
    """A key, drawn; the act itself never needs it."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', keys)


@register.simple_block_tag
def card(content: str, title: str = "", note: str = "", kind: str = "") -> str:
    """A surface with a title and a quiet note at the right of it."""
    return render_to_string(
        "ui/card.html",
        {"content": content, "title": title, "note": note, "kind": kind},
    )


@register.inclusion_tag("ui/status.html")
def status(value: Any, kind: str = "", icon: str = "") -> dict[str, Any]:
    """A label: words and a sign, never colour alone.

    `value` is the words, or anything with `label` and `kind`.
    Kinds: plain draft new wait today late paused done ended hand law.
    """
    kind = kind or getattr(value, "kind", "") or "plain"
    sign = icon or parts.STATUS_ICONS.get(kind, "")
    return {"label": getattr(value, "label", value), "kind": kind, "icon": sign}


@register.inclusion_tag("ui/button.html")
def button(label: str, kind: str = "", **options: Any) -> dict[str, Any]:
    """A verb with its object. Kinds: primary, "" (second), danger, quiet, small, big.

    Options: href (a link), icon, key (shortcut shown), shortcut (data-key), name, value,
    form, busy, why (cannot act yet: dashed, says what is missing), new_window.
    """
    return {"label": label, "kind": kind, **options}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, hint: str = "", after: str = "") -> dict[str, Any]:
    """A form field: label above, hint before, error after."""
    widget = bound.field.widget
    return {
        "field": bound,
        "errors": [sentences.translate(str(e)) for e in bound.errors],
        "hint": hint or bound.help_text,
        "after": after,
        "single": getattr(widget, "input_type", "") == "checkbox"
        and not hasattr(widget, "choices"),
        "group": bool(getattr(widget, "use_fieldset", False)),
    }


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: BaseForm, what: str = "") -> dict[str, Any]:
    """The summary above a form: what did not happen, and a link to each wrong field."""
    wrong = [
        (bound, [sentences.translate(str(e)) for e in bound.errors])
        for bound in form
        if not bound.is_hidden and bound.errors
    ]
    hidden = [e for bound in form.hidden_fields() for e in bound.errors]
    said = [*form.non_field_errors(), *hidden] if form.is_bound else []
    own = [sentences.translate(str(e)) for e in said]
    return {"what": what, "wrong": wrong, "own": own, "any": bool(wrong or own)}


@register.simple_block_tag
def table(
    content: str, label: str = "", foot: str = "", id: str = "", *, cards: bool = True
) -> str:
    """The box a table scrolls in; `label` names it. `cards`: rows become cards on a phone
    (give each td a data-label)."""
    return render_to_string(
        "ui/table.html",
        {"content": content, "label": label, "foot": foot, "cards": cards, "id": id},
    )


@register.inclusion_tag("ui/chips.html")
def chips(links: Iterable[parts.Link], label: str = "") -> dict[str, Any]:
    """Filters as links; the count beside one equals the rows one will see."""
    return {"links": links, "label": label}


@register.inclusion_tag("ui/tabs.html")
def tabs(links: Iterable[parts.Link], label: str = "") -> dict[str, Any]:
    """Pages of one record as links."""
    return {"links": links, "label": label}


@register.simple_block_tag
def banner(content: str, kind: str = "info", title: str = "", icon: str = "") -> str:
    """A strip: what – why – what to do. Kinds: info ok wait error paused superseded
    provisional offline. The error is announced at once."""
    sign = icon or parts.BANNER_ICONS.get(kind, "info-circle")
    return render_to_string(
        "ui/banner.html",
        {"content": content, "kind": kind, "title": title, "icon": sign},
    )


@register.inclusion_tag("ui/change.html")
def change(label: str = "", old: str = "", new: str = "") -> dict[str, Any]:
    """A change in words: struck out, then underlined."""
    return {"label": label, "old": old, "new": new}


@register.inclusion_tag("ui/figure.html")
def figure(value: Any, href: str = "", *, typed: bool = False) -> dict[str, Any]:
    """A number that opens to its records; one typed by hand looks different."""
    text = words.number(value) if isinstance(value, int | float | Decimal) else value
    return {"value": text, "href": href, "typed": typed}


@register.simple_block_tag
def why(content: str, title: str = "") -> str:
    """The why-box; fill it with why_row."""
    return render_to_string("ui/why.html", {"content": content, "title": title})


@register.inclusion_tag("ui/why_row.html")
def why_row(label: str, value: Any, kind: str = "") -> dict[str, Any]:
    """One line of the sum; kinds: "" add paused total."""
    return {"label": label, "value": value, "kind": kind}


@register.simple_block_tag
def confirm(content: str, title: str = "") -> str:
    """The question before what cannot be undone; put the form with both buttons inside."""
    return render_to_string("ui/confirm.html", {"content": content, "title": title})


@register.simple_block_tag
def empty(content: str, title: str = "") -> str:
    """Nothing here: what is true, and the next step."""
    return render_to_string("ui/empty.html", {"content": content, "title": title})


@register.simple_block_tag
def bulk_bar(content: str, chosen: str = "") -> str:
    """The bar of a selection: number, effect, channel, one act."""
    return render_to_string("ui/bulk_bar.html", {"content": content, "chosen": chosen})


@register.inclusion_tag("ui/progress.html")
def progress(
    done: int, total: int, what: str = "", note: str = "", label: str = ""
) -> dict[str, Any]:
    """Long work: n of N, how long still, and that one may leave."""
    return {"done": done, "total": total, "what": what, "note": note, "label": label}


@register.inclusion_tag("ui/stages.html")
def stages(items: Iterable[parts.Stage], label: str = "") -> dict[str, Any]:
    """Three to five stages with counts: links, not a wizard."""
    rows = [(item, parts.STATE_ICONS[item.state]) for item in items]
    return {"items": rows, "label": label}


@register.inclusion_tag("ui/turns.html")
def turns(items: Iterable[parts.Turn], label: str = "") -> dict[str, Any]:
    """Who held it, holds it, will hold it."""
    rows = [(item, parts.STATE_ICONS[item.state]) for item in items]
    return {"items": rows, "label": label}


@register.inclusion_tag("ui/sum_bar.html")
def sum_bar(
    items: Iterable[parts.Segment], limit: Decimal | None = None, label: str = ""
) -> dict[str, Any]:
    """Parts against a limit; `label` says the same in words."""
    segments = [item for item in items if item.value > 0]
    total = sum((item.value for item in segments), Decimal(0))
    span = max(total, Decimal(limit or 0)) or Decimal(1)
    drawn, at = [], Decimal(0)
    for item in segments:
        width = item.value * 100 / span
        drawn.append((item, f"{at:.3f}%", f"{width:.3f}%", f"{at + width / 2:.3f}%"))
        at += width
    over = f"{Decimal(limit) * 100 / span:.3f}%" if limit and total > limit else ""
    spare = f"{at:.3f}%" if limit and total < limit else ""
    return {"drawn": drawn, "label": label, "over": over, "spare": spare}


@register.inclusion_tag("ui/timeleft.html")
def timeleft_mark(
    clock: timeleft.Clock | timeleft.Mark, form: str = ""
) -> dict[str, Any]:
    """The time-left mark. Forms: "" (with bar and line), inline, print, words."""
    made = timeleft.mark(clock) if isinstance(clock, timeleft.Clock) else clock
    return {
        "mark": made,
        "form": form,
        "line": words.spoken(made.line),
        "text": words.spoken(made.words),
    }


@register.filter
def day(value: dt.date | None) -> str:
    """20/11/2026."""
    return words.date(value)


@register.filter
def near(value: dt.date | dt.datetime | None) -> SafeString | str:
    """hôm nay · T6 20/11 · 09:42 T6 20/11 for an instant; read aloud in full."""
    if value is None:
        return "—"
    today = moment.today()
    if isinstance(value, dt.datetime):
        return words.spoken(words.near_time(value, today))
    return words.spoken(words.near_date(value, today))


@register.filter("moment")
def full_moment(value: dt.datetime | None) -> str:
    """09:42 20/11/2026."""
    return f"{words.time(value)} {words.date(value)}" if value else "—"


@register.filter
def num(value: int | float | Decimal | None) -> str:
    """14.206 · 2,5."""
    return words.number(value)


@register.filter
def working(minutes: int, standard_day: int = timeleft.STANDARD_DAY) -> str:
    """Working minutes in words."""
    return timeleft.duration(minutes, standard_day, exact=True)


@register.filter
def percent_of(part: int, whole: int) -> str:
    """99,91%, never 100% while one is missing."""
    return words.percent(part, whole)


register.filter("long_date", words.long_date)
register.filter("refusal", sentences.translate)
