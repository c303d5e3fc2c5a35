"""Bringing a decision in: kept file, points decided, drafts with what stayed open."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.http import Http404

from eiso.base.clock.limits import LimitNotUnderstood
from eiso.base.errors import (
    Conflict,
    InvalidTransition,
    NotPermitted,
    NotReady,
    RefusedFile,
)
from eiso.base.files import services as files
from eiso.base.files.models import StoredFile
from eiso.base.trail.models import Event as TrailEvent
from eiso.people.orgs.models import Post, Unit
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.definition import to_json_bytes, to_yaml_bytes
from eiso.plan.procedures.models import (
    ImportedFile,
    ImportedProcedure,
    ImportPoint,
    OpenPoint,
)
from eiso.plan.procedures.selectors import imports as reads
from eiso.plan.procedures.selectors.procedures import definition_of
from eiso.plan.procedures.services import import_answers as answers
from eiso.plan.procedures.services import imports as services
from tests.plan.procedures import process_decisions as told
from tests.plan.procedures.process_files import word

pytestmark = pytest.mark.django_db
WORD = word(*told.LIST_AND_STEPS)


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.EISO_HOME = tmp_path


@pytest.fixture
def imported(dung, agency_a) -> ImportedFile:
    return services.start_import(by=dung, org=agency_a, data=WORD, name="qd-12.docx")


def point(imported: ImportedFile, kind: str) -> ImportPoint:
    return ImportPoint.objects.filter(file=imported, kind=kind).first()


def test_the_file_is_kept_as_it_is_and_the_points_are_listed(imported):
    assert files.read(imported.file) == WORD
    assert (imported.procedures, imported.steps) == (2, 9)
    kinds = [one.kind for one in reads.points_of(imported)]
    assert kinds.count("shared") == 1
    assert kinds.count("post") == 4
    event = TrailEvent.objects.get(verb="procedures.import.started")
    assert json.loads(event.data)["sha256"] == imported.file.sha256


def test_posts_of_the_agency_are_known(dung, agency_a):
    unit = Unit.objects.create(
        org=agency_a, name="Phòng Hạ tầng", valid_from=dt.date(2025, 7, 1)
    )
    Post.objects.create(
        unit=unit, title="trưởng phòng hạ tầng", valid_from=dt.date(2025, 7, 1)
    )
    imported = services.start_import(by=dung, org=agency_a, data=WORD, name="a.docx")
    titles = {one.text for one in reads.points_of(imported) if one.kind == "post"}
    assert titles == {"Công chức Một cửa", "Chuyên viên", "Chủ tịch UBND"}


def test_a_refused_file_leaves_nothing(dung, agency_a):
    with pytest.raises(RefusedFile):
        services.start_import(by=dung, org=agency_a, data=WORD, name="a.docm")
    assert not StoredFile.objects.exists()
    assert not ImportedFile.objects.exists()


@pytest.mark.parametrize("who", ["an", "chi", "khanh"])
def test_only_who_may_draft_there_imports(request, agency_a, who):
    by = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        services.start_import(by=by, org=agency_a, data=WORD, name="a.docx")


def test_the_outsider_sees_neither_file_nor_point(khanh, imported):
    with pytest.raises(Http404):
        reads.get_import(khanh, imported.code)
    with pytest.raises(Http404):
        reads.get_point(khanh, point(imported, "shared").code)


def test_drafts_carry_what_nobody_decided(dung, imported):
    outcome = services.create_drafts(by=dung, imported=imported)
    first, second = map(definition_of, outcome.revisions)
    assert first.national_code == "1.900001"
    assert [step.covered_by for step in first.steps] == ["", "", "", "", "b04", ""]
    assert second.channels[0].limit is not None
    waiting = list(OpenPoint.objects.filter(revision=outcome.revisions[0]))
    assert "ô gộp" in waiting[0].sentence
    assert "Chức danh chưa có trong cơ cấu" in waiting[-1].sentence
    assert imported.status == "drafted"
    assert TrailEvent.objects.filter(verb="procedures.import.drafted").exists()
    results = ImportedProcedure.objects.filter(file=imported)
    assert [one.revision for one in results] == outcome.revisions


@pytest.mark.parametrize(
    ("answer", "value", "covered", "values"),
    [
        ("all", "", "b04", (1, None)),
        ("first", "", "", (1, None)),
        ("split", "0,5 ngày làm việc\n04 giờ", "", (0.5, 4)),
    ],
)
def test_a_shared_limit_is_decided_three_ways(
    dung, imported, answer, value, covered, values
):
    answers.answer_point(
        by=dung, point=point(imported, "shared"), answer=answer, value=value
    )
    outcome = services.create_drafts(by=dung, imported=imported)
    steps = definition_of(outcome.revisions[0]).steps
    assert steps[4].covered_by == covered
    found = [step.limit.value if step.limit else None for step in steps[3:5]]
    assert tuple(None if one is None else float(one) for one in found) == tuple(
        None if one is None else float(one) for one in values
    )
    sentences = OpenPoint.objects.filter(revision=outcome.revisions[0])
    assert not any("ô gộp" in one.sentence for one in sentences)


def test_an_answer_is_recorded_and_may_be_changed(dung, imported):
    shared = point(imported, "shared")
    answers.answer_point(by=dung, point=shared, answer="all")
    answers.answer_point(by=dung, point=shared, answer="first")
    events = TrailEvent.objects.filter(verb="procedures.import.answered")
    assert [json.loads(event.data)["answer"] for event in events.order_by("pk")] == [
        "all",
        "first",
    ]
    assert shared.answered_by == dung


def test_two_people_answering_at_once_have_one_winner(dung, imported):
    mine, theirs = point(imported, "shared"), point(imported, "shared")
    answers.answer_point(by=dung, point=mine, answer="all")
    with pytest.raises(Conflict):
        answers.answer_point(by=dung, point=theirs, answer="first")


@pytest.mark.parametrize(
    ("answer", "value", "error"),
    [
        ("none", "", NotReady),  # fits another kind of point
        ("split", "1 ngày", NotReady),  # one line for two steps
        ("split", "1 ngày\nvài hôm", LimitNotUnderstood),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(dung, imported, answer, value, error):
    shared = point(imported, "shared")
    with pytest.raises(error):
        answers.answer_point(by=dung, point=shared, answer=answer, value=value)
    shared.refresh_from_db()
    assert shared.answer == ""


def test_a_post_chosen_once_serves_every_procedure(dung, imported):
    title = ImportPoint.objects.get(file=imported, text="Công chức Một cửa")
    decided = answers.answer_titles(
        by=dung,
        imported=imported,
        chosen={title.code: "Công chức tiếp nhận"},
        keep_rest=True,
    )
    assert decided == 4
    outcome = services.create_drafts(by=dung, imported=imported)
    posts = [definition_of(revision).steps[0].post for revision in outcome.revisions]
    assert posts == ["Công chức tiếp nhận"] * 2
    assert not OpenPoint.objects.filter(sentence__contains="cơ cấu").exists()


def test_no_title_chosen_is_said(dung, imported):
    with pytest.raises(NotReady):
        answers.answer_titles(by=dung, imported=imported, chosen={})


def test_drafts_are_made_once(dung, imported):
    services.create_drafts(by=dung, imported=imported)
    with pytest.raises(InvalidTransition):
        services.create_drafts(by=dung, imported=imported)
    with pytest.raises(InvalidTransition):
        answers.answer_point(by=dung, point=point(imported, "shared"), answer="all")
    stale = ImportedFile.objects.get(pk=imported.pk)
    stale.status = "open"
    with pytest.raises(Conflict):
        services.drop_import(by=dung, imported=stale)


def test_who_may_only_read_cannot_create(an, imported):
    with pytest.raises(NotPermitted):
        services.create_drafts(by=an, imported=imported)
    with pytest.raises(NotPermitted):
        answers.answer_point(by=an, point=point(imported, "shared"), answer="all")


def test_a_procedure_with_a_draft_on_the_way_is_listed_not_overwritten(dung, imported):
    services.create_drafts(by=dung, imported=imported)
    again = services.start_import(
        by=dung, org=imported.org, data=WORD, name="again.docx"
    )
    with pytest.raises((NotReady, InvalidTransition, Conflict)):
        services.create_drafts(by=dung, imported=again)
    again.refresh_from_db()
    assert again.status == "open"


def test_the_second_case_of_a_procedure_does_not_take_its_code(dung, agency_a):
    data = word(*told.TWO_CASES)
    imported = services.start_import(by=dung, org=agency_a, data=data, name="c.docx")
    outcome = services.create_drafts(by=dung, imported=imported)
    codes = [definition_of(one).national_code for one in outcome.revisions]
    assert codes == ["1.900030", ""]
    notes = OpenPoint.objects.filter(revision=outcome.revisions[1])
    assert any("1.900030" in one.sentence for one in notes)


def test_a_file_put_aside_keeps_its_bytes(dung, imported):
    services.drop_import(by=dung, imported=imported)
    assert imported.status == "dropped"
    assert files.read(imported.file) == WORD


def test_the_command_makes_drafts_and_prints_only_json(agency_a, tmp_path, capsys):
    path = tmp_path / "qd.docx"
    path.write_bytes(WORD)
    call_command("import_process", str(path), "--org", agency_a.symbol, "--json")
    printed = json.loads(capsys.readouterr().out)
    assert len(printed["drafts"]) == len(printed["procedures"]) == 2
    assert printed["refused"] == []


def test_the_dry_run_writes_nothing(tmp_path, capsys):
    path = tmp_path / "qd.docx"
    path.write_bytes(WORD)
    call_command("import_process", str(path), "--dry-run", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) == {"procedures", "not_understood"}
    assert not ImportedFile.objects.exists()


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_an_exported_definition_comes_back_with_the_same_bytes(
    dung, agency_a, agency_b, tmp_path, capsys, form
):
    imported = services.start_import(by=dung, org=agency_a, data=WORD, name="a.docx")
    original = services.create_drafts(by=dung, imported=imported).revisions[0]
    path = tmp_path / f"qt.{form}"
    definition = definition_of(original)
    write = to_json_bytes if form == "json" else to_yaml_bytes
    path.write_bytes(write(definition))
    call_command("import_process", str(path), "--org", agency_b.symbol, "--json")
    printed = json.loads(capsys.readouterr().out)
    again = Revision.objects.get(code=printed["drafts"][0]["code"])
    assert again.content_bytes == original.content_bytes
    assert printed["procedures"][0]["sum_minutes"] == 2400


def test_a_broken_definition_is_refused_whole(agency_a, tmp_path):
    path = tmp_path / "qt.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(RefusedFile):
        call_command("import_process", str(path), "--org", agency_a.symbol)
    assert not Revision.objects.exists()
