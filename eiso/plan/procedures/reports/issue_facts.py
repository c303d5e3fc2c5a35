"""What the papers of one revision say besides its definition, read from the records.

Only facts that never change once the revision is issued: votes, decisions, the revisions
before it, and who held which post on the day they signed.
"""

from __future__ import annotations

import datetime as dt

from django.utils.timezone import localdate

from eiso.people.accounts.models import User
from eiso.people.approvals.choices import Outcome, RoundStatus
from eiso.people.approvals.models import Round, Vote
from eiso.people.orgs.models import Appointment, Org
from eiso.people.orgs.selectors.tree import name_on
from eiso.plan.documents.models import Revision
from eiso.plan.documents.rules import FROZEN
from eiso.plan.documents.services.moving import SUBJECT
from eiso.plan.procedures.reports.facts import Amendment, IssueFacts, SignOff
from eiso.plan.procedures.selectors import procedures as reads

MAX_SENTENCES = 20


def facts_of(revision: Revision) -> IssueFacts:
    """The facts of one revision; what is not known yet is printed as grey blank."""
    org = revision.document.org
    number, _slash, symbol = revision.decision_number.partition("/")
    approvals = _votes(revision)
    return IssueFacts(
        agency=name_on(org, revision.effective_on or localdate(revision.edited_at)),
        superior=org.parent.name if org.parent else "",
        issue_no=revision.issue_no,
        revision_no=revision.revision_no,
        effective_on=revision.effective_on,
        decision_number=number,
        decision_symbol=symbol or "QĐ-UBND",
        decision_on=revision.decision_on,
        decided_by=_post(approvals[-1], org) if approvals else "",
        sign_offs=_sign_offs(revision, approvals),
        amendments=tuple(_amendments(revision)),
    )


def _votes(revision: Revision) -> list[Vote]:
    """Who agreed in the round that approved this revision, in order of the steps."""
    round_ = (
        Round.objects.filter(
            subject_kind=SUBJECT,
            subject_code=revision.code,
            status=RoundStatus.AGREED,
        )
        .order_by("-number")
        .first()
    )
    votes = Vote.objects.filter(step__round=round_, outcome=Outcome.AGREE)
    return list(
        votes.select_related("user", "step").order_by("step__position", "voted_at")
        if round_
        else []
    )


def _sign_offs(revision: Revision, votes: list[Vote]) -> tuple[SignOff, ...]:
    org = revision.document.org
    written = localdate(revision.submitted_at) if revision.submitted_at else None
    author = revision.author
    signs = [
        SignOff("Soạn thảo", str(author), _held(author, org, written), written),
        *(
            SignOff(
                vote.step.title,
                str(vote.user),
                _post(vote, org),
                localdate(vote.voted_at),
            )
            for vote in votes
        ),
    ]
    present = {sign.role for sign in signs}
    blank = [SignOff(role) for role in ("Soát xét", "Phê duyệt") if role not in present]
    return (*signs, *blank)


def _post(vote: Vote, org: Org) -> str:
    """The title alone; whom a stand-in signed for stays said."""
    acting = vote.on_behalf_of
    if not acting:
        return _held(vote.user, org, localdate(vote.voted_at))
    title, _comma, rest = acting.partition(", ")
    _place, _bracket, whom = rest.partition("(thay ")
    return f"{title} (thay {whom}" if whom else title


def _held(user: User, org: Org, on: dt.date | None) -> str:
    """The post a person held at the agency on a day."""
    if on is None:
        return ""
    held = (
        Appointment.objects.filter(user=user, post__unit__org=org)
        .in_force(on)
        .select_related("post")
        .order_by("is_concurrent", "pk")
        .first()
    )
    return str(held.post) if held else ""


def _amendments(revision: Revision) -> list[Amendment]:
    """One row for each revision up to this one that changed an issued text."""
    mine = (revision.issue_no, revision.revision_no)
    kept = Revision.objects.filter(
        document_id=revision.document_id, status__in=FROZEN
    ).exclude(pk=revision.pk)
    line = [row for row in kept if (row.issue_no, row.revision_no) < mine]
    return [
        made
        for row in [*line, revision]
        if (made := _amendment(row, len(line))) is not None
    ]


def _amendment(revision: Revision, before: int) -> Amendment | None:
    changes = reads.changes_of(revision) if before else []
    if not changes:
        return None
    sentences = [item.change.sentence for item in changes]
    left = len(sentences) - MAX_SENTENCES
    if left > 0:
        sentences = [*sentences[:MAX_SENTENCES], f"và {left} thay đổi khác."]
    reasons = [revision.reason, *(item.reason for item in changes)]
    return Amendment(
        request="; ".join(dict.fromkeys(reason for reason in reasons if reason)),
        place=_places(changes),
        content=" ".join(sentences),
        revision_no=revision.revision_no,
        on=revision.effective_on,
    )


def _places(changes: list[reads.Reasoned]) -> str:
    """Which parts of the paper: 5.7 for steps, else the field as it is called."""
    fields = [
        "5.7" if item.change.step_key else item.change.params.get("field", "")
        for item in changes
    ]
    named = ["5.4" if item.change.kind == "channel_limit" else "" for item in changes]
    places = [field or name for field, name in zip(fields, named, strict=True)]
    return "; ".join(dict.fromkeys(place for place in places if place))
