"""Numbers without gaps, whoever takes them at once, whatever is rolled back."""

from __future__ import annotations

import datetime as dt
import random
import threading

import pytest
from django.db import connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from eiso.base.errors import NotReady
from eiso.base.numbering.models import Counter
from eiso.base.numbering.rules import BadPattern, symbol
from eiso.base.numbering.services import paper_kinds, take

DAY = dt.date(2026, 3, 2)


@pytest.mark.django_db
def test_each_register_agency_and_year_counts_for_itself():
    assert [take("outgoing", "H48/", DAY) for _ in range(3)] == [1, 2, 3]
    assert take("decision", "H48/", DAY) == 1
    assert take("outgoing", "H48.101/", DAY) == 1
    assert take("outgoing", "H48/", dt.date(2027, 1, 1)) == 1
    assert take("outgoing", "H48/", dt.date(2026, 12, 31)) == 4


@pytest.mark.django_db
def test_a_rolled_back_paper_gives_its_number_back():
    take("outgoing", "H48/", DAY)
    with transaction.atomic():
        assert take("outgoing", "H48/", DAY) == 2
        transaction.set_rollback(True)

    assert take("outgoing", "H48/", DAY) == 2


@pytest.mark.django_db
def test_an_unknown_register_is_refused():
    with pytest.raises(NotReady):
        take("other", "H48/", DAY)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given():
    with pytest.raises(RuntimeError):
        take("outgoing", "H48/", DAY)


@pytest.mark.django_db(transaction=True)
def test_fifty_takers_at_once_leave_no_gap_and_no_double():
    start = threading.Barrier(50)
    taken: list[int] = []
    errors: list[Exception] = []

    def issue(seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311
        try:
            start.wait(30)
            for _ in range(4):
                _issue_or_fail(rng, taken)
        except Exception as error:  # noqa: BLE001  the thread must tell its test
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=issue, args=(n,)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert Counter.objects.get().last == len(taken)
    assert 50 < len(taken) < 200  # some were rolled back


class _Failed(Exception):
    pass


def _issue_or_fail(rng: random.Random, taken: list[int]) -> None:
    try:
        with transaction.atomic():
            number = take("decision", "H48/", DAY)
            if rng.random() < 0.3:
                raise _Failed
    except _Failed:
        return
    taken.append(number)


def test_symbols_as_offices_write_them():
    parts = {"issuer": "UBND", "unit": "VP"}

    assert symbol("{n:02}/QĐ-{issuer}", n=7, parts=parts) == "07/QĐ-UBND"
    assert symbol("{n}/{issuer}-{unit}", n=1812, parts=parts) == "1812/UBND-VP"
    assert (
        symbol("{n:02}/{year}/QĐ-TTg", n=19, parts={"year": 2014}) == "19/2014/QĐ-TTg"
    )
    assert symbol("{n}/KH-BCĐ 19", n=1710, parts={}) == "1710/KH-BCĐ 19"


@pytest.mark.parametrize(
    "pattern", ["QĐ", "{n.__class__}", "{n}{x}", "{n!r}", "{n}{", "{n:>99}", "{0}"]
)
def test_a_pattern_never_reaches_into_the_program(pattern):
    with pytest.raises(BadPattern):
        symbol(pattern, n=1, parts={})


@given(st.integers(1, 99_999))
def test_every_shipped_kind_has_a_symbol(number):
    parts = {"issuer": "UBND", "unit": "VP"}
    for kind in paper_kinds().values():
        text = symbol(kind.pattern, n=number, parts=parts)
        assert text.startswith(f"{number:02}/")
        assert kind.code in text


def test_decisions_have_a_register_of_their_own():
    registers = {kind.code: kind.register for kind in paper_kinds().values()}

    assert registers.pop("QĐ") == "decision"
    assert set(registers.values()) == {"outgoing"}
