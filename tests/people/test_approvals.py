"""Rounds: who may decide, what a vote does, who comes second, what is written down."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import IntegrityError, transaction

from eiso.base.errors import Conflict, InvalidTransition, NotPermitted, NotReady
from eiso.base.trail.models import Event
from eiso.people.access.roles import Perm
from eiso.people.approvals import selectors, services
from eiso.people.approvals.choices import Outcome, RoundStatus, StepStatus
from eiso.people.approvals.models import Round, RoundStep, Vote
from eiso.people.approvals.rules import (
    ROUND_MOVES,
    STEP_MOVES,
    RouteStep,
    route_faults,
    voter_fault,
)
from tests.cast import make_user
from tests.samples import make_appointment, make_post, make_unit

REVIEW = RouteStep("review", "Soát xét", Perm.REVIEW_PROCEDURE)
APPROVE = RouteStep("approve", "Phê duyệt", Perm.APPROVE_PROCEDURE)
TWO = RouteStep("review", "Soát xét", Perm.REVIEW_PROCEDURE, quorum=2)


def sent(org, by, *steps, code="s1", digest="d1"):
    subject = services.Subject(org, "test.thing", code, "Một thứ", digest, by)
    return services.open_round(by=by, subject=subject, steps=steps or (REVIEW, APPROVE))


def agree(by, round_, digest="d1", note=""):
    step = selectors.open_step(round_)
    return services.agree(by=by, round_=round_, step=step, digest=digest, note=note)


def test_round_runs_review_then_approval(agency_a, dung, binh, chi):
    round_ = sent(agency_a, dung)

    assert agree(binh, round_).status == RoundStatus.OPEN
    assert selectors.open_step(round_).key == "approve"
    assert agree(chi, round_).status == RoundStatus.AGREED

    assert [v.user for v in Vote.objects.all()] == [binh, chi]
    assert round_.closed_at is not None


def test_each_act_is_recorded(agency_a, dung, binh, chi):
    round_ = sent(agency_a, dung)
    agree(binh, round_, note="Đúng")
    step = selectors.open_step(round_)
    services.send_back(by=chi, round_=round_, step=step, digest="d1", reason="Sai hạn")

    events = list(Event.objects.filter(target_code=round_.code).order_by("id"))

    assert [e.verb for e in events] == [
        "approvals.round.opened",
        "approvals.vote.agreed",
        "approvals.vote.returned",
    ]
    assert [e.actor for e in events] == ["dung", "binh", "chi"]
    assert events[2].reason == "Sai hạn"
    assert {e.scope for e in events} == {agency_a.path}


def test_delegation_is_written_beside_the_vote(agency_a, dung, binh):
    round_ = sent(agency_a, dung)
    binh.acting_as = "Phó Chủ tịch, thay Chủ tịch"

    agree(binh, round_)

    assert Vote.objects.get().on_behalf_of == "Phó Chủ tịch, thay Chủ tịch"


def test_return_needs_a_sentence(agency_a, dung, binh):
    round_ = sent(agency_a, dung)
    step = selectors.open_step(round_)

    with pytest.raises(NotReady, match="Ghi ít nhất một câu"):
        services.send_back(by=binh, round_=round_, step=step, digest="d1", reason="  ")

    assert not Vote.objects.exists()


def test_author_may_not_decide(agency_a, chi):
    round_ = sent(agency_a, chi)

    with pytest.raises(NotPermitted, match="người soạn"):
        agree(chi, round_)


def test_without_the_right_or_from_elsewhere_it_is_refused(agency_a, dung, an, khanh):
    round_ = sent(agency_a, dung)

    for stranger in (an, khanh):
        with pytest.raises(NotPermitted):
            agree(stranger, round_)
    assert not Round.objects.visible_to(khanh).exists()
    assert not Vote.objects.exists()


def test_one_person_signs_once_a_round(agency_a, dung, chi):
    round_ = sent(agency_a, dung)
    agree(chi, round_)

    with pytest.raises(NotPermitted, match="bước trước"):
        agree(chi, round_)


def test_quorum_of_two_waits_for_the_second(agency_a, dung, binh, chi):
    round_ = sent(agency_a, dung, TWO)

    assert agree(binh, round_).status == RoundStatus.OPEN
    with pytest.raises(InvalidTransition, match="đã quyết"):
        agree(binh, round_)
    assert agree(chi, round_).status == RoundStatus.AGREED


def test_second_of_two_sees_what_the_first_did(agency_a, dung, binh, chi):
    round_ = sent(agency_a, dung, REVIEW)
    step_binh_sees = selectors.open_step(round_)
    agree(chi, round_)

    with pytest.raises(Conflict, match="Lê Thị Chi đã đồng ý ở bước “Soát xét”"):
        services.agree(by=binh, round_=round_, step=step_binh_sees, digest="d1")
    with pytest.raises(Conflict, match="Lê Thị Chi đã đồng ý"):
        services.send_back(
            by=binh, round_=round_, step=step_binh_sees, digest="d1", reason="Không"
        )

    assert Vote.objects.count() == 1


def test_vote_on_other_content_is_refused(agency_a, dung, binh):
    round_ = sent(agency_a, dung)

    with pytest.raises(Conflict, match="đã đổi"):
        agree(binh, round_, digest="d2")


def test_restart_ends_old_votes_and_keeps_steps(agency_a, dung, binh):
    round_ = sent(agency_a, dung)
    agree(binh, round_)

    again = services.restart_round(by=dung, round_=round_, digest="d2")

    round_.refresh_from_db()
    assert round_.status == RoundStatus.RESTARTED
    assert again.number == 2
    assert [s.key for s in again.steps.all()] == ["review", "approve"]
    assert selectors.open_step(again).key == "review"
    assert agree(binh, again, digest="d2").status == RoundStatus.OPEN


def test_changed_route_does_not_move_a_running_round(agency_a, quan, dung, binh, chi):
    services.set_route(
        by=quan, org=agency_a, subject_kind="test.thing", steps=[REVIEW, APPROVE]
    )
    round_ = sent(agency_a, dung, *services.route_for(agency_a, "test.thing", [REVIEW]))

    services.set_route(by=quan, org=agency_a, subject_kind="test.thing", steps=[TWO])

    assert [s.key for s in round_.steps.all()] == ["review", "approve"]
    assert services.route_for(agency_a, "test.thing", [REVIEW]) == [TWO]
    with pytest.raises(NotPermitted):
        services.set_route(
            by=dung, org=agency_a, subject_kind="test.thing", steps=[TWO]
        )


def test_only_one_round_runs_on_a_subject(agency_a, dung):
    sent(agency_a, dung)

    with pytest.raises(Conflict, match="lượt khác"):
        sent(agency_a, dung)


def test_sender_recalls_and_nobody_else(agency_a, dung, binh):
    round_ = sent(agency_a, dung)
    with pytest.raises(NotPermitted):
        services.recall_round(by=binh, round_=round_)

    services.recall_round(by=dung, round_=round_)

    assert round_.status == RoundStatus.RECALLED
    with pytest.raises(Conflict):
        services.recall_round(by=dung, round_=round_)


def test_candidates_and_inbox_agree(agency_a, dung, binh, chi, an, khanh):
    round_ = sent(agency_a, dung)
    step = selectors.open_step(round_)

    assert selectors.candidates(step) == [binh, chi]
    for user in (dung, binh, chi, an, khanh):
        waits = selectors.waiting_for(user) == [step]
        assert waits == (user in selectors.candidates(step))
        assert waits == (selectors.why_not(user, step) == "")

    agree(binh, round_)
    assert selectors.waiting_for(binh) == []
    assert [s.key for s in selectors.waiting_for(chi)] == ["approve"]


def test_somebody_from_above_is_a_candidate(province, agency_a, dung):
    above = make_user("lanh-dao-tinh", "Lãnh đạo tỉnh", "leader", province)

    assert above in selectors.candidates(selectors.open_step(sent(agency_a, dung)))


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (RouteStep("a", "", Perm.READ), "chưa có tên"),
        (RouteStep("a", "A", "no_such_right"), "không có quyền"),
        (RouteStep("a", "A", Perm.READ, quorum=0), "từ 1 đến"),
        (RouteStep("a", "A", Perm.READ, quorum=21), "từ 1 đến"),
    ],
)
def test_route_faults_name_the_step(step, says):
    assert says in " ".join(route_faults([step]))


def test_route_needs_steps_with_own_keys():
    assert route_faults([])
    assert "cùng mã" in " ".join(route_faults([REVIEW, REVIEW]))
    assert route_faults([REVIEW, APPROVE]) == []


def test_every_combination_of_a_voter_has_one_answer():
    for author, candidate, voted, elsewhere in product([True, False], repeat=4):
        fault = voter_fault(
            is_author=author,
            is_candidate=candidate,
            has_voted=voted,
            voted_elsewhere=elsewhere,
        )
        may = candidate and not (author or voted or elsewhere)
        assert (fault == "") == may


@pytest.mark.parametrize("from_", RoundStatus.values)
@pytest.mark.parametrize("to", RoundStatus.values)
def test_round_states_end_once(from_, to):
    assert (to in ROUND_MOVES[from_]) == (from_ == "open" and to != "open")


def test_step_table_covers_every_state():
    assert set(STEP_MOVES) == set(StepStatus.values)


def test_database_refuses_a_return_without_reason(agency_a, dung, binh):
    step = selectors.open_step(sent(agency_a, dung))

    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(
            step=step, user=binh, outcome=Outcome.RETURN, voted_at=step.opened_at
        )


def test_database_keeps_one_open_step(agency_a, dung):
    round_ = sent(agency_a, dung)

    with pytest.raises(IntegrityError), transaction.atomic():
        RoundStep.objects.filter(round=round_).update(status=StepStatus.OPEN)


def test_step_of_a_post_is_for_who_answers_for_it(agency_a, dung, binh, chi):
    post = make_post(make_unit(agency_a), "Trưởng phòng", role="head_of_unit")
    make_appointment(post, binh)
    named = RouteStep("review", "Soát xét", Perm.REVIEW_PROCEDURE, post_code=post.code)

    round_ = sent(agency_a, dung, named)

    step = selectors.open_step(round_)
    assert selectors.candidates(step) == [binh]
    assert selectors.waiting_for(chi) == []
    assert selectors.waiting_for(binh) == [step]
    with pytest.raises(NotPermitted, match="vị trí của bạn"):
        agree(chi, round_)
    assert agree(binh, round_).status == RoundStatus.AGREED


def test_a_faulty_route_starts_nothing(agency_a, quan, dung):
    with pytest.raises(NotReady, match="chưa có bước nào"):
        services.set_route(by=quan, org=agency_a, subject_kind="test.thing", steps=[])
    subject = services.Subject(agency_a, "test.thing", "s1", "Một thứ", "d1", dung)
    with pytest.raises(NotReady, match="chưa có bước nào"):
        services.open_round(by=dung, subject=subject, steps=[])
    assert not Round.objects.exists()


def test_a_step_is_decided_in_its_turn_and_round(agency_a, dung, binh, chi):
    one = sent(agency_a, dung)
    other = sent(agency_a, dung, code="s2")
    approval = one.steps.get(key="approve")

    with pytest.raises(InvalidTransition, match="chưa đến lượt"):
        services.agree(by=chi, round_=one, step=approval, digest="d1")
    with pytest.raises(NotReady, match="không thuộc lượt"):
        services.agree(by=chi, round_=other, step=approval, digest="d1")


def test_a_step_that_closed_under_the_voter_is_a_conflict(agency_a, dung, binh, chi):
    """The first step is agreed, the second open: the round runs, this step does not."""
    round_ = sent(agency_a, dung)
    review = selectors.open_step(round_)
    agree(binh, round_)

    with pytest.raises(Conflict, match="Trần Văn Bình đã đồng ý"):
        services.agree(by=chi, round_=round_, step=review, digest="d1")


@pytest.mark.parametrize("act", ["agree", "send_back"])
def test_losing_the_race_after_the_checks_is_a_conflict(
    agency_a, dung, binh, monkeypatch, act
):
    round_ = sent(agency_a, dung)
    step = selectors.open_step(round_)
    monkeypatch.setattr(services, "_check_vote", lambda *args: None)
    RoundStep.objects.filter(pk=step.pk).update(status=StepStatus.AGREED)
    more = {"reason": "Sai"} if act == "send_back" else {}

    with pytest.raises(Conflict, match="vừa đóng"):
        getattr(services, act)(by=binh, round_=round_, step=step, digest="d1", **more)

    assert not Vote.objects.exists()
