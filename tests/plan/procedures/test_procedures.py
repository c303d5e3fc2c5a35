"""From a definition to a version in force: the services, with the cast."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from django.http import Http404
from django.utils import timezone

from eiso.base.errors import Conflict, InvalidTransition, NotPermitted, NotReady
from eiso.base.messages.models import Message
from eiso.base.trail.models import Event
from eiso.plan.documents.choices import Next, Status
from eiso.plan.documents.models import Revision
from eiso.plan.documents.services.moving import digest
from eiso.plan.procedures import edits
from eiso.plan.procedures.definition import to_json_bytes
from eiso.plan.procedures.models import EarlierState, OpenPoint, Procedure
from eiso.plan.procedures.rules import issuer_of, next_symbol
from eiso.plan.procedures.selectors import duties
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services import editing, procedures, releasing
from tests.plan.procedures.definitions import correction, days, seat_change
from tests.plan.procedures.story import approved, drafted, issued, saved


def shorter(key="4", limit="2"):
    definition = correction()
    steps = tuple(
        replace(step, limit=days(limit)) if step.key == key else step
        for step in definition.steps
    )
    return replace(definition, steps=steps)


def test_new_procedure_holds_the_very_bytes(agency_a, dung):
    revision = drafted(dung, agency_a)

    procedure = Procedure.objects.get()
    assert revision.content_bytes == to_json_bytes(correction())
    assert (procedure.symbol, procedure.national_code) == ("QT-ĐĐ-07", "1.012796")
    assert reads.definition_of(revision) == correction()
    assert Event.objects.filter(verb="procedures.procedure.created").count() == 1


def test_without_symbol_the_next_of_the_agency_is_taken(agency_a, dung):
    plain = replace(correction(), symbol="")
    first = drafted(dung, agency_a, replace(plain, national_code="1.1"))
    second = drafted(dung, agency_a, replace(plain, national_code="1.2"))

    assert [row.document.symbol for row in (first, second)] == ["QT-01", "QT-02"]
    assert reads.definition_of(second).symbol == "QT-02"


def test_same_national_code_is_the_next_draft(agency_a, crew):
    issued(drafted(crew[0], agency_a), *crew)

    nxt = drafted(crew[0], agency_a, replace(shorter(), symbol="KHÁC"))

    assert Procedure.objects.count() == 1
    assert (nxt.issue_no, nxt.revision_no) == (1, 1)
    assert reads.definition_of(nxt).symbol == "QT-ĐĐ-07"


def test_a_second_draft_waits_for_the_first(agency_a, dung):
    drafted(dung, agency_a)

    with pytest.raises(Conflict, match="dự thảo đang soạn"):
        drafted(dung, agency_a)


def test_a_symbol_of_another_procedure_is_refused(agency_a, dung):
    drafted(dung, agency_a)

    with pytest.raises(NotReady, match=r"đang thuộc thủ tục 1\.012796"):
        drafted(dung, agency_a, replace(correction(), national_code="9.9"))


def test_only_the_secretary_of_the_agency_drafts(agency_a, binh, chi, khanh):
    for user in (binh, chi, khanh):
        with pytest.raises(NotPermitted):
            drafted(user, agency_a)
    assert not Procedure.objects.exists()


def test_the_outsider_finds_nothing(agency_a, dung, khanh):
    revision = drafted(dung, agency_a)

    with pytest.raises(Http404):
        reads.get_procedure(khanh, revision.document.procedure.code)
    with pytest.raises(Http404):
        reads.get_revision(khanh, revision.code)


def test_blocking_problems_are_all_said_before_sending(agency_a, dung):
    broken = replace(shorter("4", "9"), title="")
    revision = drafted(dung, agency_a, replace(broken, title="Có tên"))
    saved(dung, revision, edits.add_after(broken, "8", "new"))

    with pytest.raises(NotReady) as refused:
        releasing.submit(by=dung, revision=revision)

    said = refused.value.message
    assert "chưa có tên" in said
    assert "vượt" in said
    assert "chưa có vị trí" in said
    revision.refresh_from_db()
    assert revision.status == Status.DRAFT


def test_open_points_block_until_settled(agency_a, dung):
    unclear = [procedures.Unclear("Bảng 2, dòng 6", "Ô “7 ngày” trùm 8 bước.")]
    revision = drafted(dung, agency_a, seat_change(), unclear=unclear)

    with pytest.raises(NotReady, match="trùm 8 bước"):
        releasing.submit(by=dung, revision=revision)
    point = OpenPoint.objects.get()
    with pytest.raises(NotReady, match="câu trả lời"):
        editing.settle_point(by=dung, point=point, answer=" ")
    editing.settle_point(by=dung, point=point, answer="Hạn chung của bước 6 đến 13")
    with pytest.raises(Conflict):
        editing.settle_point(by=dung, point=point, answer="Lần nữa")

    releasing.submit(by=dung, revision=revision)

    event = Event.objects.get(verb="procedures.point.settled")
    assert event.reason == "Hạn chung của bước 6 đến 13"


def test_points_are_settled_by_who_may_draft(agency_a, dung, binh, khanh):
    drafted(dung, agency_a, unclear=[procedures.Unclear("a", "b")])
    point = OpenPoint.objects.get()

    with pytest.raises(NotPermitted):
        editing.settle_point(by=binh, point=point, answer="x")
    with pytest.raises(Http404):
        reads.get_point(khanh, point.code)


def test_nothing_changed_is_not_sent(agency_a, crew):
    revision = issued(drafted(crew[0], agency_a), *crew)
    nxt = editing.open_next_draft(by=crew[0], procedure=revision.document.procedure)

    with pytest.raises(NotReady, match="không khác bản đang hiệu lực"):
        releasing.submit(by=crew[0], revision=nxt)


def test_reasons_stay_with_their_changes(agency_a, crew):
    dung = crew[0]
    revision = issued(drafted(dung, agency_a), *crew)
    nxt = editing.open_next_draft(by=dung, procedure=revision.document.procedure)
    saved(dung, nxt, shorter("4", "2"))
    [change] = reads.changes_of(nxt)
    assert (
        change.change.sentence
        == "Bước 4 “Thẩm định, dự thảo kết quả”: 2,5 → 2 ngày làm việc."
    )
    assert reads.readiness(nxt).without_reason == [change]

    saved(dung, nxt, shorter("4", "2"), reasons={change.key: "Bỏ một lần chuyển"})
    saved(dung, nxt, shorter("4", "1,5"))

    [change] = reads.changes_of(nxt)
    assert change.reason == "Bỏ một lần chuyển"
    assert reads.readiness(nxt).without_reason == []


def test_issued_bytes_never_move_while_the_next_is_written(agency_a, crew):
    dung = crew[0]
    live = issued(drafted(dung, agency_a), *crew)
    before = live.content_bytes
    nxt = editing.open_next_draft(
        by=dung, procedure=live.document.procedure, kind=Next.ISSUE
    )
    for limit in ("2", "1,5", "1"):
        saved(dung, nxt, shorter("4", limit))
    assert (nxt.issue_no, nxt.revision_no) == (2, 0)

    procedure = live.document.procedure
    assert reads.in_force(procedure) == live
    assert Revision.objects.get(pk=live.pk).content_bytes == before
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    issued(nxt, *crew, on=tomorrow, number="13/QĐ-UBND")
    assert reads.in_force(procedure) == live
    assert reads.in_force(procedure, tomorrow) == nxt
    assert Revision.objects.get(pk=live.pk).content_bytes == before


def test_number_comes_from_the_register_of_decisions(agency_a, crew):
    today = timezone.localdate()
    numbers = []
    for code in ("1.1", "1.2"):
        definition = replace(correction(), national_code=code, symbol=f"QT-{code}")
        revision = approved(drafted(crew[0], agency_a, definition), *crew)
        releasing.issue(by=crew[0], revision=revision, effective_on=today)
        numbers.append(revision.decision_number)

    assert numbers == ["01/QĐ-UBND", "02/QĐ-UBND"]
    assert revision.decision_on == today


def test_second_issuer_takes_no_number(agency_a, crew):
    revision = approved(drafted(crew[0], agency_a), *crew)
    mine, theirs = (Revision.objects.get(pk=revision.pk) for _ in range(2))
    today = timezone.localdate()
    releasing.issue(by=crew[0], revision=theirs, effective_on=today)

    with pytest.raises(Conflict, match="đã đổi bản này"):
        releasing.issue(by=crew[0], revision=mine, effective_on=today)

    other = replace(correction(), national_code="1.2", symbol="QT-2")
    nxt = approved(drafted(crew[0], agency_a, other), *crew)
    releasing.issue(by=crew[0], revision=nxt, effective_on=today)
    assert nxt.decision_number == "02/QĐ-UBND"


def test_register_facts_follow_the_issued_version(agency_a, crew):
    dung = crew[0]
    live = issued(drafted(dung, agency_a), *crew)
    procedure = live.document.procedure
    nxt = editing.open_next_draft(by=dung, procedure=procedure)
    saved(dung, nxt, replace(shorter(), field="Đất đai", title="Tên mới"))
    procedure.refresh_from_db()
    procedure.document.refresh_from_db()
    assert (procedure.field, procedure.title) == ("", correction().title)

    issued(nxt, *crew, on=timezone.localdate(), number="13/QĐ-UBND")

    procedure = Procedure.objects.get(pk=procedure.pk)
    assert (procedure.field, procedure.title) == ("Đất đai", "Tên mới")


def test_codes_are_free_until_the_first_issue(agency_a, crew):
    dung = crew[0]
    revision = drafted(dung, agency_a)
    saved(dung, revision, replace(correction(), symbol="QT-01", national_code="2.2"))
    procedure = Procedure.objects.get()
    assert (procedure.symbol, procedure.national_code) == ("QT-01", "2.2")

    issued(revision, *crew)
    nxt = editing.open_next_draft(by=dung, procedure=procedure)
    with pytest.raises(NotReady, match="giữ nguyên"):
        saved(dung, nxt, replace(correction(), symbol="QT-99", national_code="2.2"))


def test_taken_symbol_or_code_is_refused_at_its_field(agency_a, dung):
    drafted(dung, agency_a)
    other = replace(correction(), national_code="9.9", symbol="QT-9")
    revision = drafted(dung, agency_a, other)

    with pytest.raises(NotReady, match="đã có trong danh mục"):
        saved(dung, revision, replace(other, symbol="QT-ĐĐ-07"))
    revision.refresh_from_db()
    with pytest.raises(NotReady, match="đã có quy trình cho thủ tục"):
        saved(dung, revision, replace(other, national_code="1.012796"))


def test_undo_walks_back_and_stops(agency_a, dung):
    revision = drafted(dung, agency_a)
    saved(dung, revision, shorter("4", "2"))
    saved(dung, revision, shorter("4", "1"))

    editing.undo(by=dung, revision=revision, version=revision.version)
    assert reads.definition_of(revision) == shorter("4", "2")
    editing.undo(by=dung, revision=revision, version=revision.version)
    assert reads.definition_of(revision) == correction()
    with pytest.raises(NotReady, match="Không còn gì"):
        editing.undo(by=dung, revision=revision, version=revision.version)


def test_undo_of_a_stale_page_is_a_conflict(agency_a, dung):
    revision = drafted(dung, agency_a)
    saved(dung, revision, shorter())

    with pytest.raises(Conflict):
        editing.undo(by=dung, revision=revision, version=revision.version - 1)


def test_undo_depth_is_bounded(agency_a, dung, monkeypatch):
    monkeypatch.setattr(editing, "UNDO_DEPTH", 3)
    revision = drafted(dung, agency_a)
    for day in range(1, 7):
        saved(dung, revision, shorter("4", str(day)))

    assert EarlierState.objects.count() == 3


def test_those_whose_turn_it_is_are_told_once(agency_a, crew):
    dung, binh, chi = crew
    revision = drafted(dung, agency_a)
    releasing.submit(by=dung, revision=revision, note="Kính trình")
    told = Message.objects.order_by("pk")
    assert {m.user for m in told} == {binh, chi}
    assert told[0].link == f"/quy-trinh/ban/{revision.code}/soat-xet/"

    releasing.return_draft(
        by=binh, revision=revision, seen=digest(revision), reason="Thiếu bước"
    )

    last = told.last()
    assert (last.user, last.body) == (dung, "Thiếu bước")


def test_next_draft_needs_something_issued(agency_a, dung):
    revision = drafted(dung, agency_a)

    with pytest.raises(NotReady, match="chưa có bản ban hành"):
        editing.open_next_draft(by=dung, procedure=revision.document.procedure)


def test_withdrawn_and_discarded(agency_a, crew):
    dung = crew[0]
    live = issued(drafted(dung, agency_a), *crew)
    nxt = editing.open_next_draft(by=dung, procedure=live.document.procedure)
    releasing.withdraw_draft(by=dung, revision=nxt, reason="Thôi")
    assert nxt.status == Status.DISCARDED

    today = timezone.localdate()
    releasing.withdraw(by=dung, revision=live, from_=today, reason="QĐ 20")

    assert reads.in_force(live.document.procedure) is None
    with pytest.raises(InvalidTransition):
        releasing.withdraw_draft(by=dung, revision=live)


def test_exported_bytes_come_back_the_same(agency_a, agency_b, crew, khanh):
    live = issued(drafted(crew[0], agency_a, seat_change()), *crew)

    [copy] = procedures.import_definition(
        by=khanh,
        org=agency_b,
        definitions=[reads.definition_of(live)],
        source="tệp",
    )

    assert copy.content_bytes == live.content_bytes


@pytest.mark.parametrize(
    ("taken", "expected"),
    [((), "QT-01"), (("QT-01", "QT-09", "QT-X"), "QT-10"), (("QT-ĐĐ-07",), "QT-01")],
)
def test_next_symbol(taken, expected):
    assert next_symbol(taken) == expected


@pytest.mark.parametrize(
    ("kind", "name", "short", "expected"),
    [
        ("peoples_committee", "UBND phường Cẩm Thành", "", "UBND"),
        ("department", "Sở Dân tộc và Tôn giáo", "", "SDTTG"),
        ("department", "Sở Nội vụ", "SNV", "SNV"),
        ("department", "Sở Tư pháp tỉnh Quảng Ngãi", "Sở Tư pháp", "STP"),
        ("department", "Sở Nội vụ tỉnh Quảng Ngãi", "", "SNV"),
        ("department", "Sở Khoa học và Công nghệ", "Sở KH&CN", "SKHCN"),
    ],
)
def test_issuer_suggested(kind, name, short, expected):
    assert issuer_of(kind, name, short) == expected


def test_numbers_that_follow_their_place_are_no_change(agency_a, crew):
    live = issued(drafted(crew[0], agency_a), *crew)
    nxt = editing.open_next_draft(by=crew[0], procedure=live.document.procedure)

    saved(crew[0], nxt, edits.add_after(correction(), "2", "new"))

    assert [item.change.kind for item in reads.changes_of(nxt)] == ["step_added"]


def test_duties_follow_the_round(agency_a, crew, khanh):
    dung, binh, chi = crew

    def said(user):
        return [duty.verb for duty in duties.open_duties(user)]

    revision = drafted(dung, agency_a)
    releasing.submit(by=dung, revision=revision)
    assert (said(dung), said(binh), said(chi)) == ([], ["Soát xét"], ["Soát xét"])

    releasing.return_draft(
        by=binh, revision=revision, seen=digest(revision), reason="Thiếu bước"
    )
    assert (said(dung), said(binh)) == (["Sửa, gửi lại"], [])

    approved(revision, *crew)
    assert (said(dung), said(binh), said(chi)) == (["Ban hành"], [], [])
    assert said(khanh) == []
    assert duties.count(dung) == 1


def test_points_are_settled_in_the_draft_only(agency_a, crew):
    revision = drafted(crew[0], agency_a, unclear=[procedures.Unclear("a", "b")])
    point = OpenPoint.objects.get()
    releasing.withdraw_draft(by=crew[0], revision=revision)

    with pytest.raises(InvalidTransition, match="còn là dự thảo"):
        editing.settle_point(by=crew[0], point=point, answer="x")


def test_taken_back_to_be_written_on(agency_a, crew):
    revision = drafted(crew[0], agency_a)
    releasing.submit(by=crew[0], revision=revision)

    releasing.take_back(by=crew[0], revision=revision, reason="Quên một bước")

    assert revision.status == Status.DRAFT
    saved(crew[0], revision, shorter())


def test_random_edits_undo_to_where_they_began(agency_a, dung):
    rng = random.Random(7)  # noqa: S311 - a plan of edits, no secret
    revision = drafted(dung, agency_a, seat_change())
    acts = [edits.add_after, edits.add_branch, edits.remove]
    count = 0
    for _ in range(25):
        definition = reads.definition_of(revision)
        key = rng.choice(definition.steps).key
        before = revision.version
        saved(dung, revision, rng.choice(acts)(definition, key))
        count += revision.version != before
        keys = [step.key for step in reads.definition_of(revision).steps]
        assert len(keys) == len(set(keys))

    for _ in range(count):
        editing.undo(by=dung, revision=revision, version=revision.version)

    assert reads.definition_of(revision) == seat_change()
    assert revision.content_bytes == to_json_bytes(seat_change())
