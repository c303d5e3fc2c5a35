"""The life of a revision: every pair of states, numbers, dates, who is first."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest
from django.db import DatabaseError, connections, transaction
from django.http import Http404
from django.utils import timezone

from eiso.base.errors import Conflict, InvalidTransition, NotPermitted, NotReady
from eiso.base.trail.models import Event
from eiso.base.trail.verify import Report, no_progress
from eiso.people.approvals import selectors as rounds
from eiso.plan.documents import frozen, rules, selectors
from eiso.plan.documents.checking import check_documents
from eiso.plan.documents.choices import DocumentKind, Next, Status
from eiso.plan.documents.models import Document, Revision
from eiso.plan.documents.rules import Decision
from eiso.plan.documents.services import drafts, issuing
from eiso.plan.documents.services import rounds as acts
from eiso.plan.documents.services.drafts import Draft
from eiso.plan.documents.services.moving import SUBJECT, digest, move
from tests.trail_flush import drop_frozen

ONE = Draft("một\n".encode(), "Tài liệu một")
TWO = Draft(b"hai\n", "Tài liệu hai")
SIGNED = dt.date(2026, 1, 5)


@pytest.fixture
def document(agency_a, dung):
    return drafts.create_document(
        by=dung,
        org=agency_a,
        kind=DocumentKind.PROCEDURE,
        symbol="QT-01",
        title="Tài liệu một",
    )


def draft_of(document, by, draft=ONE, kind=Next.REVISION):
    return drafts.open_draft(by=by, document=document, draft=draft, kind=kind)


def decision(effective=SIGNED, signed=SIGNED, number="12/QĐ-UBND", given=True):
    return Decision(number, signed, effective, given)


def approved(revision, dung, binh, chi):
    acts.submit(by=dung, revision=revision)
    acts.agree(by=binh, revision=revision, seen=digest(revision))
    acts.agree(by=chi, revision=revision, seen=digest(revision))
    revision.refresh_from_db()
    return revision


def issued(document, cast, draft=ONE, kind=Next.REVISION, on=SIGNED):
    revision = approved(draft_of(document, cast[0], draft, kind), *cast)
    return issuing.issue(by=cast[0], revision=revision, decision=decision(on))


@pytest.fixture
def cast(dung, binh, chi):
    return dung, binh, chi


ALLOWED = {
    ("draft", "in_review"),
    ("draft", "discarded"),
    ("in_review", "draft"),
    ("in_review", "approved"),
    ("approved", "draft"),
    ("approved", "issued"),
    ("issued", "superseded"),
    ("issued", "withdrawn"),
}


@pytest.mark.parametrize(("from_", "to"), list(product(Status.values, repeat=2)))
def test_every_pair_of_states(from_, to):
    assert rules.may_move(from_, to) == ((from_, to) in ALLOWED)
    assert (rules.move_fault(from_, to) == "") == ((from_, to) in ALLOWED)


@pytest.mark.parametrize("status", Status.values)
def test_content_is_edited_only_before_approval(status):
    assert (rules.edit_fault(status) == "") == (status in {"draft", "in_review"})


def test_whole_life_with_its_trail(document, cast):
    revision = issued(document, cast)

    assert revision.status == Status.ISSUED
    assert (revision.issue_no, revision.revision_no) == (1, 0)
    verbs = Event.objects.filter(target_code=revision.code).order_by("id")
    assert [event.verb for event in verbs] == [
        "documents.revision.drafted",
        "documents.revision.submitted",
        "documents.revision.approved",
        "documents.revision.issued",
    ]


def test_numbers_of_issues_and_revisions(document, cast):
    days = [SIGNED + dt.timedelta(days=10 * n) for n in range(5)]
    kinds = [Next.REVISION, Next.REVISION, Next.REVISION, Next.ISSUE, Next.REVISION]

    made = [
        issued(document, cast, Draft(f"{n}".encode(), "T"), kind, days[n])
        for n, kind in enumerate(kinds)
    ]

    numbers = [(row.issue_no, row.revision_no) for row in made]
    assert numbers == [(1, 0), (1, 1), (1, 2), (2, 0), (2, 1)]


def test_discarded_number_is_used_again(document, cast):
    issued(document, cast)
    first = draft_of(document, cast[0], TWO)
    drafts.discard_draft(by=cast[0], revision=first, reason="Không cần nữa")

    again = draft_of(document, cast[0], TWO)

    assert first.status == Status.DISCARDED
    assert (again.issue_no, again.revision_no) == (1, 1)


def test_issued_stays_live_and_identical_while_the_next_is_drafted(document, cast):
    live = issued(document, cast)
    before = Revision.objects.filter(pk=live.pk).values().get()

    nxt = draft_of(document, cast[0], TWO)
    drafts.save_draft(
        by=cast[0], revision=nxt, draft=Draft(b"ba", "Ba"), version=nxt.version
    )
    approved(nxt, *cast)

    after = Revision.objects.filter(pk=live.pk).values().get()
    assert {k: bytes(v) if k == "content" else v for k, v in after.items()} == {
        k: bytes(v) if k == "content" else v for k, v in before.items()
    }
    assert selectors.in_force(document, timezone.localdate()) == live


def test_future_effect_switches_on_its_day(document, cast):
    old = issued(document, cast)
    day = timezone.localdate() + dt.timedelta(days=10)

    new = issued(document, cast, TWO, on=day)

    old.refresh_from_db()
    assert old.status == Status.SUPERSEDED
    assert old.in_force_to == day - dt.timedelta(days=1)
    assert selectors.in_force(document, day - dt.timedelta(days=1)) == old
    assert selectors.in_force(document, timezone.localdate()) == old
    assert selectors.in_force(document, day) == new
    assert selectors.in_force(document, SIGNED - dt.timedelta(days=1)) is None
    assert old.content_bytes == ONE.content


def test_second_issuer_is_told_who_was_first(document, cast):
    dung, _binh, _chi = cast
    revision = approved(draft_of(document, dung), *cast)
    mine, theirs = (Revision.objects.get(pk=revision.pk) for _ in range(2))
    issuing.issue(by=dung, revision=theirs, decision=decision())

    with pytest.raises(Conflict, match="Phạm Tiến Dũng đã đổi bản này"):
        issuing.issue(by=dung, revision=mine, decision=decision(number="13/QĐ"))

    revision.refresh_from_db()
    assert revision.decision_number == "12/QĐ-UBND"
    assert Event.objects.filter(verb="documents.revision.issued").count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": " "}, "decision_number"),
        (
            {"signed": dt.date(2099, 1, 1), "effective": dt.date(2099, 1, 1)},
            "decision_on",
        ),
        ({"effective": SIGNED - dt.timedelta(days=1)}, "effective_on"),
        ({"given": False}, "effective_on"),
    ],
)
def test_wrong_decision_is_refused_at_its_field(document, cast, given, field):
    revision = approved(draft_of(document, cast[0]), *cast)

    with pytest.raises(NotReady) as refused:
        issuing.issue(by=cast[0], revision=revision, decision=decision(**given))

    assert field in refused.value.fields
    revision.refresh_from_db()
    assert revision.status == Status.APPROVED


def test_successor_must_start_after_the_one_before(document, cast):
    issued(document, cast)

    with pytest.raises(NotReady, match="ngày sau đó"):
        issued(document, cast, TWO, on=SIGNED)


def test_draft_is_not_issued(document, cast):
    with pytest.raises(InvalidTransition, match="là dự thảo"):
        issuing.issue(
            by=cast[0], revision=draft_of(document, cast[0]), decision=decision()
        )


def test_issuing_asks_for_its_right(document, cast):
    revision = approved(draft_of(document, cast[0]), *cast)

    for user in cast[1:]:
        with pytest.raises(NotPermitted):
            issuing.issue(by=user, revision=revision, decision=decision())


def test_outsider_sees_and_drafts_nothing(document, khanh, dung):
    revision = draft_of(document, dung)

    assert not Document.objects.visible_to(khanh).exists()
    with pytest.raises(Http404):
        selectors.get_revision(khanh, revision.code)
    with pytest.raises(NotPermitted):
        draft_of(document, khanh)


def test_symbol_is_unique_in_its_agency_only(document, agency_a, agency_b, dung, khanh):
    with pytest.raises(NotReady, match="đã có trong danh mục"):
        drafts.create_document(
            by=dung, org=agency_a, kind="procedure", symbol="QT-01", title="Khác"
        )

    drafts.create_document(
        by=khanh, org=agency_b, kind="procedure", symbol="QT-01", title="Khác"
    )


def test_one_draft_at_a_time(document, dung):
    draft_of(document, dung)

    with pytest.raises(Conflict, match="dự thảo đang soạn"):
        draft_of(document, dung)


def test_two_editors_do_not_overwrite(document, dung):
    revision = draft_of(document, dung)
    mine, theirs = (Revision.objects.get(pk=revision.pk) for _ in range(2))
    drafts.save_draft(by=dung, revision=theirs, draft=TWO, version=theirs.version)

    with pytest.raises(Conflict, match="chưa được ghi"):
        drafts.save_draft(by=dung, revision=mine, draft=ONE, version=mine.version)
    fresh = Revision.objects.get(pk=revision.pk)
    with pytest.raises(Conflict):
        drafts.save_draft(by=dung, revision=fresh, draft=ONE, version=mine.version)

    assert Revision.objects.get(pk=revision.pk).content_bytes == TWO.content


def test_saving_the_same_records_nothing(document, dung):
    revision = draft_of(document, dung)
    count = Event.objects.count()

    drafts.save_draft(by=dung, revision=revision, draft=ONE, version=revision.version)

    assert Event.objects.count() == count


def test_edit_in_review_restarts_the_round(document, cast):
    dung, binh, _chi = cast
    revision = draft_of(document, dung)
    acts.submit(by=dung, revision=revision)
    seen = digest(revision)
    acts.agree(by=binh, revision=revision, seen=seen)

    drafts.save_draft(by=dung, revision=revision, draft=TWO, version=revision.version)

    running = rounds.open_round(SUBJECT, revision.code)
    assert running.number == 2
    assert rounds.open_step(running).key == "review"
    with pytest.raises(Conflict, match="đã đổi"):
        acts.agree(by=binh, revision=revision, seen=seen)


def test_returned_with_a_sentence_is_a_draft_again(document, cast):
    dung, binh, _ = cast
    revision = draft_of(document, dung)
    acts.submit(by=dung, revision=revision)

    acts.send_back(
        by=binh, revision=revision, seen=digest(revision), reason="Thiếu bước"
    )

    assert revision.status == Status.DRAFT
    event = Event.objects.get(verb="documents.revision.returned")
    assert event.reason == "Thiếu bước"


def test_second_approver_learns_of_the_first(document, cast):
    dung, binh, chi = cast
    revision = draft_of(document, dung)
    acts.submit(by=dung, revision=revision)
    seen = digest(revision)
    acts.send_back(by=chi, revision=revision, seen=seen, reason="Sai hạn")

    with pytest.raises(Conflict, match="Lê Thị Chi đã trả lại người soạn"):
        acts.agree(by=binh, revision=revision, seen=seen)


def test_taken_back_from_review_and_from_approval(document, cast):
    dung = cast[0]
    revision = draft_of(document, dung)
    acts.submit(by=dung, revision=revision)
    acts.take_back(by=dung, revision=revision)
    assert rounds.open_round(SUBJECT, revision.code) is None

    approved(revision, *cast)
    acts.take_back(by=dung, revision=revision, reason="Sửa lỗi chính tả")

    assert revision.status == Status.DRAFT


def test_withdrawn_ends_on_the_eve(document, cast):
    revision = issued(document, cast)
    today = timezone.localdate()

    issuing.withdraw(by=cast[0], revision=revision, from_=today, reason="QĐ 20 bãi bỏ")

    assert selectors.in_force(document, today) is None
    assert selectors.in_force(document, today - dt.timedelta(days=1)) == revision
    with pytest.raises(InvalidTransition):
        issuing.withdraw(by=cast[0], revision=revision, from_=today, reason="Nữa")


def test_withdrawing_needs_reason_day_and_right(document, cast):
    revision = issued(document, cast)
    today = timezone.localdate()
    with pytest.raises(NotReady, match="lý do"):
        issuing.withdraw(by=cast[0], revision=revision, from_=today, reason=" ")
    with pytest.raises(NotReady, match="đã qua"):
        issuing.withdraw(
            by=cast[0], revision=revision, from_=today - dt.timedelta(1), reason="x"
        )
    with pytest.raises(NotPermitted):
        issuing.withdraw(by=cast[1], revision=revision, from_=today, reason="x")


@pytest.mark.parametrize(
    "change",
    [
        {"content": b"khac"},
        {"sha256": "0" * 64},
        {"title": "khac"},
        {"status": "draft"},
        {"decision_number": "99"},
        {"effective_on": dt.date(2026, 2, 2)},
        {"issue_no": 9},
        {"reasons": {"a": "b"}},
    ],
)
def test_database_refuses_to_change_what_was_issued(document, cast, change):
    revision = issued(document, cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(**change)

    assert Revision.objects.get(pk=revision.pk).content_bytes == ONE.content


def test_database_refuses_to_delete_or_revive(document, cast):
    old = issued(document, cast)
    new = issued(document, cast, TWO, on=SIGNED + dt.timedelta(days=3))

    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.filter(pk=old.pk).delete()
    move(new, Status.WITHDRAWN, in_force_to=SIGNED + dt.timedelta(days=9))
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.filter(pk=old.pk).update(status="issued", in_force_to=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.filter(pk=old.pk).update(in_force_to=dt.date(2030, 1, 1))


def test_database_keeps_one_live_revision(document, cast):
    live = issued(document, cast)
    nxt = approved(draft_of(document, cast[0], TWO), *cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        Revision.objects.filter(pk=nxt.pk).update(
            status="issued",
            issued_at=live.issued_at,
            issued_by=live.issued_by,
            decision_number="1",
            decision_on=SIGNED,
            effective_on=SIGNED,
        )


@pytest.mark.django_db
def test_triggers_are_there_and_can_be_made_again():
    assert frozen.is_installed()
    frozen.install()
    assert frozen.is_installed()


def test_verify_finds_a_changed_content(document, cast):
    revision = issued(document, cast)
    assert list(check_documents(Report(), no_progress)) == []
    drop_frozen()
    Revision.objects.filter(pk=revision.pk).update(content=b"khac")

    found = list(check_documents(Report(), no_progress))

    assert [problem.what for problem in found] == [
        "documents.frozen",
        "documents.content",
    ]
    assert found[1].where == revision.code
    frozen.install()


@pytest.mark.django_db(transaction=True)
def test_eight_issuers_at_once_give_one_winner(document, cast):
    revision = approved(draft_of(document, cast[0]), *cast)
    taken = Decision("", timezone.localdate(), timezone.localdate(), False, "UBND")
    gate = threading.Barrier(8)

    def press(_: int) -> str:
        try:
            mine = Revision.objects.get(pk=revision.pk)
            gate.wait()
            issuing.issue(by=cast[0], revision=mine, decision=taken)
        except (Conflict, InvalidTransition) as refused:
            return refused.message
        finally:
            connections.close_all()
        return "issued"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, range(8)))

    assert answers.count("issued") == 1
    assert all("đã đổi bản này" in said for said in answers if said != "issued")
    revision.refresh_from_db()
    assert revision.decision_number == "01/QĐ-UBND"


@pytest.mark.django_db(transaction=True)
def test_two_deciders_at_once_give_one_vote(document, cast):
    dung, binh, chi = cast
    revision = draft_of(document, dung)
    acts.submit(by=dung, revision=revision)
    seen = digest(revision)
    gate = threading.Barrier(2)

    def agree(who) -> str:
        try:
            mine = Revision.objects.get(pk=revision.pk)
            gate.wait()
            acts.agree(by=who, revision=mine, seen=seen)
        except (Conflict, InvalidTransition, NotPermitted) as refused:
            return refused.message
        finally:
            connections.close_all()
        return "agreed"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(agree, [binh, chi]))

    # Chi may also find the first step agreed and so agree to the second.
    assert answers.count("agreed") in {1, 2}
    steps = rounds.rounds_of(SUBJECT, revision.code)[0].steps.all()
    assert all(step.agreed <= step.quorum for step in steps)
