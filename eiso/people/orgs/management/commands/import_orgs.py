"""`eiso import orgs FILE…`: agencies from the published lists of administrative units."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from eiso.base.console import EisoCommand
from eiso.people.accounts.models import User
from eiso.people.orgs.services.imports import ImportResult, import_orgs


class Command(EisoCommand):
    help = (
        "Nhập cơ quan từ danh mục đơn vị hành chính: tỉnh, xã, ba cấp trước 01/7/2025, "
        "bảng chuyển đổi. Loại tệp nhận theo nội dung; nhập lại không nhân đôi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="tệp .csv hoặc .csv.gz"
        )
        parser.add_argument("--dry-run", action="store_true", help="đọc, không ghi gì")
        parser.add_argument("--json", action="store_true", help="in một dòng JSON")

    def run(self, **options: Any) -> int:
        result = import_orgs(
            by=User.objects.machine(),
            paths=options["files"],
            dry_run=options["dry_run"],
        )
        if options["json"]:
            self.print_json(result.as_json())
        else:
            self._print(result, dry_run=options["dry_run"])
        return 0

    def _print(self, result: ImportResult, *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("Thử đọc, chưa ghi gì.")
        for one in result.files:
            self.stdout.write(
                f"{one['file']}: đọc {one['read']}, mới {one['created']}, "
                f"sửa {one['updated']}, như cũ {one['unchanged']}"
            )
        for refusal in result.refused[:50]:
            self.stderr.write(f"Không nhận {refusal['where']}: {refusal['reason']}")
        if len(result.refused) > 50:
            self.stderr.write(
                f"… và {len(result.refused) - 50} dòng khác (xem --json)."
            )
        for warning in result.warnings:
            self.stderr.write(f"Lưu ý: {warning}")
