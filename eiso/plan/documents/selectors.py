"""Reads: documents and revisions a person may see, what is in force on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.http import Http404

from eiso.base.trail.models import Event
from eiso.people.accounts.models import User
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Document, FormNumber, FormSet, Revision


def get_revision(user: User, code: str) -> Revision:
    """The revision of that code; Http404 for a stranger."""
    found = (
        Revision.objects.visible_to(user)
        .select_related("document__org", "author", "issued_by")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def in_force(document: Document, on: dt.date) -> Revision | None:
    """The revision in force on a day: past, today or a day to come."""
    return Revision.objects.filter(document=document).in_force(on).first()


def live(document: Document) -> Revision | None:
    """The last issued one, also when its day has not come yet."""
    return Revision.objects.filter(document=document, status=Status.ISSUED).first()


def on_the_way(document: Document) -> Revision | None:
    """The one draft, in review or approved."""
    return Revision.objects.filter(document=document).on_the_way().first()


def history(document: Document) -> QuerySet[Revision]:
    """Every revision, the newest numbers first."""
    return (
        Revision.objects.filter(document=document)
        .select_related("author", "issued_by")
        .order_by("-issue_no", "-revision_no", "-id")
    )


def predecessor(revision: Revision) -> Revision | None:
    """What `revision` is compared with: the issued one with the next lower numbers."""
    before = Revision.objects.filter(
        document_id=revision.document_id,
        status__in=[Status.ISSUED, Status.SUPERSEDED, Status.WITHDRAWN],
    ).exclude(pk=revision.pk)
    mine = (revision.issue_no, revision.revision_no)
    older = [row for row in before if (row.issue_no, row.revision_no) < mine]
    return max(older, key=lambda row: (row.issue_no, row.revision_no), default=None)


def has_written(user: User, revision: Revision) -> bool:
    """Did `user` draft or edit this revision? Who writes does not approve."""
    verbs = ("documents.revision.drafted", "documents.revision.edited")
    return Event.objects.filter(
        target_kind=Revision._meta.label_lower,
        target_code=revision.code,
        verb__in=verbs,
        actor=user.username,
    ).exists()


def form_set(on: dt.date) -> FormSet | None:
    """The set of one-stop forms that applies on a day; None before the first."""
    return (
        FormSet.objects.filter(applies_from__lte=on).order_by("-applies_from").first()
    )


def form(key: str, on: dt.date) -> FormNumber | None:
    """Number and name of a form on a day; None where the set of that day has none."""
    return FormNumber.objects.filter(form_set=form_set(on), key=key).first()
