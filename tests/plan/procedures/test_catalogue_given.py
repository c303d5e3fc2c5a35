"""Every given file of the catalogue, checked by invariants that do not use the reader."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter

import pytest

from eiso.people.accounts.models import User
from eiso.plan.procedures.models import CatalogueEdition, CatalogueEntry
from eiso.plan.procedures.readers.catalogue import read_catalogue
from eiso.plan.procedures.readers.catalogue.channels import HEADER, printed, split
from eiso.plan.procedures.readers.catalogue.papers import (
    BASES_HEADER,
    basis_cells,
    paper_tables,
)
from eiso.plan.procedures.services.catalogue import Incoming, import_catalogue

pytestmark = pytest.mark.given_data

CRAWLS = {
    "tthc_bo-tai-chinh.jsonl.gz": (706, "Bộ Tài chính"),
    "tthc_bo-nong-nghiep-mt.jsonl.gz": (537, "Bộ Nông nghiệp và Môi trường"),
    "tthc_bo-tu-phap.jsonl.gz": (271, "Bộ Tư pháp"),
    "tthc_ngan-hang-nha-nuoc.jsonl.gz": (261, "Ngân hàng Nhà nước Việt Nam"),
    "tthc_toa-an-nhan-dan.jsonl.gz": (3, "Tòa án nhân dân tối cao"),
}
PORTAL = {
    "danh-sach-tthc-bo-tai-chinh.xlsx": (706, "Bộ Tài chính"),
    "danh-sach-tthc-bo-nong-nghiep-mt.xlsx": (537, "Bộ Nông nghiệp và Môi trường"),
    "danh-sach-tthc-bo-tu-phap.xlsx": (271, "Bộ Tư pháp"),
    "danh-sach-tthc-ngan-hang-nha-nuoc.xlsx": (261, "Ngân hàng Nhà nước Việt Nam"),
}
DEFENCE = {"tthc_bo-quoc-phong_structured.jsonl.gz": (100, "Bộ Quốc phòng")}


@pytest.fixture
def folder(given_data):
    return given_data / "tthc_catalogue"


def records(folder, name):
    lines = gzip.decompress((folder / name).read_bytes()).splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", [*CRAWLS, *PORTAL, *DEFENCE])
def test_every_record_of_a_given_file_is_taken(folder, name):
    count, body = (CRAWLS | PORTAL | DEFENCE)[name]
    file = read_catalogue((folder / name).read_bytes(), name)
    assert (len(file.procedures), file.refused, file.body) == (count, [], body)


@pytest.mark.parametrize("name", CRAWLS)
def test_the_parts_of_every_channel_table_are_the_table(folder, name):
    for record in records(folder, name):
        text = record["cach_thuc_thuc_hien"]
        rows, unread = split(text)
        assert unread == ""
        assert HEADER + printed(rows) == text
        # Each printed "number unit" glued to a channel's word is a row with that limit.
        glued = re.findall(
            r"(?:Trực tiếp|Trực tuyến|Dịch vụ bưu chính)(\d+) "
            r"(Ngày làm việc|Ngày|Giờ|Tháng)",
            text,
        )
        units = {
            "Ngày làm việc": "working_day",
            "Ngày": "day",
            "Giờ": "working_hour",
            "Tháng": "month",
        }
        assert [(row.value, row.unit) for row in rows if row.unit] == [
            (str(int(value)), units[unit]) for value, unit in glued
        ]


@pytest.mark.parametrize("name", CRAWLS)
def test_every_row_has_a_limit_and_a_fee_and_keeps_them_apart(folder, name):
    undivided = []
    for record in records(folder, name):
        for row in split(record["cach_thuc_thuc_hien"])[0]:
            if not row.fee_text:
                undivided.append((record["ma_thu_tuc"], row.limit_text))
                continue
            assert row.limit_text.strip()
            assert re.match(r"Miễn phí|Không có thông tin|\d[\d,.]* \D", row.fee_text)
            assert not re.search(r"Miễn phí|VNĐ|Việt Nam Đồng", row.limit_text)
    # "1250 VNĐ": limit 1 and 250, or 12 and 50? Nothing in its table says.
    assert undivided == (
        [("2.002797", "1250 VNĐ")] if name == "tthc_bo-tu-phap.jsonl.gz" else []
    )


def test_the_limits_of_all_rows_add_up(folder):
    units = Counter(
        row.unit or "unread"
        for name in CRAWLS
        for procedure in read_catalogue((folder / name).read_bytes()).procedures
        for row in procedure.channels
    )
    assert units == {
        "working_day": 2594,
        "day": 1003,
        "working_hour": 71,
        "month": 9,
        "unread": 1082,
    }


@pytest.mark.parametrize("name", CRAWLS)
def test_the_parts_of_every_paper_and_basis_table_are_the_table(folder, name):
    for record in records(folder, name):
        tables, rest = paper_tables(record["thanh_phan_ho_so"])
        joined = "".join(table.printed for table in tables) + rest
        assert joined == record["thanh_phan_ho_so"]
        quantities = [row[1] for table in tables for row in table.rows]
        assert all(
            re.fullmatch(r"\d+ bản chính(,\d+ bản sao)?", each) for each in quantities
        )
        bases = record["can_cu_phap_ly"]
        if bases.startswith(BASES_HEADER):
            cells = basis_cells(bases)
            assert BASES_HEADER + "".join(a + b for a, b in cells) == bases


def test_nearly_every_legal_basis_has_its_number(folder):
    rows = [
        basis
        for name in CRAWLS
        for procedure in read_catalogue((folder / name).read_bytes()).procedures
        for basis in procedure.legal_bases
    ]
    without = [row for row in rows if not row.symbol]
    assert len(rows) > 7600
    assert len(without) < len(rows) / 150


def test_defence_rows_are_those_of_the_structured_table(folder):
    (name,) = DEFENCE
    file = read_catalogue((folder / name).read_bytes())
    for record, procedure in zip(records(folder, name), file.procedures, strict=True):
        table = record["tables"]["hinh_thuc_nop"]
        assert [row["thoi_han_giai_quyet"] for row in table] == [
            row.limit_text for row in procedure.channels
        ]
        for row in procedure.channels:
            counted = re.fullmatch(
                r"(\d+(?:\.\d+)?) (Ngày làm việc|Ngày|Giờ)", row.limit_text
            )
            assert (row.limit is not None) == bool(counted)
            if counted:
                assert row.limit["value"] == float(counted[1])


def test_portal_cells_lose_leading_blanks_and_keep_agencies_apart(folder):
    file = read_catalogue((folder / "danh-sach-tthc-bo-tai-chinh.xlsx").read_bytes())
    by_code = {each.code: each for each in file.procedures}
    assert by_code["1.115148"].agencies == (
        "Ủy ban nhân dân cấp xã",
        "Thuế tỉnh, thành phố",
        "Thuế cơ sở",
    )
    assert all(each.title == each.title.strip() for each in file.procedures)
    assert "channels" not in file.procedures[0].stated


@pytest.fixture
def bring(db, folder):
    def bring(*names):
        outcomes = import_catalogue(
            by=User.objects.machine(),
            incoming=[Incoming(n, (folder / n).read_bytes()) for n in names],
        )
        rows = [outcome.row for outcome in outcomes]
        for row in rows:
            assert row.read == row.created + row.updated + row.unchanged
            assert row.file is not None
        return [
            sum(getattr(row, name) for row in rows)
            for name in ("created", "updated", "unchanged", "withdrawn")
        ]

    return bring


def test_all_given_crawls_come_in_once(bring):
    assert bring(*CRAWLS) == [1778, 0, 0, 0]
    assert bring(*CRAWLS) == [0, 0, 1778, 0]
    assert CatalogueEdition.objects.count() == CatalogueEntry.objects.count() == 1778


def test_exports_and_crawls_of_one_body_agree_on_what_there_is(bring):
    assert bring(*CRAWLS) == [1778, 0, 0, 0]
    contents = {
        row.entry_id: row.data["channels"] for row in CatalogueEdition.objects.all()
    }
    created, updated, unchanged, withdrawn = bring(*PORTAL)
    assert (created, withdrawn, updated + unchanged) == (0, 0, 1775)
    newest = CatalogueEdition.objects.filter(number=2)
    assert newest.count() == updated
    for row in newest:  # only gaps were filled: the channels are still the crawl's
        assert row.data["channels"] == contents[row.entry_id]
        assert row.data["agencies"]
    assert bring(*CRAWLS, *PORTAL, *CRAWLS) == [0, 0, 1778 + 1775 + 1778, 0]


def test_a_ministry_shortens_its_list_and_no_other_is_touched(bring, folder):
    bring(*CRAWLS, *DEFENCE)
    justice = records(folder, "tthc_bo-tu-phap.jsonl.gz")
    shorter = "\n".join(json.dumps(each) for each in justice[5:]).encode()
    outcome = import_catalogue(
        by=User.objects.machine(), incoming=[Incoming("ngan.jsonl", shorter)]
    )[0]
    gone = CatalogueEntry.objects.filter(withdrawn_on__isnull=False)
    assert outcome.row.withdrawn == 5
    assert {entry.code for entry in gone} == {
        each["ma_thu_tuc"] for each in justice[:5]
    }
