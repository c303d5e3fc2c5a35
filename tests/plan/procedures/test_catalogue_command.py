"""`eiso import tthc`: what it prints, its exit codes."""

from __future__ import annotations

import json

import pytest

from eiso.plan.procedures.management.commands.import_tthc import Command
from eiso.plan.procedures.models import CatalogueEntry
from tests.plan.procedures.catalogue_files import lines, portal, portal_row, record


@pytest.fixture
def run(db, tmp_path, capsys):
    def run(*words, **named):
        paths = []
        for name, data in named.items():
            path = tmp_path / name
            path.write_bytes(data)
            paths.append(str(path))
        with pytest.raises(SystemExit) as stop:
            Command().run_from_argv(["eiso", "import_tthc", *words, *paths])
        out, err = capsys.readouterr()
        return stop.value.code or 0, out, err

    return run


def test_dry_run_list_prints_a_line_a_procedure_and_writes_nothing(run):
    code, out, _ = run("--dry-run", "--list", a=lines(record(1), record(2, "7")))
    assert code == 0
    first, second = [json.loads(line) for line in out.splitlines()]
    assert first == {
        "code": "1.000001",
        "title": "Đăng ký thử số 1",
        "field": "Hộ tịch",
        "channels": [
            {
                "channel": "direct",
                "limit": {"value": 5, "unit": "working_day"},
                "limit_text": "5 Ngày làm việc",
                "fee_text": "Miễn phí",
            }
        ],
        "components": [{"name": "Tờ khai", "form": "", "originals": 1, "copies": 0}],
        "legal_bases": [{"symbol": "60/2014/QH13", "title": "Luật Hộ tịch"}],
    }
    assert second["channels"][0]["limit"] is None
    assert second["channels"][0]["limit_text"] == "7"
    assert not CatalogueEntry.objects.exists()


def test_json_adds_up_and_a_refused_record_is_no_failure(run):
    data = lines(record(1), record(1), b"{", record(2, "7"))
    code, out, _ = run("--json", a=data)
    summary = json.loads(out)
    assert code == 0
    assert list(summary) == [
        *("read", "created", "updated", "unchanged", "withdrawn", "refused", "warnings")
    ]
    assert summary["read"] == 4
    assert (summary["created"], summary["updated"], summary["unchanged"]) == (2, 0, 0)
    assert summary["refused"] == [
        {
            "where": "a, dòng 2",
            "reason": "Mã 1.000001 đã có ở dòng 1 của cùng tệp",
        },
        {"where": "a, dòng 3", "reason": "Dòng JSON bị hỏng"},
    ]
    assert summary["warnings"] == [
        {
            "where": "a, dòng 4, 1.000002, cách nộp 1",
            "reason": "Trực tiếp: thời hạn “7” không có đơn vị",
        }
    ]


def test_several_files_are_counted_together(run):
    crawl = lines(record(1), record(2))
    code, out, _ = run("--json", a=crawl, b=portal([portal_row(2), portal_row(3)]))
    summary = json.loads(out)
    assert code == 0
    assert (summary["read"], summary["created"], summary["unchanged"]) == (4, 3, 1)
    assert summary["withdrawn"] == 0


def test_a_dry_run_says_what_an_import_would_do(run):
    run(a=lines(record(1), record(2), record(3)))
    data = lines(record(1), record(2, "7 Ngày"), record(4))
    _, dry, _ = run("--dry-run", "--json", a=data)
    assert CatalogueEntry.objects.filter(withdrawn_on=None).count() == 3
    _, real, _ = run("--json", a=data)
    assert json.loads(dry) == json.loads(real)
    assert json.loads(real)["withdrawn"] == 1


@pytest.mark.parametrize("words", [("--dry-run", "--list"), ("--json",), ()])
def test_a_refused_file_is_exit_3_with_one_sentence(run, words):
    code, out, err = run(*words, a=lines(record(1)), b=b"khong phai danh muc")
    assert (code, out) == (3, "")
    assert err.count("\n") == 1
    assert err.startswith("Từ chối tệp b: không phải danh mục TTHC")
    assert not CatalogueEntry.objects.exists()


def test_a_missing_file_is_exit_3(run):
    code, out, err = run("/khong/co/tep.jsonl")
    assert (code, out) == (3, "")
    assert "không có tệp này" in err


def test_without_words_it_says_the_sum_on_stderr(run):
    code, out, err = run(a=lines(record(1)))
    assert (code, out) == (0, "")
    assert err.startswith("Đọc 1 thủ tục: 1 mới, 0 đổi, 0 không đổi, 0 bãi bỏ")
