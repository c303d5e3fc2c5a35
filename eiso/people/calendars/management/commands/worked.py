"""Working minutes between two instants."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from eiso.base import clock
from eiso.base.clock.calendar import minute_of
from eiso.base.console import EisoCommand
from eiso.base.errors import NotUnderstood
from eiso.people.calendars import asking


class Command(EisoCommand):
    help = "Số phút làm việc giữa hai thời điểm theo lịch."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="start", required=True)
        parser.add_argument("--to", dest="end", required=True)
        parser.add_argument("--calendar", default="", help="mã lịch, mặc định VN")
        parser.add_argument("--org", default="", help="mã cơ quan: lịch của cơ quan đó")
        parser.add_argument("--json", action="store_true", help="in JSON")

    def run(self, **options: Any) -> int | None:
        calendar = asking.calendar_of(options)
        start = asking.read_instant(options["start"])
        end = asking.read_instant(options["end"])
        if end < start:
            raise NotUnderstood("--to sớm hơn --from. Đổi chỗ hai thời điểm.")
        minutes = clock.worked(start, end, calendar)
        provisional = calendar.provisional(minute_of(start), minute_of(end))
        if options["json"]:
            self.print_json(
                {
                    "minutes": minutes,
                    "provisional": provisional,
                    "from": start.isoformat(),
                    "to": end.isoformat(),
                    "calendar": calendar.facts.code,
                }
            )
        else:
            note = " (tạm tính: lịch chưa được xác nhận)" if provisional else ""
            self.stdout.write(f"{minutes} phút làm việc{note}")
        return 0
