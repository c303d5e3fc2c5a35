"""The three kinds the one box finds, over real records."""

from __future__ import annotations

import pytest

from eiso.faces.web import searchers
from eiso.people.accounts.models import User
from eiso.plan.procedures.services import catalogue, procedures
from eiso.plan.procedures.services.catalogue import Incoming
from tests.plan.procedures.catalogue_files import lines, record
from tests.plan.procedures.definitions import correction


@pytest.fixture
def drafted(dung, agency_a):
    return procedures.create_draft(by=dung, org=agency_a, definition=correction())


def test_procedures_are_found_without_marks_by_their_own_agency(drafted, dung, khanh):
    found = searchers.procedures(dung, "dinh chinh giay chung nhan", 8)
    assert found.count == 1
    assert found.hits[0].title.startswith("Đính chính Giấy chứng nhận")
    assert found.hits[0].code == "QT-ĐĐ-07"
    assert searchers.procedures(khanh, "dinh chinh", 8).count == 0


def test_the_catalogue_is_found_by_code_and_words(dung):
    rows = [record(number) for number in range(1, 12)]
    catalogue.import_catalogue(
        by=User.objects.machine(), incoming=[Incoming("a.jsonl", lines(*rows))]
    )
    found = searchers.catalogue(dung, "dang ky thu", 8)
    assert (found.count, len(found.hits)) == (11, 8)
    [hit] = searchers.catalogue(dung, "1.000007", 8).hits
    assert hit.url.endswith("/1.000007/")


def test_words_of_two_records_find_neither(drafted, dung):
    assert searchers.procedures(dung, "dinh chinh ket hon", 8).count == 0
