"""Acts on calendars: each works, is recorded, refused when it must be, and has one winner."""

from __future__ import annotations

import datetime as dt

import pytest

from eiso.base import clock
from eiso.base.errors import Conflict, InvalidTransition, NotPermitted, NotReady
from eiso.base.trail.models import Event
from eiso.people.calendars import moves, selectors, services
from eiso.people.calendars.choices import NoticeStatus, YearStatus
from eiso.people.calendars.models import Calendar, Notice, Year
from eiso.people.calendars.rules import DayDraft, HoursDraft, NoticeDraft
from tests.base.clock.worlds import at
from tests.cast import make_user

OFF, MADE_UP = dt.date(2026, 12, 14), dt.date(2026, 12, 19)
SWAP = NoticeDraft(
    number="GĐ-02/2026",
    days=(
        DayDraft(OFF, "swap_off", "Nghỉ hoán đổi"),
        DayDraft(MADE_UP, "made_up", "Làm bù", replaces=OFF),
    ),
)
TODAY = dt.datetime(2026, 11, 20, 2, 42, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(TODAY, tick=True)


def last_verb() -> str:
    return Event.objects.order_by("id").last().verb


def ends(start, limit, code) -> str:
    calendar = selectors.compiled(code)
    answer = clock.due(at(start), clock.parse_limit(limit), calendar)
    return answer.due.strftime("%d/%m %H:%M")


# ---- own calendar ----------------------------------------------------------------


def test_an_agency_follows_the_country_until_it_sets_something(own, agency_b):
    assert own.code == "H48.101"
    assert last_verb() == "calendars.calendar.opened"
    for code in ("VN", "H48.101", agency_b.symbol, agency_b.code):
        assert ends("2026-02-13 14:00", "3 ngày làm việc", code) == "25/02 14:00"


def test_the_second_to_open_a_calendar_is_told(own, dung, agency_a):
    with pytest.raises(Conflict):
        services.open_calendar(by=dung, org=agency_a)
    assert Calendar.objects.filter(org=agency_a).count() == 1


def test_opening_needs_the_right_over_that_agency(vn, an, khanh, agency_a):
    for person in (an, khanh):
        with pytest.raises(NotPermitted):
            services.open_calendar(by=person, org=agency_a)


def test_an_unknown_code_is_a_sentence(vn):
    with pytest.raises(selectors.CalendarUnknown, match="H99"):
        selectors.compiled("H99")


# ---- notices ---------------------------------------------------------------------


def drafted(own, by) -> Notice:
    return services.draft_notice(by=by, calendar=own, draft=SWAP)


def test_a_draft_counts_for_nobody_but_can_be_previewed(own, dung):
    notice = drafted(own, dung)
    assert last_verb() == "calendars.notice.drafted"
    assert ends("2026-12-11 09:00", "1 ngày làm việc", own.code) == "14/12 09:00"
    after = selectors.compiled_with(notice)
    limit = clock.parse_limit("1 ngày làm việc")
    assert after.due_at(at("2026-12-11 09:00"), limit) == at("2026-12-15 09:00")


def test_a_written_notice_counts_below_and_only_below(own, dung, agency_b):
    notice = drafted(own, dung)
    services.write_notice(by=dung, notice=notice, version=1)
    assert Notice.objects.get(pk=notice.pk).status == NoticeStatus.WRITTEN
    assert ends("2026-12-11 09:00", "1 ngày làm việc", own.code) == "15/12 09:00"
    assert ends("2026-12-18 09:00", "1 ngày làm việc", own.code) == "19/12 09:00"
    assert ends("2026-12-11 09:00", "1 ngày làm việc", agency_b.symbol) == (
        "14/12 09:00"
    )
    verbs = list(Event.objects.order_by("-id").values_list("verb", flat=True)[:2])
    assert verbs == ["calendars.year.reopened", "calendars.notice.written"]


def test_writing_makes_the_year_provisional_for_that_agency_alone(own, dung, agency_b):
    services.write_notice(by=dung, notice=drafted(own, dung), version=1)
    assert 2026 not in selectors.compiled(own.code).facts.confirmed
    assert 2026 in selectors.compiled(agency_b).facts.confirmed


def test_a_draft_can_be_edited_and_discarded(own, dung):
    notice = drafted(own, dung)
    shorter = NoticeDraft("GĐ-03/2026", days=(DayDraft(OFF, "off", "Nghỉ"),))
    notice = services.edit_notice(by=dung, notice=notice, draft=shorter, version=1)
    assert [day.date for day in notice.days.all()] == [OFF]
    assert (notice.version, last_verb()) == (2, "calendars.notice.edited")
    notice = services.discard_notice(by=dung, notice=notice)
    assert last_verb() == "calendars.notice.discarded"
    with pytest.raises(InvalidTransition):
        services.write_notice(by=dung, notice=notice, version=2)


def test_what_was_previewed_is_what_is_written(own, dung):
    """An edit between preview and writing wins over the stale click."""
    notice = drafted(own, dung)
    services.edit_notice(by=dung, notice=notice, draft=SWAP, version=1)
    with pytest.raises(Conflict):
        services.write_notice(by=dung, notice=notice, version=1)
    with pytest.raises(Conflict):
        services.edit_notice(by=dung, notice=notice, draft=SWAP, version=1)


def test_two_writers_at_once_have_one_winner(own, dung):
    first = drafted(own, dung)
    second = Notice.objects.get(pk=first.pk)
    services.write_notice(by=dung, notice=first, version=1)
    with pytest.raises(Conflict):
        services.write_notice(by=dung, notice=second, version=1)
    with pytest.raises(Conflict):
        services.discard_notice(by=dung, notice=second)
    assert Event.objects.filter(verb="calendars.notice.written").count() == 1


def test_nothing_without_a_document_or_a_day(own, dung):
    for draft in (NoticeDraft(number=" "), NoticeDraft(number="1/TB")):
        with pytest.raises(NotReady):
            services.draft_notice(by=dung, calendar=own, draft=draft)


def test_drafting_writing_and_discarding_need_the_right(own, dung, an, khanh):
    notice = drafted(own, dung)
    for person in (an, khanh):
        for act in (
            lambda by: services.draft_notice(by=by, calendar=own, draft=SWAP),
            lambda by: services.edit_notice(
                by=by, notice=notice, draft=SWAP, version=1
            ),
            lambda by: services.write_notice(by=by, notice=notice, version=1),
            lambda by: services.discard_notice(by=by, notice=notice),
        ):
            with pytest.raises(NotPermitted):
                act(person)


def test_the_country_is_not_an_agencys_to_change(vn, dung, quan):
    with pytest.raises(NotPermitted):
        services.draft_notice(by=dung, calendar=vn, draft=SWAP)
    assert services.draft_notice(by=quan, calendar=vn, draft=SWAP)


def test_strangers_do_not_see_an_agencys_notices(own, dung, khanh, vn):
    drafted(own, dung)
    assert not Notice.objects.visible_to(khanh).filter(calendar=own).exists()
    assert list(Calendar.objects.visible_to(khanh)) == [vn]
    assert Year.objects.visible_to(khanh).filter(calendar=vn).exists()


def test_a_change_to_the_past_needs_a_reason(own, dung):
    day = dt.date(2026, 10, 5)
    draft = NoticeDraft("GĐ-01/2026", days=(DayDraft(day, "off", "Nghỉ bão"),))
    notice = services.draft_notice(by=dung, calendar=own, draft=draft)
    with pytest.raises(NotReady) as refusal:
        services.write_notice(by=dung, notice=notice, version=1)
    assert "05/10/2026" in refusal.value.message
    services.write_notice(by=dung, notice=notice, version=1, reason="Công điện muộn")
    event = Event.objects.get(verb="calendars.notice.written")
    assert event.reason == "Công điện muộn"
    assert "2026-10-05" in event.data


def test_two_notices_on_one_day_the_later_holds(own, dung):
    services.write_notice(by=dung, notice=drafted(own, dung), version=1)
    back = NoticeDraft(
        "GĐ-04/2026",
        days=(DayDraft(OFF, "ordinary"), DayDraft(MADE_UP, "ordinary")),
    )
    notice = services.draft_notice(by=dung, calendar=own, draft=back)
    services.write_notice(by=dung, notice=notice, version=1)
    assert ends("2026-12-11 09:00", "1 ngày làm việc", own.code) == "14/12 09:00"


def test_a_child_overrides_its_parent_and_inherits_the_rest(own, dung, province, minh):
    """The province swaps a day; agency A works it with its own shorter hours."""
    above = services.open_calendar(by=minh, org=province)
    notice = services.draft_notice(by=minh, calendar=above, draft=SWAP)
    services.write_notice(by=minh, notice=notice, version=1)
    assert ends("2026-12-11 09:00", "1 ngày làm việc", own.code) == "15/12 09:00"
    short = NoticeDraft(
        "05/TB-UBND",
        days=(DayDraft(MADE_UP, "made_up", replaces=OFF, shifts=((420, 690),)),),
    )
    notice = services.draft_notice(by=dung, calendar=own, draft=short)
    services.write_notice(by=dung, notice=notice, version=1)
    facts = selectors.compiled(own.code).facts
    assert facts.shifts_on(MADE_UP) == ((420, 690),)
    assert facts.shifts_on(OFF) == ()
    assert selectors.compiled("H48").facts.shifts_on(MADE_UP) == (
        (420, 690),
        (810, 1020),
    )


def test_own_hours_hold_from_their_day_and_keep_the_rest(own, dung):
    short = ((420, 660), (780, 990))
    week = (short,) * 5 + ((), ())
    saturday = ((),) * 5 + (((420, 660),), ())
    draft = NoticeDraft(
        "12/TB-UBND",
        hours=(
            HoursDraft(
                dt.date(2026, 12, 1),
                week,
                reception=saturday,
                standard_minutes=450,
                same_day_until=600,
            ),
        ),
    )
    notice = services.draft_notice(by=dung, calendar=own, draft=draft)
    services.write_notice(by=dung, notice=notice, version=1)
    facts = selectors.compiled(own.code).facts
    assert facts.shifts_on(dt.date(2026, 11, 30)) == ((420, 690), (810, 1020))
    assert facts.shifts_on(dt.date(2026, 12, 1)) == short
    assert facts.shifts_on(dt.date(2026, 12, 5)) == ()  # reception is not work
    assert facts.standard_on(dt.date(2026, 11, 30)) == 480
    assert facts.standard_on(dt.date(2026, 12, 1)) == 450
    assert facts.cut_off_on(dt.date(2026, 11, 30)) == 900
    assert facts.cut_off_on(dt.date(2026, 12, 1)) == 600
    assert ends("2026-12-01 10:01", "trong ngày", own.code) == "02/12 16:30"


# ---- confirming ------------------------------------------------------------------


@pytest.fixture
def changed_year(own, dung) -> Year:
    services.write_notice(by=dung, notice=drafted(own, dung), version=1)
    return Year.objects.get(calendar=own, year=2026)


def confirm(by, row, **changes):
    facts = {"calendar": row.calendar, "year": row.year, "version": row.version}
    return services.confirm_year(by=by, **facts | changes)


def test_a_second_person_confirms_the_year(changed_year, chi):
    row = confirm(chi, changed_year)
    assert (row.status, row.confirmed_by) == (YearStatus.CONFIRMED, chi)
    assert last_verb() == "calendars.year.confirmed"
    assert 2026 in selectors.compiled("H48.101").facts.confirmed


def test_the_writer_never_confirms(changed_year, agency_a, dung):
    both = make_user("hai", "Phan Thị Hai", "leader", agency_a)
    notice = services.draft_notice(
        by=dung,
        calendar=changed_year.calendar,
        draft=NoticeDraft("7/TB", days=(DayDraft(dt.date(2026, 12, 21), "off"),)),
    )
    Notice.objects.filter(pk=notice.pk).update(drafted_by=both)
    services.write_notice(by=dung, notice=notice, version=1)
    row = Year.objects.get(pk=changed_year.pk)
    with pytest.raises(NotPermitted, match="không tự xác nhận"):
        confirm(both, row)


def test_who_wrote_before_the_last_confirmation_may_confirm_the_next(
    own, dung, chi, agency_a, changed_year, time_machine
):
    confirm(chi, changed_year)
    time_machine.shift(60)
    other = make_user("tu", "Ngô Văn Tư", "qms_secretary", agency_a)
    draft = NoticeDraft("8/TB", days=(DayDraft(dt.date(2026, 12, 21), "off", "Nghỉ"),))
    notice = services.draft_notice(by=other, calendar=own, draft=draft)
    services.write_notice(by=other, notice=notice, version=1)
    row = Year.objects.get(pk=changed_year.pk)
    assert services.writers(row) == {other.pk}


def test_confirming_needs_the_right(changed_year, dung, an, khanh):
    for person in (dung, an, khanh):
        with pytest.raises(NotPermitted):
            confirm(person, changed_year)


def test_a_year_with_a_hole_is_refused_with_the_hole_named(vn, house_officer):
    row = vn.years.get(year=2027)
    with pytest.raises(NotReady) as refusal:
        confirm(house_officer, row)
    assert "Tết Nguyên đán: có 0/5" in refusal.value.message
    assert "Quốc khánh: có 1/2" in refusal.value.message


def test_a_swap_with_one_half_is_a_hole(own, dung, chi):
    half = NoticeDraft("9/TB", days=(DayDraft(OFF, "swap_off"),))
    notice = services.draft_notice(by=dung, calendar=own, draft=half)
    services.write_notice(by=dung, notice=notice, version=1)
    with pytest.raises(NotReady, match="14/12/2026 chưa có ngày làm bù"):
        confirm(chi, Year.objects.get(calendar=own, year=2026))


def test_two_confirmers_at_once_have_one_winner(changed_year, chi, agency_a):
    other = make_user("nam", "Vũ Văn Năm", "leader", agency_a)
    confirm(chi, changed_year)
    with pytest.raises(InvalidTransition):
        confirm(other, changed_year)
    assert Event.objects.filter(verb="calendars.year.confirmed").count() == 1


def test_a_year_changed_since_it_was_shown_is_not_confirmed(
    changed_year, own, dung, chi
):
    draft = NoticeDraft("8/TB", days=(DayDraft(dt.date(2026, 12, 21), "off", "Nghỉ"),))
    notice = services.draft_notice(by=dung, calendar=own, draft=draft)
    services.write_notice(by=dung, notice=notice, version=1)
    with pytest.raises(Conflict):
        confirm(chi, changed_year)


def test_a_year_nobody_entered_cannot_be_confirmed(own, chi):
    with pytest.raises(NotReady, match="2026 chưa có văn bản"):
        services.confirm_year(by=chi, calendar=own, year=2026, version=1)


def test_rooms_with_deadlines_are_asked_before_and_told_after(
    own, dung, django_capture_on_commit_callbacks, monkeypatch
):
    told, asked = [], []
    monkeypatch.setattr(moves, "_previews", {})
    monkeypatch.setattr(moves, "_changed", {})

    def ask(path, before, after):
        asked.append(path)
        return moves.Moves("hồ sơ đang mở", later=1, earlier=0, same=2)

    moves.register("tests", ask, told.append)
    notice = drafted(own, dung)
    before, after = selectors.compiled(own), selectors.compiled_with(notice)
    assert moves.preview(own.access_path, before, after)[0].later == 1
    with django_capture_on_commit_callbacks(execute=True):
        services.write_notice(by=dung, notice=notice, version=1)
    assert (asked, told) == (["H48/H48.101/"], ["H48.101"])
