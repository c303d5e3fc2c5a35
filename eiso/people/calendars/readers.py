"""Read notices from a file of one's own: CSV, JSON or YAML; whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from eiso.base.clock.facts import Shifts
from eiso.base.errors import RefusedFile
from eiso.base.text.folding import fold
from eiso.people.calendars.rules import (
    DayDraft,
    HoursDraft,
    NoticeDraft,
    ShiftsNotUnderstood,
    notice_faults,
    parse_shifts,
)

MAX_BYTES = 2 * 2**20
COLUMNS = "number,date,kind,name,replaces,hours,issued_on,text"
_KINDS = {
    "off": "off",
    "nghi": "off",
    "nghi le": "off",
    "swap_off": "swap_off",
    "nghi hoan doi": "swap_off",
    "nghi do hoan doi": "swap_off",
    "hoan doi": "swap_off",
    "made_up": "made_up",
    "lam bu": "made_up",
    "own_hours": "own_hours",
    "gio rieng": "own_hours",
    "gio lam viec rieng": "own_hours",
    "reception": "reception",
    "tiep nhan": "reception",
    "chi tiep nhan": "reception",
    "chi tiep nhan ho so": "reception",
    "ordinary": "ordinary",
    "ngay thuong": "ordinary",
}
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def read_notices(name: str, content: bytes) -> list[NoticeDraft]:
    """The notices in a file, checked. RefusedFile names the place and says why."""
    if len(content) > MAX_BYTES:
        raise RefusedFile(f"Tệp {name} lớn hơn 2 MB: không phải lịch của vài năm.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFile(
            f"Tệp {name} không phải UTF-8. Lưu lại với mã hóa UTF-8 rồi nhập."
        ) from None
    drafts = _read(name, text)
    if not drafts:
        raise RefusedFile(f"Tệp {name} không có văn bản nào.")
    for draft in drafts:
        if faults := notice_faults(draft):
            raise RefusedFile(f"Tệp {name}, văn bản “{draft.number}”: {faults[0]}")
    return drafts


def _read(name: str, text: str) -> list[NoticeDraft]:
    suffix = name.rpartition(".")[2].lower()
    try:
        if suffix == "csv":
            return _from_csv(text)
        if suffix == "json":
            return _from_tree(json.loads(text))
        if suffix in ("yaml", "yml"):
            return _from_tree(yaml.safe_load(text))
    except (json.JSONDecodeError, yaml.YAMLError, csv.Error, RecursionError):
        raise RefusedFile(
            f"Tệp {name} không đọc được: nội dung hỏng hoặc không đúng {suffix.upper()}."
        ) from None
    except NotAField as wrong:
        raise RefusedFile(f"Tệp {name}, {wrong}") from None
    raise RefusedFile(f"Tệp {name} phải là .csv, .json hoặc .yaml.")


class NotAField(ValueError):
    """A field that cannot be read; the message names its place."""


def _from_csv(text: str) -> list[NoticeDraft]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if not {"number", "date", "kind"} <= set(rows.fieldnames or ()):
        raise NotAField(f"dòng 1: cần các cột {COLUMNS}.")
    grouped: dict[str, dict[str, Any]] = {}
    for row in rows:
        where = f"dòng {rows.line_num}"
        number = (row["number"] or "").strip()
        if not number:
            raise NotAField(f"{where}: chưa ghi số văn bản.")
        notice = grouped.setdefault(number, {"number": number, "days": []})
        for key in ("issued_on", "text"):
            notice[key] = notice.get(key) or (row.get(key) or "").strip()
        notice["days"].append(_day({k: v for k, v in row.items() if k}, where))
    return [_notice(notice, f"văn bản {key}") for key, notice in grouped.items()]


def _from_tree(tree: Any) -> list[NoticeDraft]:
    rows = tree.get("notices") if isinstance(tree, dict) else tree
    if not isinstance(rows, list):
        raise NotAField("cần một danh sách “notices”.")
    return notices_of(rows)


def notices_of(rows: Iterable[Any]) -> list[NoticeDraft]:
    """Notices from plain data: number, issued_on, text, days, hours."""
    drafts = []
    for count, row in enumerate(rows, start=1):
        where = f"văn bản thứ {count}"
        if not isinstance(row, dict):
            raise NotAField(f"{where}: cần các mục number, days, hours.")
        days = _list(row, "days", where)
        plain = dict(row)
        plain["days"] = [
            _day(day, f"{where}, ngày thứ {number}")
            for number, day in enumerate(days, start=1)
        ]
        drafts.append(_notice(plain, where))
    return drafts


def _notice(row: Mapping[str, Any], where: str) -> NoticeDraft:
    issued = row.get("issued_on")
    return NoticeDraft(
        number=str(row.get("number") or "").strip(),
        issued_on=_date(issued, where) if issued else None,
        text=str(row.get("text") or ""),
        days=tuple(row["days"]),
        hours=tuple(hours_of(_list(row, "hours", where))),
    )


def _list(row: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = row.get(key) or []
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise NotAField(f"{where}: “{key}” phải là một danh sách.")
    return value


def _day(row: Mapping[str, Any], where: str) -> DayDraft:
    told = row.get("kind")
    # YAML reads a bare `off` as false.
    kind = "off" if told is False else _KINDS.get(fold(str(told or "")))
    if kind is None:
        raise NotAField(
            f"{where}: không hiểu loại “{told or ''}”. Dùng nghỉ, hoán đổi, "
            "làm bù, giờ riêng, tiếp nhận hoặc ngày thường."
        )
    replaces, hours = row.get("replaces"), row.get("hours")
    return DayDraft(
        date=_date(row.get("date"), where),
        kind=kind,
        name=str(row.get("name") or "").strip()[:200],
        replaces=_date(replaces, where) if replaces else None,
        shifts=_shifts(hours, where) if hours else None,
        holiday=str(row.get("holiday") or "")[:40],
        expected=bool(row.get("expected")),
    )


def hours_of(rows: Iterable[Mapping[str, Any]]) -> list[HoursDraft]:
    """Own hours from plain data: from, week, reception, standard_minutes,
    same_day_until."""
    found = []
    for row in rows:
        where = "giờ riêng"
        standard = row.get("standard_minutes")
        if standard is not None and not isinstance(standard, int):
            raise NotAField(f"{where}: standard_minutes phải là số phút.")
        found.append(
            HoursDraft(
                valid_from=_date(row.get("from"), where),
                week=_week(row.get("week"), where),
                reception=_week(row.get("reception"), where),
                standard_minutes=standard,
                same_day_until=_minute(row.get("same_day_until"), where),
            )
        )
    return found


def _week(value: Any, where: str) -> tuple[Shifts, ...] | None:
    if value is None:
        return None
    if isinstance(value, dict):
        value = [value.get(day, "") for day in _WEEKDAYS]
    if not isinstance(value, list) or len(value) != 7:
        raise NotAField(f"{where}: tuần phải có bảy ngày, từ thứ Hai.")
    return tuple(_shifts(text, where) for text in value)


def _shifts(value: Any, where: str) -> Shifts:
    try:
        return parse_shifts(str(value or ""))
    except ShiftsNotUnderstood as wrong:
        raise NotAField(f"{where}: {wrong}") from None


def _minute(value: Any, where: str) -> int | None:
    """ "15:00" in minutes of the day."""
    if value is None:
        return None
    if isinstance(value, int) and 0 <= value < 24 * 60:
        return value  # YAML reads a bare 15:00 as 15 * 60
    try:
        moment = dt.time.fromisoformat(str(value))
    except ValueError:
        raise NotAField(f"{where}: same_day_until phải là giờ, như 15:00.") from None
    return moment.hour * 60 + moment.minute


def _date(value: Any, where: str) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    text = str(value or "").strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise NotAField(
        f"{where}: không hiểu ngày “{text[:40]}”. Ghi 2026-01-02 hoặc 02/01/2026."
    )
