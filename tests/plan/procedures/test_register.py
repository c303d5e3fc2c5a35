"""One state in force and at most one thing that happens; the law is never silent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from eiso.people.accounts.models import User
from eiso.plan.documents import frozen
from eiso.plan.documents.models import Revision
from eiso.plan.documents.services.moving import digest
from eiso.plan.procedures.choices import Happening, InForce
from eiso.plan.procedures.definition import to_json_bytes
from eiso.plan.procedures.selectors.register import (
    Filters,
    all_rows,
    group_of,
    register,
)
from eiso.plan.procedures.selectors.register_figures import departures, figures
from eiso.plan.procedures.services import catalogue, editing, procedures, releasing
from eiso.plan.procedures.services.catalogue import Incoming
from eiso.plan.procedures.views.words import next_of, states_of
from tests.plan.procedures.catalogue_files import lines, record
from tests.plan.procedures.definitions import correction
from tests.plan.procedures.story import drafted, issued, saved
from tests.trail_flush import drop_frozen


def row_for(user):
    [row] = all_rows(user)
    return row


def said(user):
    row = row_for(user)
    numbers = figures([row]).get(row.code)
    return [state.label for state in states_of(row, numbers, 0)]


def test_a_row_through_its_whole_life(agency_a, crew):
    dung, binh, _chi = crew
    revision = drafted(dung, agency_a)
    assert (row_for(dung).in_force, row_for(dung).happening) == ("never", "draft")
    assert said(dung) == ["dự thảo"]
    assert (row_for(dung).mine, row_for(binh).mine) == ("write", "")

    releasing.submit(by=dung, revision=revision)
    assert said(dung) == ["chờ soát xét"]
    assert (row_for(binh).mine, row_for(dung).mine) == ("decide", "")

    approved_one = approved_after_review(revision, crew)
    assert said(dung) == ["chờ ban hành"]
    assert row_for(dung).mine == "issue"

    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    releasing.issue(by=dung, revision=approved_one, effective_on=tomorrow)
    assert said(dung) == ["sắp có hiệu lực"]


def approved_after_review(revision, crew):
    for user in crew[1:]:
        releasing.agree(by=user, revision=revision, seen=digest(revision))
        if user is crew[1]:
            assert row_for(crew[0]).happening == Happening.APPROVE
    revision.refresh_from_db()
    return revision


def test_live_with_a_draft_and_withdrawn(agency_a, crew):
    dung = crew[0]
    live = issued(drafted(dung, agency_a), *crew)
    assert said(dung) == ["đang hiệu lực"]
    assert next_of(row_for(dung), 0) is None

    nxt = editing.open_next_draft(by=dung, procedure=live.document.procedure)
    assert said(dung) == ["đang hiệu lực", "sửa đổi 01 dự thảo"]
    assert group_of(row_for(dung)) == 0

    releasing.withdraw_draft(by=dung, revision=nxt)
    later = timezone.localdate() + dt.timedelta(days=5)
    releasing.withdraw(by=dung, revision=live, from_=later, reason="QĐ 20")
    assert said(dung)[0].startswith("hiệu lực đến hết")
    assert row_for(dung).in_force == InForce.LIVE


def test_withdrawn_today_is_kept_under_its_own_chip(agency_a, crew):
    live = issued(drafted(crew[0], agency_a), *crew)
    releasing.withdraw(
        by=crew[0], revision=live, from_=timezone.localdate(), reason="QĐ 20"
    )

    found = register(crew[0], Filters(state="withdrawn"))

    assert [row.in_force for row in found.rows] == [InForce.WITHDRAWN]
    assert said(crew[0]) == ["bãi bỏ"]


def test_places_not_understood_are_said(agency_a, dung):
    drafted(
        dung, agency_a, unclear=[procedures.Unclear("a", "b")] * 2, source="QĐ 1594"
    )

    assert said(dung) == ["2 chỗ chưa hiểu"]
    move = next_of(row_for(dung), 0)
    assert (move.words, move.note) == ("Xử lý chỗ chưa hiểu", "nhập từ QĐ 1594")


def test_longer_than_the_law_is_red_whatever_happens(agency_a, crew):
    dung = crew[0]
    live = issued(drafted(dung, agency_a), *crew)
    shorter = replace(correction().channels[0].limit, value=5, text="5 ngày làm việc")
    channel = replace(correction().channels[0], limit=shorter)
    # Review refuses such a version; it can only come from older data.
    drop_frozen()
    content = to_json_bytes(replace(correction(), channels=(channel,)))
    Revision.objects.filter(pk=live.pk).update(content=content)
    frozen.install()

    assert said(dung) == ["đang hiệu lực", "dài hơn thủ tục"]


def test_what_differs_from_the_catalogue_is_counted(agency_a, crew):
    dung = crew[0]
    incoming = [Incoming("a.jsonl", lines(record(1)))]
    catalogue.import_catalogue(by=User.objects.machine(), incoming=incoming)
    own = replace(correction(), national_code="1.000001", symbol="QT-1")
    issued(drafted(dung, agency_a, own), *crew)

    row = row_for(dung)
    apart = departures([row])

    assert apart[row.code] >= 1
    labels = [state.label for state in states_of(row, None, apart[row.code])]
    assert labels == ["đang hiệu lực", "lệch danh mục quốc gia"]
    assert next_of(row, 2).url == "/danh-muc-tthc/1.000001/"


def test_each_person_sees_own_agencies_only(agency_a, agency_b, dung, khanh, minh):
    drafted(dung, agency_a)
    drafted(khanh, agency_b)

    assert len(all_rows(dung)) == len(all_rows(khanh)) == 1
    assert len(all_rows(minh)) == 2
    assert row_for(khanh).org_name == "UBND phường Nghĩa Lộ"
    found = register(minh, Filters(org=agency_a.code))
    assert [row.org_name for row in found.rows] == ["UBND phường Cẩm Thành"]
    assert found.counts["org"] == {agency_a.code: 1, agency_b.code: 1}


def test_figures_are_those_of_what_is_in_force(agency_a, crew):
    dung = crew[0]
    live = issued(drafted(dung, agency_a), *crew)
    nxt = editing.open_next_draft(by=dung, procedure=live.document.procedure)
    saved(dung, nxt, replace(correction(), steps=correction().steps[:2]))

    row = row_for(dung)
    numbers = figures([row])[row.code]

    assert (numbers.used, numbers.limit, numbers.limit_text) == (
        3600,
        3840,
        "08 ngày làm việc",
    )
