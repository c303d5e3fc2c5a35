"""`eiso import orgs`: the lists of both eras and the tables that join them."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import itertools
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from eiso.base.errors import NotPermitted, RefusedFile
from eiso.base.trail.models import Event
from eiso.people.accounts.models import User
from eiso.people.orgs.management.commands.import_orgs import Command
from eiso.people.orgs.models import Org, OrgAlias, OrgImport, OrgSuccession
from eiso.people.orgs.selectors import tree
from eiso.people.orgs.services.imports import import_orgs

DATA = Path(__file__).parents[2] / "data" / "orgs"
FILES = [
    DATA / name
    for name in (
        "provinces.csv",
        "communes.csv",
        "communes_before.csv.gz",
        "province_mapping.csv",
        "commune_mapping.csv",
    )
]
BEFORE, SINCE = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def machine(db) -> User:
    return User.objects.machine()


def bring(by: User, *paths: Path, dry_run: bool = False):
    return import_orgs(by=by, paths=paths, dry_run=dry_run)


def shape() -> tuple[list, list, list]:
    """Everything that was brought in, without keys."""
    return (
        list(
            Org.objects.order_by("symbol").values_list(
                "symbol", "name", "path", "valid_from", "valid_to"
            )
        ),
        sorted(
            OrgSuccession.objects.values_list(
                "former__symbol", "successor__symbol", "kind", "is_main", "on"
            )
        ),
        sorted(OrgAlias.objects.values_list("org__symbol", "kind", "text")),
    )


def test_every_row_is_counted_once(machine):
    result = bring(machine, *FILES).as_json()

    assert result["read"] == 3 + 4 + 14 + 7 + 13
    assert result["created"] == result["read"]
    assert result["refused"] == []
    assert result["read"] == sum(
        result[key] for key in ("created", "updated", "unchanged")
    )


def test_again_changes_nothing(machine):
    bring(machine, *FILES)
    first = shape()

    result = bring(machine, *FILES).as_json()

    assert result["unchanged"] == result["read"]
    assert result["agencies"] == 0
    assert shape() == first


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_lists_may_come_one_by_one_in_any_order(machine, order):
    with transaction.atomic():
        bring(machine, *FILES)
        at_once = shape()[:2]
        transaction.set_rollback(True)

    for index in order:
        bring(machine, FILES[index])
    bring(machine, FILES[4])

    assert shape()[:2] == at_once


def test_agencies_are_the_committees_of_the_areas(machine):
    bring(machine, *FILES)

    ward = Org.objects.get(symbol="C21025")
    assert ward.name == "UBND phường Cẩm Thành"
    assert (ward.area_code, ward.level, ward.path) == (
        "21025",
        "commune",
        "P51/C21025/",
    )
    assert Org.objects.get(symbol="C21548").name == "UBND đặc khu Lý Sơn"


def test_the_tree_turns_over_on_the_first_of_july_2025(machine, quan):
    bring(machine, *FILES)
    old, new = Org.objects.in_force(BEFORE), Org.objects.in_force(SINCE)

    assert set(old.values_list("level", flat=True)) == {
        "province",
        "district",
        "commune",
    }
    assert set(new.values_list("level", flat=True)) == {"province", "commune"}
    names = [row.org.name for row in tree.tree(BEFORE, quan)]
    assert "UBND tỉnh Kon Tum" in names
    names = [row.org.name for row in tree.tree(SINCE, quan)]
    assert "UBND tỉnh Kon Tum" not in names


def test_successors_say_how(machine):
    bring(machine, *FILES)
    kind = {
        (a, b): (k, m)
        for a, b, k, m in OrgSuccession.objects.values_list(
            "former__symbol", "successor__symbol", "kind", "is_main"
        )
    }

    assert kind["P62-2025", "P51"] == ("merged", True)
    assert kind["P22-2025", "P22"] == ("continued", True)
    assert kind["W06886", "C06978"] == ("split", False)
    ward = Org.objects.get(symbol="C21025")
    assert {former.org.short_name for former in tree.formers(ward)} == {
        "Phường Nghĩa Chánh",
        "Phường Trần Hưng Đạo",
        "Phường Nguyễn Nghiêm",
        "Phường Chánh Lộ",
    }


def test_the_code_two_sources_write_differently_is_kept_both_ways(machine, quan):
    result = bring(machine, *FILES)

    commune = Org.objects.get(symbol="C06978")
    assert commune.predecessions.count() == 5
    assert next(o.symbol for o in tree.search_orgs(quan, "06970")) == "C06978"
    assert sum("06970" in warning for warning in result.warnings) == 1


def test_a_name_changed_since_is_still_known(machine, quan):
    bring(machine, *FILES)
    ward = Org.objects.get(symbol="C26326")

    assert ward.name == "UBND phường Dầu Giây"
    assert tree.name_on(ward, dt.date(2026, 4, 29)) == "UBND xã Dầu Giây"
    assert tree.name_on(ward, dt.date(2026, 4, 30)) == "UBND phường Dầu Giây"


def test_island_district_without_ward_is_there_and_told(machine):
    result = bring(machine, *FILES)

    assert Org.objects.get(symbol="D536").name == "UBND huyện Lý Sơn"
    assert any("Huyện Lý Sơn" in warning for warning in result.warnings)


def test_dry_run_reads_all_and_writes_nothing(machine):
    wet = bring(machine, *FILES, dry_run=True).as_json()

    assert wet["created"] == wet["read"] > 0
    assert not Org.objects.exists()
    assert not OrgImport.objects.exists()
    assert not Event.objects.filter(verb="orgs.import.done").exists()


def test_one_event_a_file_with_its_hash_and_counts(machine):
    bring(machine, *FILES)

    events = Event.objects.filter(verb="orgs.import.done").order_by("pk")
    assert events.count() == len(FILES)
    data = json.loads(events[0].data)
    assert data["sha256"] == hashlib.sha256(FILES[0].read_bytes()).hexdigest()
    assert (data["read"], data["created"]) == (3, 3)


def test_an_old_name_of_the_list_is_brought_up_to_date_and_kept(machine, tmp_path):
    old = tmp_path / "old.csv"
    old.write_text(FILES[0].read_text().replace("Thành phố Đồng Nai", "Tỉnh Đồng Nai"))
    bring(machine, old)

    result = bring(machine, FILES[0]).as_json()

    assert (result["updated"], result["unchanged"]) == (1, 2)
    org = Org.objects.get(symbol="P75")
    assert org.name == "UBND thành phố Đồng Nai"
    assert org.aliases.get().text == "UBND tỉnh Đồng Nai"
    changes = json.loads(Event.objects.order_by("-pk")[0].data)["changes"]
    assert changes == ["P75: UBND tỉnh Đồng Nai → UBND thành phố Đồng Nai"]


def test_rows_that_cannot_be_are_refused_by_place_and_the_rest_come_in(
    machine, tmp_path
):
    bad = tmp_path / "communes.csv"
    lines = FILES[1].read_text().splitlines()
    lines[1] = lines[1].replace("06978", "6978")
    lines.append(lines[2])
    bad.write_text("\n".join(lines))

    result = bring(machine, bad).as_json()

    assert (result["read"], result["created"]) == (5, 3)
    assert [one["where"] for one in result["refused"]] == [
        "communes.csv:2",
        "communes.csv:6",
    ]
    assert "không đủ 5 chữ số" in result["refused"][0]["reason"]


def test_a_join_without_its_lists_is_refused_row_by_row(machine):
    result = bring(machine, FILES[4]).as_json()

    assert result["created"] == 0
    assert len(result["refused"]) == 13
    assert "Nhập danh mục có mã này trước" in result["refused"][0]["reason"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Không nhận ra"),
        (b"a,b,c\n1,2,3\n", "Không nhận ra"),
        ("code,full_name\nxã".encode("utf-16"), "UTF-8"),
        (b"code,full_name,unit_type,n_communes\n", "không có dòng nào"),
        (b"\x1f\x8bbroken", "bị hỏng"),
        (gzip.compress(b"a" * (65 * 2**20)), "quá lớn"),
        (b"\0\0\0", "không phải tệp chữ"),
        (b'code,full_name,unit_type,n_communes\n"51', "hỏng ở dòng"),
    ],
)
def test_a_file_that_cannot_be_read_stops_everything(machine, tmp_path, content, words):
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)

    with pytest.raises(RefusedFile, match=words):
        bring(machine, FILES[0], bad)
    assert not Org.objects.exists()


def test_only_who_manages_the_whole_house_may(dung, machine):
    with pytest.raises(NotPermitted):
        bring(dung, FILES[0])
    assert not Org.objects.filter(symbol="P51").exists()


def test_command_prints_one_line_of_json(machine, capsys):
    call_command("import_orgs", *map(str, FILES), "--json")

    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert json.loads(out)["created"] == 41


def test_command_refuses_a_missing_file_with_a_sentence(capsys):
    with pytest.raises(SystemExit) as stop:
        Command().run_from_argv(["eiso", "import_orgs", "không-có.csv"])

    assert stop.value.code == 3
    assert "Không mở được tệp" in capsys.readouterr().err


@pytest.mark.given_data
def test_all_given_lists(machine, quan, given_data):
    folder = given_data / "vn_admin_units"

    result = bring(machine, *folder.glob("*.csv"), *folder.glob("*.gz")).as_json()

    assert result["refused"] == []
    reads = {one["kind"]: one["read"] for one in result["files"]}
    assert reads == {
        "provinces": 34,
        "communes": 3321,
        "communes_before": 10040,
        "province_mapping": 63,
        "commune_mapping": 10597,
    }
    levels = [
        {
            level: Org.objects.in_force(day).filter(level=level).count()
            for level in ("province", "district", "commune")
        }
        for day in (BEFORE, SINCE)
    ]
    assert levels == [
        {"province": 63, "district": 696, "commune": 10035},
        {"province": 34, "district": 0, "commune": 3321},
    ]
    split = OrgSuccession.objects.filter(kind="split").values("former").distinct()
    assert split.count() == 471
    assert Org.objects.filter(symbol="C21025").get().predecessions.count() == 4
    assert Org.objects.get(symbol="C06978").predecessions.count() == 5
    assert OrgAlias.objects.filter(kind="name").count() == 11  # Đồng Nai and ten wards
    here = Org.objects.get(symbol="C21025")
    rows = tree.tree(SINCE, quan, here)
    assert sum(row.more or 1 for row in rows) == 34 + 96
    assert [row.org for row in rows if row.is_here] == [here]
    assert len(tree.tree(SINCE, quan, here, whole=True)) == 34 + 96
    assert len(tree.tree(BEFORE, quan, Org.objects.get(symbol="P51-2025"))) < 40
