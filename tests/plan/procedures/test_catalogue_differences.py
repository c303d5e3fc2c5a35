"""What agencies' procedures say differently, and what verify finds in the catalogue."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from eiso.base.trail.verify import Report, no_progress
from eiso.plan.procedures.catalogue_checking import check_catalogue
from eiso.plan.procedures.definition import Component
from eiso.plan.procedures.models import (
    CatalogueEdition,
    CatalogueEntry,
)
from eiso.plan.procedures.readers.catalogue.definitions import (
    differences,
    to_definition,
)
from eiso.plan.procedures.selectors import catalogue as selectors
from eiso.plan.procedures.selectors import catalogue_import as planning
from eiso.plan.procedures.services import catalogue
from eiso.plan.procedures.services.procedures import create_draft
from tests.plan.procedures.catalogue_cast import bring
from tests.plan.procedures.catalogue_files import lines, record


@pytest.fixture
def three(db):
    return bring(lines(record(1), record(2), record(3)))


def test_an_import_lists_differences_and_changes_no_procedure(three, dung, agency_a):
    content = selectors.newest_content(selectors.get_entry("1.000001"))
    revision = create_draft(by=dung, org=agency_a, definition=to_definition(content))
    before = revision.content_bytes
    assert planning.own_differences(dung, plan(record(1))) == []
    (own,) = planning.own_differences(dung, plan(record(1, "3 Ngày làm việc")))
    assert own.procedure.org == agency_a
    (limit,) = own.found
    assert limit.longer
    assert limit.sentence == (
        "Thời hạn, trực tiếp: quy trình ghi “5 Ngày làm việc”, danh mục ghi "
        "“3 Ngày làm việc” (dài hơn mức công bố)"
    )
    bring(lines(record(1, "3 Ngày làm việc"), record(2), record(3)))
    revision.refresh_from_db()
    assert revision.content_bytes == before


def test_differences_name_papers_and_bases(three, dung, khanh, agency_a):
    content = selectors.newest_content(selectors.get_entry("1.000001"))
    create_draft(by=dung, org=agency_a, definition=to_definition(content))
    changed = plan(
        record(
            1,
            thanh_phan_ho_so="--Tên giấy tờMẫu đơn, tờ khaiSố lượng1. Đơn1 bản chính",
            can_cu_phap_ly="Tên văn bản pháp lýMã văn bảnLuật mới1/2026/QH16",
        )
    )
    (own,) = planning.own_differences(dung, changed)
    assert [each.sentence for each in own.found] == [
        "Thành phần hồ sơ: danh mục có “1. Đơn”, quy trình chưa có",
        "Thành phần hồ sơ: quy trình có “Tờ khai”, danh mục không có",
        "Căn cứ pháp lý: danh mục có “1/2026/QH16”, quy trình chưa có",
        "Căn cứ pháp lý: quy trình có “60/2014/QH13”, danh mục không có",
    ]
    assert planning.own_differences(khanh, changed) == []


def test_names_cut_short_and_numbered_otherwise_are_the_same(three, dung, agency_a):
    content = selectors.newest_content(selectors.get_entry("1.000001"))
    long = "Giấy chứng sinh do cơ sở y tế cấp, trừ trường hợp đã có dữ liệu điện tử"
    own = to_definition(content | {"title": "Thủ tục đăng ký thử số 1"})
    own = replace(own, components=(Component(name=f"a) {long.partition(',')[0]}."),))
    create_draft(by=dung, org=agency_a, definition=own)
    table = f"--Tên giấy tờMẫu đơn, tờ khaiSố lượng- {long}1 bản chính"
    changed = plan(record(1, thanh_phan_ho_so=table))
    assert planning.own_differences(dung, changed) == []


@pytest.mark.parametrize(
    ("own", "national", "differ"),
    [
        ("Miễn phí", "Miễn phí(Mức cụ thể do tỉnh quy định)", False),
        ("Miễn phí(Không có)", "Miễn phí(Mức do tỉnh quy định)", True),
        ("50,000 VNĐ", "Miễn phí", True),
        ("50,000 VNĐ(/hồ sơ)", "50,000 VNĐ", False),
    ],
)
def test_a_fee_differs_by_its_amount_or_by_both_notes(db, own, national, differ):
    def content(fee):
        text = f"Hình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp5 Ngày{fee}"
        file = catalogue.read_catalogue(lines(record(1, cach_thuc_thuc_hien=text)))
        return planning.plan_import(file).created[0].content

    found = differences(to_definition(content(own)), content(national))
    assert [each.what for each in found] == (["Phí, lệ phí, trực tiếp"] * differ)


def plan(*records):
    file = catalogue.read_catalogue(lines(*records))
    return planning.plan_import(file, partial=True)


def found(three):
    problems = check_catalogue(Report(), no_progress)
    return [(each.where, each.sentence) for each in problems]


def test_verify_finds_nothing_in_a_sound_catalogue(three):
    bring(lines(record(1, "7 Ngày"), record(2)))
    assert found(three) == []


def test_verify_finds_a_changed_content(three):
    edition = CatalogueEdition.objects.filter(entry__code="1.000001")
    edition.update(content=edition.get().content.replace("5 Ngày", "9 Ngày"))
    ((where, sentence),) = found(three)
    assert where == "1.000001"
    assert "không khớp mã băm" in sentence


def test_verify_finds_a_change_with_its_hash_made_again(three):
    edition = CatalogueEdition.objects.get(entry__code="1.000001")
    content = edition.content.replace("5 Ngày", "9 Ngày")
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    CatalogueEdition.objects.filter(pk=edition.pk).update(
        content=content, sha256=sha256
    )
    CatalogueEntry.objects.filter(pk=edition.entry_id).update(sha256=sha256)
    ((where, sentence),) = found(three)
    assert where == three.name
    assert "khác với nhật ký" in sentence


def test_verify_finds_an_entry_without_its_edition(three):
    CatalogueEntry.objects.filter(code="1.000002").update(edition=7)
    ((where, sentence),) = found(three)
    assert where == "1.000002"
    assert "không có lần đổi" in sentence
