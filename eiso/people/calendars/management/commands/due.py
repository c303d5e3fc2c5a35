"""When is a limit due? One answer, or one JSON line a row of a file."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from eiso.base import clock
from eiso.base.console import EisoCommand
from eiso.base.errors import NotUnderstood, RefusedFile
from eiso.people.calendars import asking, words


class Command(EisoCommand):
    help = "Tính hạn của một thời hạn theo lịch làm việc; --explain nói từng ngày."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="start", help="“2026-02-13 14:00”")
        parser.add_argument("--limit", help="“3 ngày làm việc”, “15 ngày”, “8h” …")
        parser.add_argument("--calendar", default="", help="mã lịch, mặc định VN")
        parser.add_argument("--org", default="", help="mã cơ quan: lịch của cơ quan đó")
        parser.add_argument("--rule", default="clock", help="clock hoặc end-of-day")
        parser.add_argument("--explain", action="store_true", help="nói từng ngày")
        parser.add_argument("--json", action="store_true", help="in JSON")
        parser.add_argument(
            "--batch", help="CSV from,limit,rule,calendar; “-” là đầu vào chuẩn"
        )

    def run(self, **options: Any) -> int | None:
        if options["batch"]:
            return self._batch(options)
        if options["start"] is None or options["limit"] is None:
            raise NotUnderstood("Cần --from và --limit, hoặc --batch với một tệp CSV.")
        calendar = asking.calendar_of(options)
        answer = clock.due(
            asking.read_instant(options["start"]),
            clock.parse_limit(options["limit"]),
            calendar,
            asking.read_rule(options["rule"]),
        )
        if options["json"]:
            data = asking.as_data(answer, calendar)
            if options["explain"]:
                data["days"] = asking.days_as_data(answer, calendar)
            self.print_json(data)
        else:
            self._say(answer, calendar, explain=options["explain"])
        return 0

    def _say(
        self, answer: clock.Answer, calendar: clock.Calendar, *, explain: bool
    ) -> None:
        if explain:
            for line in clock.explain(answer, calendar):
                sign = "+" if line.counted else " "
                self.stdout.write(
                    f"{sign} {words.weekday(line.date)} {line.date:%d/%m/%Y}  "
                    f"{words.reason(line, answer)}"
                )
        due = answer.due
        self.stdout.write(
            f"Hạn {due:%H:%M} {words.weekday(due.date())} {due:%d/%m/%Y}, "
            f"{answer.minutes} phút làm việc, lịch {calendar.facts.code}"
            + (" (tạm tính: lịch chưa được xác nhận)" if answer.provisional else "")
        )

    def _batch(self, options: dict[str, Any]) -> int:
        source = _opened(options["batch"])
        rule = asking.read_rule(options["rule"]).value
        with source:
            try:
                for data in asking.batch(
                    source, rule, lambda: asking.calendar_of(options)
                ):
                    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
            except UnicodeDecodeError:
                raise RefusedFile(
                    "Tệp không phải UTF-8. Lưu lại với mã hóa UTF-8 rồi tính."
                ) from None
        return 0


def _opened(name: str) -> io.TextIOBase:
    """The file, or standard input, as UTF-8 text whatever the locale says."""
    if name == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")
    try:
        return Path(name).open(encoding="utf-8", newline="")
    except OSError as trouble:
        raise RefusedFile(
            f"Không mở được tệp {name}: {trouble.strerror or trouble}."
        ) from None
