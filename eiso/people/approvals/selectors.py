"""Reads: the round of a subject, who may decide a step, what waits for a person."""

from __future__ import annotations

from django.db.models import Q

from eiso.base import moment
from eiso.people.access.models import Grant, scopes_of
from eiso.people.access.roles import Perm, roles_with
from eiso.people.accounts.models import User
from eiso.people.approvals.choices import RoundStatus, StepStatus
from eiso.people.approvals.models import Round, RoundStep, Vote
from eiso.people.approvals.rules import voter_fault
from eiso.people.orgs.models import Post
from eiso.people.orgs.selectors.books import responsible


def open_round(subject_kind: str, subject_code: str) -> Round | None:
    """The running round of a subject, if there is one."""
    return Round.objects.filter(
        subject_kind=subject_kind, subject_code=subject_code, status=RoundStatus.OPEN
    ).first()


def latest_round(subject_kind: str, subject_code: str) -> Round | None:
    return (
        Round.objects.filter(subject_kind=subject_kind, subject_code=subject_code)
        .order_by("-number")
        .first()
    )


def rounds_of(subject_kind: str, subject_code: str) -> list[Round]:
    """Every round of a subject, the last first, with steps and votes."""
    return list(
        Round.objects.filter(subject_kind=subject_kind, subject_code=subject_code)
        .select_related("author", "sent_by", "org")
        .prefetch_related("steps__votes__user")
        .order_by("-number")
    )


def open_step(round_: Round) -> RoundStep | None:
    """The step that is being waited for."""
    return RoundStep.objects.filter(round=round_, status=StepStatus.OPEN).first()


def candidates(step: RoundStep) -> list[User]:
    """People who hold the step's right over the agency today; the author never."""
    path = step.round.org.path
    above = [path[: i + 1] for i, char in enumerate(path) if char == "/"]
    grants = Grant.objects.in_force(moment.today()).filter(
        role__in=roles_with(Perm(step.permission)), scope__in=["", *above]
    )
    people = User.objects.filter(is_active=True, grants__in=grants)
    if step.post_code:
        people = people.filter(pk__in=_holders(step))
    return list(people.exclude(pk=step.round.author_id).distinct().order_by("username"))


def _holders(step: RoundStep) -> set[int]:
    """Who answers today for the post a step names; nobody when it is no longer there."""
    post = Post.objects.filter(code=step.post_code).select_related("unit__org").first()
    if post is None:
        return set()
    return {answer.user.pk for answer in responsible(post, moment.today())}


def why_not(user: User, step: RoundStep) -> str:
    """Why `user` may not decide `step`; "" when they may."""
    scopes = scopes_of(user, Perm(step.permission))
    path = step.round.org.path
    votes = Vote.objects.filter(step__round_id=step.round_id, user=user)
    steps = set(votes.values_list("step_id", flat=True))
    return voter_fault(
        is_author=step.round.author_id == user.pk,
        is_candidate=any(path.startswith(scope) for scope in scopes)
        and (not step.post_code or user.pk in _holders(step)),
        has_voted=step.pk in steps,
        voted_elsewhere=bool(steps - {step.pk}),
    )


def waiting_for(user: User, subject_kind: str = "") -> list[RoundStep]:
    """Open steps `user` may decide now, the longest waiting first."""
    permissions = Q()
    asked = RoundStep.objects.filter(status=StepStatus.OPEN)
    for permission in set(asked.values_list("permission", flat=True).distinct()):
        rounds = Round.objects.visible_to(user, Perm(permission))
        permissions |= Q(permission=permission, round__in=rounds)
    if not permissions:
        return []
    steps = (
        asked.filter(permissions)
        .exclude(round__author=user)
        .exclude(round__steps__votes__user=user)
        .select_related("round__org", "round__author")
        .order_by("opened_at", "id")
    )
    if subject_kind:
        steps = steps.filter(round__subject_kind=subject_kind)
    return [s for s in steps if not s.post_code or user.pk in _holders(s)]


def last_vote(round_: Round) -> Vote | None:
    """The decision given last in a round: what a late second voter is told."""
    return (
        Vote.objects.filter(step__round=round_)
        .select_related("user", "step")
        .order_by("-voted_at", "-id")
        .first()
    )
