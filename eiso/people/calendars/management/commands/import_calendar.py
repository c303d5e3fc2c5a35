"""Bring notices of days off, swaps and hours from a file into a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from eiso.base.console import EisoCommand
from eiso.base.errors import RefusedFile
from eiso.people.accounts.models import User
from eiso.people.calendars import readers, selectors, services
from eiso.people.calendars.models import COUNTRY


class Command(EisoCommand):
    help = (
        "Nhập thông báo nghỉ, hoán đổi, làm bù, giờ riêng từ tệp CSV, JSON hoặc YAML."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="+", help="tệp .csv, .json hoặc .yaml")
        parser.add_argument("--org", default=COUNTRY, help="mã cơ quan, mặc định VN")
        parser.add_argument("--dry-run", action="store_true", help="chỉ xem, không ghi")
        parser.add_argument("--json", action="store_true", help="in JSON")

    def run(self, **options: Any) -> int | None:
        org = selectors.owner_of(options["org"])
        drafts = []
        for name in options["file"]:
            drafts += readers.read_notices(Path(name).name, _content(name))
        with transaction.atomic():
            done = services.import_notices(
                by=User.objects.machine(),
                org=org,
                drafts=drafts,
                source=", ".join(Path(name).name for name in options["file"]),
            )
            if options["dry_run"]:
                transaction.set_rollback(True)
        if options["json"]:
            self.print_json(
                {
                    "read": done.read,
                    "created": len(done.created),
                    "unchanged": len(done.unchanged),
                    "years_to_confirm": done.years,
                    "dry_run": options["dry_run"],
                }
            )
            return 0
        for number in done.created:
            self.stdout.write(f"+ {number}")
        self.stdout.write(
            f"Đọc {done.read} văn bản, ghi {len(done.created)}, "
            f"đã có {len(done.unchanged)}."
            + (" Chưa ghi gì (--dry-run)." if options["dry_run"] else "")
        )
        if done.years:
            years = ", ".join(map(str, done.years))
            self.stdout.write(f"Cần một người xác nhận lại năm: {years}.")
        return 0


def _content(name: str) -> bytes:
    try:
        file = Path(name)
        if file.stat().st_size > readers.MAX_BYTES:
            raise RefusedFile(f"Tệp {name} lớn hơn 2 MB: không phải lịch của vài năm.")
        return file.read_bytes()
    except OSError as trouble:
        raise RefusedFile(
            f"Không mở được tệp {name}: {trouble.strerror or trouble}."
        ) from None
