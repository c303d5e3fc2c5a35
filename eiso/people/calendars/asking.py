"""What the commands `due` and `worked` share: instants, rules, answers as data."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from eiso.base import clock
from eiso.base.errors import BusinessError, NotUnderstood, RefusedFile
from eiso.people.calendars import selectors, words
from eiso.people.calendars.models import COUNTRY

_FORMS = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")


def read_instant(text: str) -> dt.datetime:
    """ "2026-02-13 14:00", ISO with T and offset, or "13/02/2026 14:00"; Vietnamese time
    when no offset is given. NotUnderstood otherwise, also for a date without a time."""
    trimmed = text.strip()
    found = _parsed(trimmed)
    if found is None or ":" not in trimmed:
        raise NotUnderstood(
            f"Không hiểu thời điểm “{trimmed[:60]}”. Ghi như “2026-02-13 14:00”."
        )
    try:
        return (
            found.replace(tzinfo=clock.ZONE)
            if found.tzinfo is None
            else found.astimezone(clock.ZONE)
        )
    except OverflowError:
        raise clock.OutOfRange from None


def _parsed(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _FORMS:
        try:
            return dt.datetime.strptime(text, form)  # noqa: DTZ007
        except ValueError:
            continue
    return None


def read_rule(text: str) -> clock.Rule:
    """ "clock" or "end-of-day"; NotUnderstood otherwise."""
    try:
        return clock.Rule(text.strip() or clock.Rule.CLOCK)
    except ValueError:
        raise NotUnderstood(
            f"Không hiểu cách tính “{text[:40]}”. Dùng clock hoặc end-of-day."
        ) from None


def calendar_of(options: dict[str, Any]) -> clock.Calendar:
    """The calendar of --calendar, else of --org, else the country's."""
    return selectors.compiled(options["calendar"] or options["org"] or COUNTRY)


def as_data(answer: clock.Answer, calendar: clock.Calendar) -> dict[str, Any]:
    """One answer as the JSON of `due --json`."""
    limit = answer.limit
    return {
        "due": answer.due.isoformat(),
        "provisional": answer.provisional,
        "rule": answer.rule.value,
        "minutes": answer.minutes,
        "received": answer.received.isoformat(),
        "from": answer.start.isoformat(),
        "limit": {
            "value": _plain(limit.value),
            "unit": limit.unit.value,
            "text": limit.text,
        },
        "calendar": calendar.facts.code,
    }


def days_as_data(
    answer: clock.Answer, calendar: clock.Calendar
) -> list[dict[str, Any]]:
    """Each day of an answer and why it counted or not."""
    return [
        {
            "date": line.date.isoformat(),
            "weekday": words.weekday(line.date),
            "counted": line.counted,
            "minutes": line.minutes,
            "why": words.reason(line, answer),
            "reason": line.why.value,
            "notice": line.notice,
        }
        for line in clock.explain(answer, calendar)
    ]


def _plain(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def batch(
    lines: Iterable[str],
    default_rule: str,
    default_calendar: Callable[[], clock.Calendar],
) -> Iterator[dict[str, Any]]:
    """One answer or {"error"} a row of a CSV with from,limit[,rule][,calendar].

    RefusedFile when the header lacks from or limit.
    """
    rows = _rows(lines)
    compiled = lru_cache(maxsize=256)(selectors.compiled)
    fallback = lru_cache(maxsize=1)(default_calendar)
    parse = lru_cache(maxsize=4096)(clock.parse_limit)
    for row in rows:
        try:
            code = (row.get("calendar") or "").strip()
            calendar = compiled(code) if code else fallback()
            if None in row:
                raise NotUnderstood(
                    "Dòng có nhiều ô hơn tiêu đề. Đặt “0,25 ngày” trong dấu nháy kép."
                )
            start = read_instant(row.get("from") or "")
            rule = read_rule(row.get("rule") or default_rule)
            answer = clock.due(start, parse(row.get("limit") or ""), calendar, rule)
        except BusinessError as refusal:
            yield {"error": refusal.message}
        else:
            yield {
                "due": answer.due.isoformat(),
                "provisional": answer.provisional,
                "rule": answer.rule.value,
                "minutes": answer.minutes,
            }


def _rows(lines: Iterable[str]) -> Iterator[dict[Any, Any]]:
    stream = iter(lines)
    head = next(stream, "").lstrip("\ufeff")
    delimiter = ";" if ";" in head and "," not in head else ","
    names = next(csv.reader([head], delimiter=delimiter), [])
    fields = [name.strip().lower() for name in names]
    if not {"from", "limit"} <= set(fields):
        raise RefusedFile(
            "Tệp cần dòng tiêu đề from,limit,rule,calendar (hai cột sau không bắt buộc)."
        )
    return csv.DictReader(stream, fieldnames=fields, delimiter=delimiter)
