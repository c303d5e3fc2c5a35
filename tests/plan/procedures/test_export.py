"""`eiso export procedure`: each face, the right version, refusals with their codes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.utils import timezone

from eiso.base.errors import NotReady, NotUnderstood
from eiso.plan.procedures.definition import (
    from_json_bytes,
    from_yaml_bytes,
    to_json_bytes,
)
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services import editing, procedures
from tests.plan.procedures.definitions import correction, seat_change
from tests.plan.procedures.story import drafted, issued, saved


def export(name, out, **options):
    call_command("export_procedure", name, out=str(out), **options)
    return out.read_bytes()


@pytest.mark.parametrize("name", ["QT-ĐĐ-07", "1.012796"])
def test_definition_comes_out_and_back_the_same(
    tmp_path, agency_a, agency_b, crew, khanh, name
):
    live = issued(drafted(crew[0], agency_a), *crew)

    json = export(name, tmp_path / "a.json", org="H48.101")
    yaml = export(name, tmp_path / "a.yaml")

    assert json == live.content_bytes == to_json_bytes(correction())
    assert from_yaml_bytes(yaml) == from_json_bytes(json)
    [copy] = procedures.import_definition(
        by=khanh, org=agency_b, definitions=[from_yaml_bytes(yaml)], source="a.yaml"
    )
    assert export(name, tmp_path / "b.json", org="H48.102") == json
    assert copy.content_bytes == json


def test_the_version_in_force_on_a_day(tmp_path, agency_a, crew):
    dung = crew[0]
    live = issued(drafted(dung, agency_a), *crew)
    nxt = editing.open_next_draft(by=dung, procedure=live.document.procedure)
    saved(dung, nxt, replace(correction(), field="Đất đai"))
    assert export("QT-ĐĐ-07", tmp_path / "a.json") == live.content_bytes
    assert export("QT-ĐĐ-07", tmp_path / "b.json", draft=True) == nxt.content_bytes

    day = timezone.localdate() + dt.timedelta(days=3)
    issued(nxt, *crew, on=day, number="13/QĐ-UBND")

    assert export("QT-ĐĐ-07", tmp_path / "c.json") == live.content_bytes
    assert (
        export("QT-ĐĐ-07", tmp_path / "d.json", on=day.isoformat()) == nxt.content_bytes
    )
    with pytest.raises(NotReady, match="không có bản nào"):
        export("QT-ĐĐ-07", tmp_path / "e.json", on="2020-01-01")
    with pytest.raises(NotReady, match="không có dự thảo"):
        export("QT-ĐĐ-07", tmp_path / "e.json", draft=True)


@pytest.mark.parametrize(
    ("ending", "annex", "start"),
    [
        ("docx", False, b"PK"),
        ("pdf", False, b"%PDF"),
        ("docx", True, b"PK"),
        ("pdf", True, b"%PDF"),
        ("svg", False, b"<svg"),
    ],
)
def test_papers(tmp_path, agency_a, dung, ending, annex, start):
    drafted(dung, agency_a, seat_change())

    content = export("QTTP-20", tmp_path / f"a.{ending}", annex=annex)

    assert content.lstrip().startswith(start)


@pytest.mark.parametrize(
    ("name", "options", "error", "says"),
    [
        ("QT-99", {}, NotReady, "Không có quy trình"),
        ("QT-ĐĐ-07", {"org": "X"}, NotReady, "Không có cơ quan"),
        ("QT-ĐĐ-07", {"out": "a.odt"}, NotUnderstood, "Không hiểu đuôi tệp"),
        ("QT-ĐĐ-07", {"out": "a.json", "annex": True}, NotUnderstood, "của phụ lục"),
        ("QT-ĐĐ-07", {"on": "hôm nay"}, NotUnderstood, "Không hiểu ngày"),
        ("QT-ĐĐ-07", {"on": "2026-02-30"}, NotUnderstood, "Không hiểu ngày"),
        ("QT-ĐĐ-07", {"out": "none/a.json"}, NotReady, "Không ghi được tệp"),
    ],
)
def test_refusals(tmp_path, agency_a, dung, name, options, error, says):
    drafted(dung, agency_a)
    out = tmp_path / options.pop("out", "a.json")

    with pytest.raises(error, match=says):
        export(name, out, **options)

    assert list(tmp_path.iterdir()) == []


def test_two_agencies_with_one_symbol_ask_which(
    tmp_path, agency_a, agency_b, dung, khanh
):
    drafted(dung, agency_a)
    drafted(khanh, agency_b)

    with pytest.raises(NotReady, match="2 cơ quan có"):
        export("QT-ĐĐ-07", tmp_path / "a.json")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("argv", "code"),
    [(["QT-1", "--out", "a.odt"], 2), (["QT-1", "--out", "a.json"], 3), ([], 2)],
)
def test_exit_codes_and_one_sentence(capsys, argv, code):
    command = load_command_class(get_commands()["export_procedure"], "export_procedure")

    with pytest.raises(SystemExit) as stopped:
        command.run_from_argv(["eiso", "export_procedure", *argv])

    said = capsys.readouterr()
    assert stopped.value.code == code
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


def test_printed_facts_come_from_the_records(tmp_path, agency_a, crew):
    from eiso.plan.procedures.reports.issue_facts import facts_of  # noqa: PLC0415

    dung = crew[0]
    live = issued(drafted(dung, agency_a), *crew)
    nxt = editing.open_next_draft(
        by=dung, procedure=live.document.procedure, reason="Rà soát năm"
    )
    saved(dung, nxt, replace(correction(), field="Đất đai"))
    [change] = reads.changes_of(nxt)
    saved(
        dung,
        nxt,
        replace(correction(), field="Đất đai"),
        reasons={change.key: "Thiếu lĩnh vực"},
    )
    issued(nxt, *crew, on=dt.date(2026, 3, 2), number="13/QĐ-UBND")

    facts = facts_of(nxt)

    assert (facts.agency, facts.superior) == (
        "UBND phường Cẩm Thành",
        "UBND tỉnh Quảng Ngãi",
    )
    assert (facts.decision_number, facts.decision_symbol) == ("13", "QĐ-UBND")
    assert [(s.role, s.name) for s in facts.sign_offs] == [
        ("Soạn thảo", "Phạm Tiến Dũng"),
        ("Soát xét", "Trần Văn Bình"),
        ("Phê duyệt", "Lê Thị Chi"),
    ]
    [row] = facts.amendments
    assert row.request == "Rà soát năm; Thiếu lĩnh vực"
    assert row.content == "Lĩnh vực: thêm “Đất đai”."
    assert (row.place, row.revision_no, row.on) == ("Lĩnh vực", 1, dt.date(2026, 3, 2))
    assert facts_of(live).amendments == ()
    assert facts_of(drafted(dung, agency_a, seat_change())).sign_offs[1].name == ""
