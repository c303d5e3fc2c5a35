"""Limits as the catalogue and real step tables write them; everything else is refused."""

from __future__ import annotations

import gzip
import json
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eiso.base.clock.limits import Limit, LimitNotUnderstood, Part, Unit, parse_limit

VECTORS = json.loads(
    (Path(__file__).parents[2] / "data/clock/limits.json").read_text("utf-8")
)


@pytest.mark.parametrize("row", VECTORS["read"], ids=lambda row: ascii(row["text"]))
def test_reads_what_officials_write(row):
    limit = parse_limit(row["text"])
    assert (limit.value, limit.unit) == (Decimal(row["value"]), Unit(row["unit"]))
    assert limit.more == tuple(
        Part(Decimal(value), Unit(unit)) for value, unit in row.get("more", [])
    )
    assert limit.clause == row.get("clause", "")
    assert limit.text == row["text"]


@pytest.mark.parametrize("text", VECTORS["refused"], ids=ascii)
def test_refuses_the_rest_and_quotes_it(text):
    with pytest.raises(LimitNotUnderstood) as refusal:
        parse_limit(text)
    assert refusal.value.exit_code == 2
    assert text.strip()[:120] in refusal.value.message


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1/2 ngày", 240),
        ("16 ngày", 7680),
        ("1,5 ngày làm việc", 720),
        ("240 giờ", 14400),
        ("1 ngày 4 giờ", 720),
        ("2 tháng", None),
        ("trong ngày", None),
    ],
)
def test_minutes_of_step_tables(text, minutes):
    assert parse_limit(text).minutes() == minutes


def test_half_a_day_is_half_of_that_agencys_day():
    assert parse_limit("1/2 ngày").minutes(day_minutes=450) == 225


UNITS = {
    "ngày làm việc": Unit.WORKING_DAY,
    "Ngày": Unit.DAY,
    "GIỜ": Unit.WORKING_HOUR,
    "tháng": Unit.MONTH,
}


@given(
    number=st.integers(0, 999),
    zeros=st.sampled_from(["", "0", "00"]),
    unit=st.sampled_from(sorted(UNITS)),
    form=st.sampled_from(["NFC", "NFD"]),
    space=st.sampled_from([" ", "\u00a0", "  ", "\n"]),
)
def test_spelling_never_changes_the_reading(number, zeros, unit, form, space):
    text = unicodedata.normalize(form, f"{zeros}{number} {unit}").replace(" ", space)
    limit = parse_limit(text)
    assert limit == Limit(Decimal(number), UNITS[unit], text)


@given(st.text(alphabet="0123456789 ,./-()ngàylmviệcờtháúkểừđ½hd", max_size=25))
@example("1/2/3 ngày")
@example("((5) ngày")
@example("năm (")
def test_any_text_is_read_or_refused(text):
    try:
        limit = parse_limit(text)
    except LimitNotUnderstood:
        return
    assert limit.value >= 0
    assert limit.text == text


@pytest.mark.given_data
def test_every_structured_limit_of_the_catalogue(given_data):
    """Defence files keep the limit in its own cell: read, or known to be no limit."""
    file = given_data / "tthc_catalogue/tthc_bo-quoc-phong_structured.jsonl.gz"
    unread: set[str] = set()
    read = 0
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            for row in json.loads(line)["tables"]["hinh_thuc_nop"]:
                try:
                    parse_limit(row["thoi_han_giai_quyet"])
                except LimitNotUnderstood:
                    unread.add(unicodedata.normalize("NFC", row["thoi_han_giai_quyet"]))
                else:
                    read += 1
    assert read == 192
    assert {text for text in unread if text[:1].isdigit()} == set()
