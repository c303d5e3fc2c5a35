"""Screen 16: what changes, is it right, yes or back? And the act of issuing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from eiso.base import moment
from eiso.base.errors import BusinessError
from eiso.base.ui.parts import Turn
from eiso.base.ui.words import date, time
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.approvals import selectors as rounds
from eiso.people.approvals.choices import StepStatus
from eiso.people.approvals.models import Round, RoundStep
from eiso.plan.documents import selectors as documents
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision
from eiso.plan.documents.services.moving import SUBJECT, digest
from eiso.plan.documents.services.rounds import WRITER
from eiso.plan.procedures import permissions
from eiso.plan.procedures.forms.procedures import IssueForm, SubmitForm
from eiso.plan.procedures.rules import issuer_of
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services import releasing
from eiso.plan.procedures.views.faces import faces_of
from eiso.plan.procedures.views.parts import drawing_of, marks_of, sums_of


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """Send for review; what is missing is explained, the button is never dead."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    require(request.user, permissions.DRAFT, revision)
    form = SubmitForm(request.POST if request.method == "POST" else None)
    facts = _about(revision) | {"form": form, "ready": reads.readiness(revision)}
    if request.method == "POST" and form.is_valid():
        try:
            releasing.submit(
                by=request.user,  # type: ignore[arg-type]
                revision=revision,
                note=form.cleaned_data["note"],
            )
        except BusinessError as error:
            form.take(error)
            return render(request, "procedures/submit.html", facts, status=error.status)
        messages.success(request, _("Đã gửi soát xét."))
        return redirect("procedures:review", code=revision.code)
    return render(request, "procedures/submit.html", facts)


@require_GET
def review(request: HttpRequest, code: str) -> HttpResponse:
    """The changes in words, the round, the decision."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    return render(request, "procedures/review.html", _review_facts(request, revision))


def _review_facts(request: HttpRequest, revision: Revision) -> dict[str, Any]:
    round_ = rounds.latest_round(SUBJECT, revision.code)
    step = rounds.open_step(round_) if round_ else None
    changes = reads.changes_of(revision)
    definition = reads.definition_of(revision)
    user: User = request.user  # type: ignore[assignment]
    return _about(revision) | {
        "definition": definition,
        "changes": changes,
        "sums": sums_of(definition, marks_of(changes)),
        "drawing": drawing_of(definition, marks_of(changes)),
        "faces": faces_of(revision),
        "ready": reads.readiness(revision),
        "round": round_,
        "step": step,
        "turns": turns_of(revision, round_, user),
        "why_not": _why_not(user, revision, step) if step else "",
        "candidates": rounds.candidates(step) if step else [],
        "then": _after(round_, step),
        "digest": digest(revision),
        "may_issue": permissions.may_issue(user, revision),
        "may_draft": permissions.may_draft(user, revision),
        "is_sender": bool(round_ and round_.sent_by_id == user.pk),
    }


def _why_not(user: User, revision: Revision, step: RoundStep) -> str:
    if documents.has_written(user, revision):
        return WRITER
    return rounds.why_not(user, step)


def _about(revision: Revision) -> dict[str, Any]:
    procedure = reads.procedure_of(revision)
    return {
        "revision": revision,
        "procedure": procedure,
        "before": reads.compared_with(revision),
        "in_force": reads.in_force(procedure),
        "Status": {status.name: status.value for status in Status},
    }


def _after(round_: Round | None, step: RoundStep | None) -> RoundStep | None:
    """The step that opens when this one agrees."""
    if round_ is None or step is None:
        return None
    return RoundStep.objects.filter(round=round_, position=step.position + 1).first()


def turns_of(revision: Revision, round_: Round | None, user: User) -> list[Turn]:
    """Who wrote, decides and will decide; then the issuing."""
    sent = round_.sent_at if round_ else None
    note = str(revision.author)
    if sent:
        note += " · " + _("gửi %(when)s") % {"when": f"{time(sent)} {date(sent)}"}
    turns = [Turn(_("Soạn"), note, "done" if sent else "now")]
    for step in round_.steps.prefetch_related("votes__user") if round_ else []:
        turns.append(_turn(step, user))
    issued = revision.issued_at is not None
    waiting = revision.status == Status.APPROVED
    state = "done" if issued else "now" if waiting else "todo"
    note = _("số quyết định cấp lúc ban hành")
    if issued:
        note = _("%(number)s, hiệu lực %(day)s") % {
            "number": revision.decision_number,
            "day": date(revision.effective_on),
        }
    return [*turns, Turn(_("Ban hành"), note, state)]


def _turn(step: RoundStep, user: User) -> Turn:
    votes = list(step.votes.all())
    said = "; ".join(
        f"{vote.user}{f', {vote.on_behalf_of}' if vote.on_behalf_of else ''} "
        f"{vote.get_outcome_display()} {time(vote.voted_at)} {date(vote.voted_at)}"
        for vote in votes
    )
    states = {
        StepStatus.AGREED: "done",
        StepStatus.RETURNED: "refused",
        StepStatus.OPEN: "now",
    }
    if step.status == StepStatus.OPEN:
        holders = rounds.candidates(step)
        names = [_("bạn") if person == user else str(person) for person in holders]
        said = said or ", ".join(names[:4]) or _("chưa ai giữ quyền này")
    return Turn(step.title, said, states.get(StepStatus(step.status), "todo"))


@require_POST
def agree(request: HttpRequest, code: str) -> HttpResponse:
    """Agree: needs nothing but the button."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    round_ = releasing.agree(
        by=request.user,  # type: ignore[arg-type]
        revision=revision,
        seen=request.POST.get("seen", ""),
        note=request.POST.get("note", "")[:2000],
    )
    step = rounds.open_step(round_)
    said = (
        _("Đã đồng ý, chuyển bước %(step)s.") % {"step": step.title}
        if step
        else _("Đã phê duyệt. Bản này chờ ban hành.")
    )
    messages.success(request, said)
    return redirect("procedures:review", code=revision.code)


@require_POST
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Return: needs one sentence; what was typed stays when it is refused."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    reason = request.POST.get("reason", "")[:4000]
    try:
        releasing.return_draft(
            by=request.user,  # type: ignore[arg-type]
            revision=revision,
            seen=request.POST.get("seen", ""),
            reason=reason,
        )
    except BusinessError as error:
        facts = _review_facts(request, reads.get_revision(request.user, code))  # type: ignore[arg-type]
        facts |= {"refusal": error, "typed": reason}
        return render(request, "procedures/review.html", facts, status=error.status)
    messages.success(request, _("Đã trả lại người soạn."))
    return redirect("procedures:review", code=revision.code)


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """The dialog before what cannot be undone: names the thing and the effect."""
    revision = reads.get_revision(request.user, code)  # type: ignore[arg-type]
    require(request.user, permissions.ISSUE, revision)
    org = revision.document.org
    today = moment.today()
    start = {
        "given": "no",
        "issuer": issuer_of(org.kind, org.name, org.short_name),
        "effective_on": today,
    }
    form = IssueForm(request.POST if request.method == "POST" else None, initial=start)
    facts = _about(revision) | {
        "form": form,
        "live": documents.live(revision.document),
        "faces": faces_of(revision),
    }
    if request.method == "POST" and form.is_valid():
        try:
            _issue(request, revision, form)
        except BusinessError as error:
            form.take(error)
            return render(request, "procedures/issue.html", facts, status=error.status)
        return redirect("procedures:procedure", code=facts["procedure"].code)
    status = 422 if form.is_bound else 200
    return render(request, "procedures/issue.html", facts, status=status)


def _issue(request: HttpRequest, revision: Revision, form: IssueForm) -> None:
    given = form.cleaned_data
    releasing.issue(
        by=request.user,  # type: ignore[arg-type]
        revision=revision,
        effective_on=given["effective_on"],
        decision_number=given["decision_number"],
        decision_on=given["decision_on"],
        issuer=given["issuer"],
    )
    messages.success(
        request,
        _("Đã ban hành %(what)s theo %(number)s, hiệu lực từ %(day)s.")
        % {
            "what": revision.document.symbol,
            "number": revision.decision_number,
            "day": date(revision.effective_on),
        },
    )
