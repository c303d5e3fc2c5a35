"""`eiso import tthc FILE …`: the national catalogue from crawls and portal exports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from eiso.base.console import EisoCommand
from eiso.base.errors import RefusedFile
from eiso.people.accounts.models import User
from eiso.plan.procedures.readers.catalogue import editions, read_catalogue
from eiso.plan.procedures.selectors.catalogue import OwnDifferences
from eiso.plan.procedures.selectors.catalogue_import import (
    ImportPlan,
    own_differences,
    plan_import,
)
from eiso.plan.procedures.services.catalogue import Incoming, import_catalogue

_MANY = 20


class Command(EisoCommand):
    help = (
        "Nhập danh mục TTHC quốc gia: tệp dòng JSON của Cổng Dịch vụ công (có thể nén "
        ".gz), tệp có cấu trúc của Bộ Quốc phòng, tệp Excel xuất từ Cổng."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="chỉ đọc và so, không ghi gì"
        )
        parser.add_argument(
            "--list", action="store_true", help="in một dòng JSON cho mỗi thủ tục"
        )
        parser.add_argument("--json", action="store_true", help="in tóm tắt dạng JSON")
        parser.add_argument(
            "--partial",
            action="store_true",
            help="tệp chỉ là một phần của danh mục: không xét bãi bỏ",
        )
        parser.add_argument(
            "--body", default="", metavar="TÊN", help="cơ quan ban hành của tệp"
        )
        parser.add_argument("--org", default="", help="không cần: danh mục là quốc gia")

    def run(self, **options: Any) -> int | None:
        incoming = [_read(name) for name in options["files"]]
        partial, body = options["partial"], options["body"].strip()
        if options["dry_run"]:
            plans = _plans(incoming, partial=partial, body=body)
        else:
            outcomes = import_catalogue(
                by=User.objects.machine(), incoming=incoming, partial=partial, body=body
            )
            plans = [outcome.plan for outcome in outcomes]
        if options["list"]:
            for plan in plans:
                for published in plan.file.procedures:
                    self.print_json(editions.listed(published))
        found = _differences(plans) if options["json"] or not options["list"] else []
        if options["json"]:
            self.print_json(_summary(plans, found))
        else:
            self._say(plans, found, dry_run=options["dry_run"])
        return None

    def _say(
        self, plans: list[ImportPlan], found: list[OwnDifferences], *, dry_run: bool
    ) -> None:
        """The same in words, on stderr: stdout may carry the list."""
        summary = _summary(plans, found)
        said = (
            "Đọc {read} thủ tục: {created} mới, {updated} đổi, {unchanged} không đổi, "
            "{withdrawn} bãi bỏ, {refused} bị từ chối; {warnings} điều cần xem."
        ).format(
            **{
                key: len(value) if isinstance(value, list) else value
                for key, value in summary.items()
            }
        )
        self.stderr.write(said + (" Chưa ghi gì (--dry-run)." if dry_run else ""))
        for each in summary["refused"]:
            self.stderr.write(f"  từ chối · {each['where']}: {each['reason']}")
        for each in summary["warnings"][:_MANY]:
            self.stderr.write(f"  xem · {each['where']}: {each['reason']}")
        more = len(summary["warnings"]) - _MANY
        if more > 0:
            self.stderr.write(f"  … và {more} điều nữa; --json in đủ.")


def _read(name: str) -> Incoming:
    try:
        return Incoming(Path(name).name, Path(name).read_bytes())
    except OSError as error:
        why = (
            "không có tệp này" if isinstance(error, FileNotFoundError) else "không đọc"
        )
        raise RefusedFile(
            f"Từ chối tệp {name}: {why} được. Không có gì thay đổi."
            if why == "không đọc"
            else f"Từ chối tệp {name}: {why}. Không có gì thay đổi."
        ) from error


def _plans(incoming: list[Incoming], *, partial: bool, body: str) -> list[ImportPlan]:
    files = [read_catalogue(each.data, each.name) for each in incoming]
    listed = {published.key for file in files for published in file.procedures}
    return [
        plan_import(file, also_listed=listed, partial=partial, body=body)
        for file in files
    ]


def _differences(plans: list[ImportPlan]) -> list[OwnDifferences]:
    machine = User.objects.machine()
    return [own for plan in plans for own in own_differences(machine, plan)]


def _summary(plans: list[ImportPlan], found: list[OwnDifferences]) -> dict[str, Any]:
    """`read` = created + updated + unchanged + refused; places carry the file's name."""
    return {
        "read": sum(plan.file.read for plan in plans),
        "created": sum(len(plan.created) for plan in plans),
        "updated": sum(len(plan.updated) for plan in plans),
        "unchanged": sum(len(plan.unchanged) for plan in plans),
        "withdrawn": sum(len(plan.withdrawn) for plan in plans),
        "refused": [
            {"where": f"{plan.file.name}, {each.where}", "reason": each.reason}
            for plan in plans
            for each in plan.refused
        ],
        "warnings": [
            {"where": _place(plan, each.where), "reason": each.reason}
            for plan in plans
            for each in plan.warnings
        ]
        + [
            {
                "where": f"{own.procedure.org.symbol}, {own.procedure.symbol}",
                "reason": difference.sentence,
            }
            for own in found
            for difference in own.found
        ],
    }


def _place(plan: ImportPlan, where: str) -> str:
    return where if where == plan.file.name else f"{plan.file.name}, {where}"
