"""Addresses, forms and texts of the pages of procedures, for the tests."""

from __future__ import annotations

import re

from eiso.plan.documents.models import Revision
from eiso.plan.procedures.selectors import procedures as reads

BASE = "/quy-trinh"


def page(revision, name="soan"):
    return f"{BASE}/ban/{revision.code}/{name}/"


def text_of(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


def steps_form(revision, **changes):
    """What the steps tab posts when nothing was touched."""
    data = {"version": revision.version, "tab": "buoc"}
    for step in reads.definition_of(revision).steps:
        data[f"{step.key}.title"] = step.title
        data[f"{step.key}.post"] = step.post
        data[f"{step.key}.limit"] = step.limit.text if step.limit else ""
        data[f"{step.key}.results"] = "\n".join(step.results)
    return data | changes


def post(client, revision, **changes):
    return client.post(page(revision), steps_form(revision, **changes))


def fresh(revision):
    return Revision.objects.get(pk=revision.pk)


def defined(revision):
    return reads.definition_of(fresh(revision))
