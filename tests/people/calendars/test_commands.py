"""`eiso due`, `eiso worked`, `eiso import calendar`: answers, exit codes, clean stdout."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import time
from pathlib import Path

import pytest

from eiso.base.trail.models import Event
from eiso.people.calendars import selectors
from eiso.people.calendars.choices import YearStatus
from eiso.people.calendars.management.commands import due, import_calendar, worked
from eiso.people.calendars.models import Notice
from tests.base.clock.test_due import EXAMPLES

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = {"due": due, "worked": worked, "import_calendar": import_calendar}


@pytest.fixture
def eiso(vn, capsys):
    """Run one command; (exit code, stdout, stderr)."""

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            COMMANDS[words[0]].Command().run_from_argv(["eiso", *words])
        out, err = capsys.readouterr()
        return int(stop.value.code or 0), out, err

    return run


def answered(result):
    code, out, err = result
    assert (code, err) == (0, "")
    return json.loads(out)


# ---- due -------------------------------------------------------------------------


def test_due_as_json(eiso):
    data = answered(
        eiso(
            "due", "--from", "2026-02-13 14:00", "--limit", "3 ngày làm việc", "--json"
        )
    )
    assert data["due"] == "2026-02-25T14:00:00+07:00"
    assert data["provisional"] is False
    assert data["rule"] == "clock"
    assert data["minutes"] == 1440
    assert data["limit"] == {
        "value": 3,
        "unit": "working_day",
        "text": "3 ngày làm việc",
    }


def test_due_explains_each_day(eiso):
    data = answered(
        eiso(
            *("due", "--from", "2026-02-13 14:00", "--limit", "3 ngày làm việc"),
            *("--json", "--explain"),
        )
    )
    assert [day["date"] for day in data["days"] if day["counted"]] == [
        "2026-02-23",
        "2026-02-24",
        "2026-02-25",
    ]
    tet = next(day for day in data["days"] if day["date"] == "2026-02-17")
    assert tet["why"] == "Tết Nguyên Đán (9441/TB-BNV)"


def test_due_in_words(eiso):
    words = ("due", "--from", "2026-12-30 14:00", "--limit", "3 ngày làm việc")
    code, out, _ = eiso(*words, "--explain")
    assert code == 0
    assert "Hạn 14:00 T3 05/01/2027" in out
    assert "tạm tính" in out
    assert "Tết Dương lịch" in out


@pytest.mark.parametrize(
    "start",
    [
        "2026-02-13T14:00",
        "2026-02-13 14:00:00",
        "2026-02-13T14:00:00+07:00",
        "2026-02-13T07:00:00Z",
        "13/02/2026 14:00",
    ],
)
def test_instants_as_people_and_programs_write_them(eiso, start):
    data = answered(eiso("due", "--from", start, "--limit", "8h", "--json"))
    assert data["due"] == "2026-02-23T14:00:00+07:00"


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "2026-02-13 14:00", "--limit", "3"),
        ("--from", "2026-02-13 14:00", "--limit", ""),
        ("--from", "2026-02-13 14:00", "--limit", "vài ngày"),
        ("--from", "2026-02-13", "--limit", "3 ngày"),
        ("--from", "hôm nay", "--limit", "3 ngày"),
        ("--from", "2026-02-30 08:00", "--limit", "3 ngày"),
        ("--from", "0001-01-01T00:00+14:00", "--limit", "3 ngày"),
        ("--from", "2026-02-13 14:00", "--limit", "3 ngày", "--rule", "x"),
        ("--from", "2026-02-13 14:00", "--limit", "3 ngày", "--calendar", "H99"),
        ("--from", "2026-02-13 14:00"),
        ("--from", "2026-02-13 14:00", "--limit", "3 ngày", "--wrong"),
        (),
    ],
)
def test_due_says_in_one_sentence_what_it_did_not_understand(eiso, words):
    code, out, err = eiso("due", *words)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_due_of_an_agency_is_by_its_own_calendar(eiso, own):
    data = answered(
        eiso(
            *("due", "--from", "2026-02-13 14:00", "--limit", "1 ngày làm việc"),
            *("--org", "H48.101", "--json"),
        )
    )
    assert data["calendar"] == "H48.101"


# ---- batches ---------------------------------------------------------------------


def lines(result) -> list[dict]:
    code, out, err = result
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_a_batch_answers_every_row_and_names_what_it_cannot(eiso, tmp_path):
    file = tmp_path / "rows.csv"
    rows = [f'{start},"{limit}",{rule}' for start, limit, rule, _ in EXAMPLES]
    rows += ["2026-02-13 14:00,3,", "hôm qua,3 ngày,clock", "2026-02-13 14:00", ",,"]
    file.write_text("from,limit,rule\n" + "\n".join(rows) + "\n", encoding="utf-8")
    found = lines(eiso("due", "--batch", str(file)))
    assert len(found) == len(EXAMPLES) + 4
    for data, (_, _, rule, expected) in zip(found, EXAMPLES, strict=False):
        assert data["due"] == expected.replace(" ", "T") + ":00+07:00"
        assert data["rule"] == rule
    assert all(set(data) == {"error"} for data in found[-4:])
    assert "“3”" in found[-4]["error"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("comma", [",", ";"])
def test_batches_saved_by_any_program(eiso, tmp_path, newline, mark, comma):
    file = tmp_path / "rows.csv"
    text = newline.join(
        [
            comma.join(("From", "limit", "rule", "calendar")),
            comma.join(("2026-03-02 09:00", "5 ngày", "", "VN")),
            "",
        ]
    )
    file.write_bytes((mark + text).encode())
    assert lines(eiso("due", "--batch", str(file)))[0]["due"] == (
        "2026-03-09T09:00:00+07:00"
    )


def test_a_batch_from_standard_input(eiso, monkeypatch):
    content = "from,limit\n2026-03-02 09:00,5 ngày\n".encode()
    stream = io.TextIOWrapper(io.BytesIO(content), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", stream)
    found = lines(eiso("due", "--batch", "-"))
    assert found[0]["due"] == "2026-03-09T09:00:00+07:00"


def test_an_unquoted_comma_in_a_limit_is_an_error_not_another_limit(eiso, tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text(
        "from,limit,rule,calendar\n2026-03-02 09:00,0,25 ngày,clock,VN\n"
        "2026-03-02 09:00,0,25 ngày\n",
        encoding="utf-8",
    )
    assert all("error" in data for data in lines(eiso("due", "--batch", str(file))))


@pytest.mark.parametrize(
    "content",
    [b"", b"start,term\n1,2\n", b"from\n", "from,limit\nngày".encode("utf-16")],
)
def test_a_batch_without_its_header_is_refused_whole(eiso, tmp_path, content):
    file = tmp_path / "rows.csv"
    file.write_bytes(content)
    code, out, err = eiso("due", "--batch", str(file))
    assert (code, out) == (3, "")
    assert len(err.strip().splitlines()) == 1


def test_a_batch_file_that_is_not_there(eiso, tmp_path):
    code, out, err = eiso("due", "--batch", str(tmp_path / "none.csv"))
    assert (code, out) == (3, "")
    assert "Không mở được" in err


def test_a_batch_equals_single_answers(eiso, tmp_path):
    starts = ("2026-01-09 06:30", "2026-04-25 12:10", "2026-08-21 16:59")
    units = ("7 ngày làm việc", "30 ngày", "19 giờ", "1/2 ngày", "2 tháng")
    rows = [(start, limit) for start in starts for limit in units]
    file = tmp_path / "rows.csv"
    text = "".join(f"{start},{limit}\n" for start, limit in rows)
    file.write_text(f"from,limit\n{text}", encoding="utf-8")
    for (start, limit), data in zip(
        rows, lines(eiso("due", "--batch", str(file))), strict=True
    ):
        single = answered(eiso("due", "--from", start, "--limit", limit, "--json"))
        assert data["due"] == single["due"]


# ---- worked ----------------------------------------------------------------------


def test_worked(eiso):
    words = ("worked", "--from", "2026-11-18 14:30", "--to", "2026-11-20 10:00")
    assert answered(eiso(*words, "--json"))["minutes"] == 810
    assert eiso(*words)[1] == "810 phút làm việc\n"


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "2026-11-20 10:00", "--to", "2026-11-18 14:30"),
        ("--from", "2026-11-20 10:00"),
        ("--from", "x", "--to", "2026-11-18 14:30"),
        ("--from", "2026-11-18 14:30", "--to", "9999-11-18 14:30"),
    ],
)
def test_worked_refuses_in_one_sentence(eiso, words):
    code, out, err = eiso("worked", *words)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


# ---- import calendar -------------------------------------------------------------

CSV = (
    "number,date,kind,name,replaces,hours,issued_on,text\n"
    "GĐ-02/2026,14/12/2026,nghỉ hoán đổi,Nghỉ bù,,,20/11/2026,Giả định\n"
    "GĐ-02/2026,2026-12-19,làm bù,Làm bù,2026-12-14,,,\n"
)
YAML = """
notices:
- number: GĐ-02/2026
  issued_on: 2026-11-20
  text: Giả định
  days:
  - {date: 2026-12-14, kind: swap_off, name: Nghỉ bù}
  - {date: 2026-12-19, kind: made_up, name: Làm bù, replaces: 2026-12-14}
  hours:
  - {from: 2027-01-01, reception: {sat: "07:00-11:00"}}
"""
JSON = json.dumps(
    {
        "notices": [
            {
                "number": "GĐ-02/2026",
                "days": [
                    {"date": "2026-12-14", "kind": "off", "name": "Nghỉ"},
                ],
            }
        ]
    }
)


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", CSV), ("a.yaml", YAML), ("a.json", JSON)]
)
def test_import_writes_once_and_asks_for_confirmation(eiso, tmp_path, name, content):
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    code, out, err = eiso("import_calendar", str(file))
    assert (code, err) == (0, "")
    assert "xác nhận lại năm: 2026" in out
    calendar = selectors.country()
    assert calendar.years.get(year=2026).status == YearStatus.PROVISIONAL
    assert not selectors.compiled("VN").facts.shifts_on(dt.date(2026, 12, 14))
    data = answered(eiso("import_calendar", str(file), "--json"))
    assert (data["read"], data["created"], data["unchanged"]) == (1, 0, 1)


@pytest.mark.parametrize("kind", ["csv", "yaml"])
def test_the_examples_of_the_documentation_are_read(eiso, tmp_path, kind):
    text = (ROOT / "docs/calendar-format.md").read_text(encoding="utf-8")
    example = text.split(f"```{kind}\n")[1].split("```")[0]
    file = tmp_path / f"a.{kind}"
    file.write_text(example, encoding="utf-8")
    assert answered(eiso("import_calendar", str(file), "--json"))["created"] == 1


def test_yaml_reads_a_bare_off_and_a_bare_hour_its_own_way(eiso, tmp_path, agency_a):
    file = tmp_path / "a.yaml"
    file.write_text(
        "notices:\n- number: 1/TB\n  days:\n  - {date: 2027-01-05, kind: off}\n"
        "  hours:\n  - {from: 2027-01-01, same_day_until: 14:30}\n",
        encoding="utf-8",
    )
    assert eiso("import_calendar", str(file), "--org", "H48.101")[0] == 0
    facts = selectors.compiled(agency_a).facts
    assert facts.shifts_on(dt.date(2027, 1, 5)) == ()
    assert facts.cut_off_on(dt.date(2027, 1, 6)) == 14 * 60 + 30


def test_a_dry_run_writes_nothing(eiso, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(CSV, encoding="utf-8")
    before = Notice.objects.count(), Event.objects.count()
    data = answered(eiso("import_calendar", str(file), "--dry-run", "--json"))
    assert (data["created"], data["dry_run"]) == (1, True)
    assert before == (Notice.objects.count(), Event.objects.count())


def test_import_into_an_agencys_own_calendar(eiso, tmp_path, agency_a, agency_b):
    file = tmp_path / "a.csv"
    file.write_text(CSV, encoding="utf-8")
    assert eiso("import_calendar", str(file), "--org", "H48.101")[0] == 0
    assert 2026 not in selectors.compiled(agency_a).facts.confirmed
    assert 2026 in selectors.compiled(agency_b).facts.confirmed


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"date,kind\n"),
        ("a.csv", CSV.encode("utf-16")),
        ("a.csv", CSV.replace("14/12/2026", "14-12-26").encode()),
        ("a.csv", CSV.replace("làm bù,Làm", "đi chơi,Làm").encode()),
        ("a.csv", b"number,date,kind\n,2026-12-14,off\n"),
        ("a.csv", b"number,date,kind,hours\n1/TB,2026-12-14,own_hours,sang\n"),
        ("a.csv", b"number,date,kind\n1/TB,2026-12-14,made_up\n"),
        ("a.csv", b"number,date,kind\n"),
        ("a.json", b"{"),
        ("a.json", b"[1, 2]"),
        ("a.json", b'{"notices": 3}'),
        ("a.json", b'{"notices": [{"number": "1", "days": {"a": 1}}]}'),
        ("a.json", b'{"notices": [{"number": "1", "hours": [{"from": 3}]}]}'),
        ("a.json", b"[" * 100_000),
        ("a.yaml", b"a: [1, 2"),
        ("a.yaml", b"!!python/object/apply:os.system ['true']"),
        ("a.txt", b"x"),
        ("a.csv", b"x" * (2 * 2**20 + 1)),
    ],
)
def test_a_bad_file_is_refused_whole_with_a_sentence(eiso, tmp_path, name, content):
    before = Notice.objects.count(), Event.objects.count()
    file = tmp_path / name
    file.write_bytes(content)
    code, out, err = eiso("import_calendar", str(file))
    assert (code, out) == (3, "")
    assert len(err.strip().splitlines()) == 1
    assert before == (Notice.objects.count(), Event.objects.count())


def test_import_of_a_missing_file_or_for_an_unknown_agency(eiso, tmp_path):
    assert eiso("import_calendar", str(tmp_path / "none.csv"))[0] == 3
    file = tmp_path / "a.csv"
    file.write_text(CSV, encoding="utf-8")
    assert eiso("import_calendar", str(file), "--org", "H99")[0] == 2


# ---- the machine's own clock and zone --------------------------------------------


@pytest.mark.parametrize("zone", ["UTC", "Asia/Ho_Chi_Minh", "America/New_York"])
@pytest.mark.parametrize("today", ["2016-11-20", "2026-11-20", "2036-11-20"])
def test_answers_do_not_depend_on_where_and_when_they_are_asked(
    eiso, time_machine, monkeypatch, zone, today
):
    time_machine.move_to(f"{today}T23:30:00Z")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        words = ("due", "--from", "2026-02-13 14:00", "--limit", "3 ngày làm việc")
        assert answered(eiso(*words, "--json"))["due"] == "2026-02-25T14:00:00+07:00"
        leap = ("due", "--from", "2028-02-28 09:00", "--limit", "1 ngày làm việc")
        data = answered(eiso(*leap, "--json"))
        assert data["due"] == "2028-02-29T09:00:00+07:00"
        assert data["provisional"] is True
    finally:
        monkeypatch.undo()
        time.tzset()
