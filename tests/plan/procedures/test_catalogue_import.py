"""Bringing the national catalogue up to date: editions, withdrawn entries, who may."""

from __future__ import annotations

import json

import pytest

from eiso.base.errors import Conflict, InvalidTransition, NotPermitted, RefusedFile
from eiso.base.files import services as files
from eiso.base.trail.models import Event
from eiso.plan.procedures.models import (
    CatalogueEdition,
    CatalogueEntry,
    CatalogueImport,
)
from eiso.plan.procedures.selectors import catalogue as selectors
from eiso.plan.procedures.services import catalogue
from eiso.plan.procedures.services.catalogue import Incoming
from tests.plan.procedures.catalogue_cast import bring, counts
from tests.plan.procedures.catalogue_files import lines, portal, portal_row, record


@pytest.fixture
def three(db):
    return bring(lines(record(1), record(2), record(3)))


def test_a_first_import_makes_an_entry_and_an_edition_each(three):
    assert counts(three) == (3, 0, 0, 0)
    entry = CatalogueEntry.objects.get(code="1.000001")
    assert (entry.body, entry.field, entry.edition) == ("Bộ Tư pháp", "Hộ tịch", 1)
    content = entry.editions.get().data
    assert content["channels"][0]["limit"] == {"value": 5, "unit": "working_day"}
    assert content["components"][0]["name"] == "Tờ khai"
    assert content["legal_bases"] == [
        {"symbol": "60/2014/QH13", "title": "Luật Hộ tịch"}
    ]
    assert content["results"] == ["Giấy khai sinh"]


def test_the_same_file_again_changes_nothing(three):
    assert counts(bring(lines(record(1), record(2), record(3)))) == (0, 0, 3, 0)
    assert CatalogueEdition.objects.count() == 3


def test_an_entry_that_differs_gets_a_new_edition_and_the_old_one_stays(three):
    row = bring(lines(record(1, "7 Ngày"), record(2), record(3)))
    assert counts(row) == (0, 1, 2, 0)
    new, old = CatalogueEdition.objects.filter(entry__code="1.000001")
    assert (new.number, old.number) == (2, 1)
    assert new.data["channels"][0]["limit"] == {"value": 7, "unit": "day"}
    assert old.data["channels"][0]["limit"]["value"] == 5
    assert new.brought_by == row


def test_what_a_file_of_the_same_body_no_longer_lists_is_withdrawn(three):
    assert counts(bring(lines(record(1), record(2)))) == (0, 0, 2, 1)
    gone = CatalogueEntry.objects.get(code="1.000003")
    assert gone.withdrawn_on is not None
    assert counts(bring(lines(record(1), record(2)))) == (0, 0, 2, 0)


def test_a_withdrawn_entry_may_reappear(three):
    bring(lines(record(1), record(2)))
    assert counts(bring(lines(record(1), record(2), record(3)))) == (0, 1, 2, 0)
    back = CatalogueEntry.objects.get(code="1.000003")
    assert (back.withdrawn_on, back.edition) == (None, 1)


def test_a_file_of_another_body_withdraws_nothing(three):
    finance = lines(record(9, so_quyet_dinh="1/QĐ-BTC"))
    assert counts(bring(finance)) == (1, 0, 0, 0)
    unknown = lines(record(8, so_quyet_dinh="1/QĐ-XYZ"))
    assert counts(bring(unknown)) == (1, 0, 0, 0)
    assert CatalogueEntry.objects.in_force().count() == 5


def test_a_file_without_decisions_is_of_the_body_its_procedures_have(three):
    bare = [record(n, so_quyet_dinh="") for n in (1, 2)]
    assert counts(bring(lines(*bare), body="Bộ Tư pháp")) == (0, 2, 0, 1)
    assert counts(bring(lines(bare[0]))) == (0, 0, 1, 1)


def test_a_list_of_a_province_withdraws_nothing_of_a_ministry(three):
    own = record(1, so_quyet_dinh="99/QĐ-UBND")
    assert counts(bring(lines(own))) == (0, 1, 0, 0)
    entry = CatalogueEntry.objects.get(code="1.000001")
    assert entry.body == "Bộ Tư pháp"
    assert CatalogueEntry.objects.in_force().count() == 3


def test_a_file_of_several_bodies_is_judged_within_each(three):
    bring(lines(*[record(n, so_quyet_dinh="1/QĐ-BTC") for n in (11, 12)]))
    mixed = [record(1), record(2), record(11, so_quyet_dinh="1/QĐ-BTC")]
    assert counts(bring(lines(*mixed))) == (0, 0, 3, 2)


def test_a_part_of_a_list_withdraws_nothing(three):
    assert counts(bring(lines(record(1)), partial=True)) == (0, 0, 1, 0)


def test_a_line_that_cannot_be_read_does_not_withdraw_its_procedure(three):
    broken = b'{"ma_thu_tuc": "1.000003", "ten_thu_tuc": "\xff'
    row = bring(lines(record(1), record(2), broken))
    assert counts(row) == (0, 0, 2, 0)
    assert row.refused == [{"where": "dòng 3", "reason": "Không phải chữ UTF-8"}]


def test_files_given_together_are_one_list(db):
    row = bring(lines(record(1), record(2)), lines(record(3)))
    assert counts(row) == (1, 0, 0, 0)
    assert CatalogueEntry.objects.in_force().count() == 3


def test_a_portal_export_never_erases_what_the_crawl_stated(three):
    before = selectors.newest_content(selectors.get_entry("1.000001"))
    export = portal([portal_row(n) for n in (1, 2, 3)])
    assert counts(bring(export)) == (0, 0, 3, 0)
    assert selectors.newest_content(selectors.get_entry("1.000001")) == before


def test_a_crawl_enriches_what_an_export_listed_and_nothing_flaps(db):
    export = portal([portal_row(n) for n in (1, 2)])
    crawl = lines(record(1), record(2))
    assert counts(bring(export)) == (2, 0, 0, 0)
    assert counts(bring(crawl)) == (0, 2, 0, 0)
    for data in (export, crawl, export, export, crawl):
        assert counts(bring(data)) == (0, 0, 2, 0)


def test_a_title_changed_in_the_export_alone_is_not_lost(db):
    bring(portal([portal_row(1, "Tên cũ")]))
    assert counts(bring(portal([portal_row(1, "Tên mới")]))) == (0, 1, 0, 0)
    assert selectors.get_entry("1.000001").title == "Tên mới"


def test_a_title_both_printed_alike_changes_with_the_export(db):
    crawl = lines(record(1))
    bring(crawl)
    bring(portal([portal_row(1)]))
    assert counts(bring(portal([portal_row(1, "Tên mới")]))) == (0, 1, 0, 0)
    assert counts(bring(crawl)) == (0, 0, 1, 0)
    assert selectors.get_entry("1.000001").title == "Tên mới"
    newest = lines(record(1, ten_thu_tuc="Tên mới nhất"))
    assert counts(bring(newest)) == (0, 1, 0, 0)


def test_what_only_the_export_knows_fills_the_gap(db):
    bring(lines(record(1, co_quan_thuc_hien="Không có thông tin")))
    assert counts(bring(portal([portal_row(1)]))) == (0, 1, 0, 0)
    content = selectors.newest_content(selectors.get_entry("1.000001"))
    assert content["agencies"] == ["Sở Tư pháp", "Ủy ban nhân dân cấp xã"]
    assert content["channels"]


def test_a_code_printed_with_its_publisher_is_the_same_procedure(three):
    longer = record(1, ma_thu_tuc="1.000001.000.00.00.H48")
    row = bring(lines(longer, record(2), record(3)))
    assert counts(row) == (0, 1, 2, 0)
    entry = CatalogueEntry.objects.get(code="1.000001")
    assert entry.printed_code == "1.000001.000.00.00.H48"


def test_an_import_is_one_event_that_names_every_entry(three):
    row = bring(lines(record(1, "7 Ngày"), record(2), record(4)))
    event = Event.objects.get(target_code=row.code)
    data = json.loads(event.data)
    assert event.verb == "procedures.catalogue.imported"
    assert event.actor == "eiso"
    assert (data["created"], data["withdrawn"]) == (["1.000004"], ["1.000003"])
    assert data["updated"] == ["1.000001"]
    assert data["editions"] == catalogue.editions_digest(row)


def test_the_raw_file_is_kept(three):
    assert three.file is not None
    assert files.read(three.file) == lines(record(1), record(2), record(3))


def test_a_file_with_a_broken_line_is_kept_too(db):
    row = bring(lines(record(1), b"{hong"))
    assert row.file is not None
    assert [each["where"] for each in row.refused] == ["dòng 2"]


def test_one_refused_file_refuses_all(db):
    with pytest.raises(RefusedFile, match="không phải danh mục TTHC"):
        bring(lines(record(1)), b"ho,ten\nAn,Binh\n")
    assert not CatalogueEntry.objects.exists()
    assert not CatalogueImport.objects.exists()
    assert not Event.objects.filter(verb__startswith="procedures").exists()


def test_only_who_may_update_the_catalogue_imports(minh, quan, dung, khanh, an):
    for user in (dung, khanh, an):
        with pytest.raises(NotPermitted):
            bring(lines(record(1)), by=user)
    assert not CatalogueImport.objects.exists()
    for user in (quan, minh):  # the right over any agency: the catalogue is nobody's
        assert bring(lines(record(1)), by=user).applied_by == user


def test_uploaded_looked_at_then_applied(quan):
    data = lines(record(1), record(2))
    row = catalogue.upload_catalogue(by=quan, incoming=Incoming("x.jsonl", data))
    assert not CatalogueEntry.objects.exists()
    assert len(catalogue.plan_of(row).created) == 2
    done = catalogue.apply_catalogue(by=quan, row=row).row
    assert counts(done) == (2, 0, 0, 0)
    with pytest.raises(InvalidTransition):
        catalogue.apply_catalogue(by=quan, row=done)
    verbs = Event.objects.filter(target_code=row.code).values_list("verb", flat=True)
    assert list(verbs) == [
        "procedures.catalogue.uploaded",
        "procedures.catalogue.imported",
    ]


def test_an_uploaded_file_may_be_dropped(quan, dung):
    incoming = Incoming("x.jsonl", lines(record(1)))
    row = catalogue.upload_catalogue(by=quan, incoming=incoming)
    for act in (catalogue.apply_catalogue, catalogue.drop_catalogue):
        with pytest.raises(NotPermitted):
            act(by=dung, row=row)
    catalogue.drop_catalogue(by=quan, row=row)
    with pytest.raises(InvalidTransition):
        catalogue.apply_catalogue(by=quan, row=row)
    assert not CatalogueEntry.objects.exists()


def test_two_applying_at_once_give_one_winner(quan):
    incoming = Incoming("x.jsonl", lines(record(1)))
    row = catalogue.upload_catalogue(by=quan, incoming=incoming)
    stale = CatalogueImport.objects.get(pk=row.pk)
    catalogue.apply_catalogue(by=quan, row=row)
    with pytest.raises(Conflict):
        catalogue.apply_catalogue(by=quan, row=stale)
    assert CatalogueEntry.objects.get().edition == 1


def test_an_entry_changed_meanwhile_is_not_overwritten(three, quan, monkeypatch):
    incoming = Incoming("x.jsonl", lines(record(1, "9 Ngày"), record(2), record(3)))
    row = catalogue.upload_catalogue(by=quan, incoming=incoming)
    plan = catalogue.plan_of(row)
    bring(lines(record(1, "8 Ngày"), record(2), record(3)))
    monkeypatch.setattr(catalogue, "plan_of", lambda _: plan)
    with pytest.raises(Conflict):
        catalogue.apply_catalogue(by=quan, row=row)
    entry = selectors.get_entry("1.000001")
    assert selectors.newest_content(entry)["channels"][0]["limit_text"] == "8 Ngày"


def test_the_register_is_searched_without_marks(three):
    def codes(**wanted):
        rows = selectors.register(selectors.Wanted(**wanted))
        return [row.code for row in rows]

    assert codes(words="dang ky SO 2") == ["1.000002"]
    assert codes(words="1.000003") == ["1.000003"]
    bring(lines(record(1, "4"), record(2)))
    assert codes() == ["1.000001", "1.000002"]
    assert codes(show="unread") == ["1.000001"]
    assert codes(show="withdrawn") == ["1.000003"]
    assert len(codes(show="all")) == 3
    assert codes(body="Bộ Tài chính") == []
    counted = selectors.counts(selectors.Wanted(words="dang ky"))
    assert counted.shows == {"": 2, "unread": 1, "withdrawn": 1, "all": 3}
    assert counted.bodies == [("Bộ Tư pháp", 2)]
    assert counted.fields == [("Hộ tịch", 2)]
