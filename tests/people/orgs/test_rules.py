"""Posts on a day, stand-ins, seats, paths, spellings: against plain day-by-day counting."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eiso.people.orgs import rules
from eiso.people.orgs.rules import Book, Holding, Place, StandIn, Term

DAY0 = dt.date(2026, 3, 1)
DAYS = [DAY0 + dt.timedelta(days=n) for n in range(20)]
HEAD, CLERK, CHAIR = 1, 2, 3
LEADERS, DIVISION = 10, 20
AN, BINH, CHI, DUNG = 101, 102, 103, 104


def d(n: int) -> dt.date:
    return DAY0 + dt.timedelta(days=n)


terms = st.builds(
    lambda start, length: Term(
        None if start is None else d(start),
        None if length is None else d((start or 0) + length),
    ),
    st.one_of(st.none(), st.integers(0, 15)),
    st.one_of(st.none(), st.integers(0, 15)),
)


@given(terms, terms)
def test_overlap_is_a_day_in_both(one, other):
    wide = [d(n) for n in range(-5, 40)]

    assert one.overlaps(other) == any(one.covers(x) and other.covers(x) for x in wide)


@given(st.lists(terms, max_size=6), st.integers(1, 3))
def test_first_overfull_day_is_found_by_counting(many, seats):
    wide = [dt.date.min, *(d(n) for n in range(40))]
    slow = next(
        (day for day in wide if sum(term.covers(day) for term in many) > seats), None
    )

    assert rules.first_overfull_day(many, seats) == slow


def book(*holdings: Holding, stand_ins=(), leading=LEADERS, parents=None) -> Book:
    return Book(
        places={
            CHAIR: Place(CHAIR, LEADERS, is_head=True),
            HEAD: Place(HEAD, DIVISION, is_head=True),
            CLERK: Place(CLERK, DIVISION),
        },
        parents=parents or {LEADERS: None, DIVISION: None},
        leading=leading,
        holdings=holdings,
        stand_ins=stand_ins,
    )


CLERK_AN = Holding(1, CLERK, AN, Term(d(0), d(9)))
HEAD_BINH = Holding(2, HEAD, BINH, Term(d(0)))
CHAIR_CHI = Holding(3, CHAIR, CHI, Term(d(0)))


def who(found) -> list[tuple[int, str, int]]:
    return [(answer.person, answer.how, answer.post) for answer in found]


def test_holder_answers_from_the_first_day_to_the_last():
    known = book(CLERK_AN, HEAD_BINH)

    assert who(rules.responsible(known, CLERK, d(0))) == [(AN, "holder", CLERK)]
    assert who(rules.responsible(known, CLERK, d(9))) == [(AN, "holder", CLERK)]


def test_vacant_post_falls_to_the_head_of_its_unit_then_to_the_leaders():
    assert who(rules.responsible(book(CLERK_AN, HEAD_BINH), CLERK, d(10))) == [
        (BINH, "superior", HEAD)
    ]
    assert who(rules.responsible(book(CLERK_AN, CHAIR_CHI), CLERK, d(10))) == [
        (CHI, "superior", CHAIR)
    ]
    assert who(rules.responsible(book(CHAIR_CHI), HEAD, d(1))) == [
        (CHI, "superior", CHAIR)
    ]


def test_nobody_at_all_is_an_empty_answer():
    assert rules.responsible(book(), CLERK, d(0)) == []
    assert rules.responsible(book(), CHAIR, d(0)) == []


def test_stand_in_answers_on_the_days_of_absence_only():
    away = StandIn(7, 1, DUNG, Term(d(2), d(3)))
    known = book(CLERK_AN, HEAD_BINH, stand_ins=[away])

    assert who(rules.responsible(known, CLERK, d(1))) == [(AN, "holder", CLERK)]
    assert who(rules.responsible(known, CLERK, d(2))) == [(DUNG, "delegate", CLERK)]
    assert who(rules.responsible(known, CLERK, d(4))) == [(AN, "holder", CLERK)]


def test_stand_in_of_a_stand_in_is_not_followed():
    away = StandIn(7, 1, BINH, Term(d(2), d(3)))
    binh_away = StandIn(8, 2, DUNG, Term(d(2), d(3)))
    known = book(CLERK_AN, HEAD_BINH, stand_ins=[away, binh_away])

    assert who(rules.responsible(known, CLERK, d(2))) == [(BINH, "delegate", CLERK)]


def test_shut_account_leaves_the_post_to_the_head():
    gone = Holding(1, CLERK, AN, Term(d(0)), able=False)

    assert who(rules.responsible(book(gone, HEAD_BINH), CLERK, d(1))) == [
        (BINH, "superior", HEAD)
    ]


def test_absent_head_is_replaced_by_who_stands_in_for_them():
    away = StandIn(8, 2, DUNG, Term(d(0), d(20)))

    assert who(rules.responsible(book(HEAD_BINH, stand_ins=[away]), CLERK, d(1))) == [
        (DUNG, "superior", HEAD)
    ]


def test_units_in_a_circle_do_not_hang():
    circle = book(CHAIR_CHI, parents={DIVISION: 30, 30: DIVISION}, leading=LEADERS)

    assert who(rules.responsible(circle, CLERK, d(1))) == [(CHI, "superior", CHAIR)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([CHAIR, HEAD, CLERK]),
            st.sampled_from([AN, BINH, CHI]),
            terms,
            st.booleans(),
        ),
        max_size=6,
    ),
    st.integers(0, 19),
)
def test_whoever_answers_holds_something_that_day(raw, n):
    holdings = [Holding(i, *row[:3], able=row[3]) for i, row in enumerate(raw)]
    found = rules.responsible(book(*holdings), CLERK, d(n))

    able = [h for h in holdings if h.able and h.term.covers(d(n))]
    assert {answer.person for answer in found} <= {h.person for h in able}
    assert bool(found) == any(h.post in {CLERK, HEAD, CHAIR} for h in able)


@pytest.mark.parametrize("text", ["P51", "H48.53", "P51-2025", "a_b"])
def test_symbols_make_paths(text):
    assert rules.child_path("A/", text) == f"A/{text}/"


@pytest.mark.parametrize("text", ["", "a/b", "Sở", "-a", "a b", "x" * 41])
def test_a_text_that_would_break_a_path_is_no_symbol(text):
    assert not rules.is_symbol(text)
    with pytest.raises(ValueError, match="not a symbol"):
        rules.child_path("A/", text)


def test_topmost_keeps_what_covers_the_rest():
    assert rules.topmost(["A/B/", "A/", "C/D/", "AB/"]) == ["A/", "AB/", "C/D/"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xã Hoà An", "Xã Hòa An"),
        ("Điềm Thuỵ", "Điềm Thụy"),
        ("xã Bắc Sơn", "Xã Bắc Sơn"),
    ],
)
def test_two_ways_to_place_a_tone_mark_are_one_spelling(one, other):
    assert rules.spelling_key(one) == rules.spelling_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hỏa"), ("Hoá", "Hoa"), ("Ba", "Bá")]
)
def test_another_tone_is_another_name(one, other):
    assert rules.spelling_key(one) != rules.spelling_key(other)
