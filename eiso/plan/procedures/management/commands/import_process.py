"""`eiso import process FILE …`: approved internal processes become drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from eiso.base.console import EisoCommand
from eiso.base.errors import NotUnderstood, RefusedFile
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.definition import (
    Definition,
    from_json_bytes,
    from_yaml_bytes,
    step_minutes,
)
from eiso.plan.procedures.readers.process import as_json, read_process
from eiso.plan.procedures.readers.process.shapes import Reading


class Command(EisoCommand):
    help = (
        "Nhập quyết định phê duyệt quy trình nội bộ (Word .docx, Excel .xlsx, văn bản "
        ".md/.txt, .csv): mỗi thủ tục thành một dự thảo, chỗ chưa hiểu được liệt kê. Nhận "
        "cả định nghĩa do eISO xuất ra (.json, .yaml)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--org", default="", help="mã cơ quan nhận dự thảo")
        parser.add_argument(
            "--dry-run", action="store_true", help="chỉ đọc, không ghi gì"
        )
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")

    def run(self, **options: Any) -> int | None:
        given = [(name, _bytes(name)) for name in options["files"]]
        canonical = [_definition(name, data) for name, data in given if _is_own(name)]
        if canonical:
            self._take_back(canonical, len(given), options)
            return None
        if options["dry_run"]:
            readings = [(name, read_process(data, name)) for name, data in given]
            self._tell(readings, as_data=options["json"])
            return None
        org = _org(options["org"])
        readings, made = self._write(given, org)
        self._tell(readings, as_data=options["json"], made=made)
        return None

    def _take_back(
        self, definitions: list[Definition], count: int, options: dict[str, Any]
    ) -> None:
        """Definitions that `eiso export procedure` wrote, read back to the same bytes."""
        if len(definitions) < count:
            raise NotUnderstood(
                "Tệp định nghĩa (.json, .yaml) và tệp quyết định không nhập chung một "
                "lần. Nhập riêng từng loại."
            )
        printed: dict[str, Any] = {
            "procedures": [_told(one) for one in definitions],
            "not_understood": [],
        }
        if not options["dry_run"]:
            from eiso.plan.procedures.services.procedures import import_definition

            revisions = import_definition(
                by=User.objects.machine(),
                org=_org(options["org"]),
                definitions=definitions,
                source="Nhập định nghĩa",
            )
            printed |= {"drafts": [_draft(one) for one in revisions], "refused": []}
            self.stderr.write(f"Đã tạo {len(revisions)} dự thảo.")
        if options["json"]:
            self.print_json(printed)

    def _write(
        self, given: list[tuple[str, bytes]], org: Org
    ) -> tuple[list[tuple[str, Reading]], dict[str, Any]]:
        """Drafts of every file; a refused file leaves nothing of any of them."""
        from django.db import transaction

        from eiso.plan.procedures.services.imports import create_drafts, start_import

        by = User.objects.machine()
        readings = [(name, read_process(data, name)) for name, data in given]
        made: dict[str, Any] = {"drafts": [], "refused": []}
        with transaction.atomic():
            for name, data in given:
                imported = start_import(by=by, org=org, data=data, name=Path(name).name)
                outcome = create_drafts(by=by, imported=imported)
                made["drafts"] += [_draft(one) for one in outcome.revisions]
                made["refused"] += [
                    {"where": title, "reason": reason}
                    for title, reason in outcome.refused
                ]
        return readings, made

    def _tell(
        self,
        readings: list[tuple[str, Reading]],
        *,
        as_data: bool,
        made: dict[str, Any] | None = None,
    ) -> None:
        printed = _joined(readings)
        if as_data:
            self.print_json(printed | (made or {}))
        for one in printed["procedures"]:
            self.stderr.write(_line(one))
        for one in printed["not_understood"]:
            self.stderr.write(f"  chưa hiểu · {one['where']}: {one['sentence']}")
        for one in (made or {}).get("refused", []):
            self.stderr.write(f"  chưa tạo · {one['where']}: {one['reason']}")
        if made is None:
            self.stderr.write("Chưa ghi gì (--dry-run).")
        else:
            self.stderr.write(f"Đã tạo {len(made['drafts'])} dự thảo.")


def _joined(readings: list[tuple[str, Reading]]) -> dict[str, list[dict[str, Any]]]:
    """One answer for all files; with several, a place begins with its file."""
    joined: dict[str, list[dict[str, Any]]] = {"procedures": [], "not_understood": []}
    for name, reading in readings:
        printed = as_json(reading)
        if len(readings) > 1:
            for one in printed["not_understood"]:
                one["where"] = ", ".join(filter(None, (Path(name).name, one["where"])))
        joined["procedures"] += printed["procedures"]
        joined["not_understood"] += printed["not_understood"]
    return joined


def _line(one: dict[str, Any]) -> str:
    fits = {True: "khớp tổng", False: "không khớp tổng", None: "không ghi tổng"}
    days = f"{one['sum_minutes'] / 480:g}".replace(".", ",")
    return (
        f"{one['code'] or '—'} {one['title']}: {len(one['steps'])} bước, "
        f"{days} ngày làm việc, {fits[one['sum_ok']]}"
    )


def _draft(revision: Revision) -> dict[str, str]:
    return {
        "symbol": revision.document.symbol,
        "code": revision.code,
        "title": revision.title,
    }


def _is_own(name: str) -> bool:
    return Path(name).suffix.lower() in (".json", ".yaml", ".yml")


def _definition(name: str, data: bytes) -> Definition:
    read = from_json_bytes if name.lower().endswith(".json") else from_yaml_bytes
    try:
        return read(data)
    except NotUnderstood as error:
        raise RefusedFile(f"Từ chối {name}: {error.message}") from error


def _told(definition: Definition) -> dict[str, Any]:
    """A definition in the words of a reading; the total is that of its first channel."""
    minutes = step_minutes(definition)
    limits = [row.limit.minutes() for row in definition.channels if row.limit]
    stated = limits[0] if limits else None
    total = sum(value or 0 for value in minutes.values())
    return {
        "title": definition.title,
        "code": definition.national_code or definition.symbol,
        "stated_minutes": stated,
        "sum_minutes": total,
        "sum_ok": None if stated is None else total == stated,
        "steps": [
            {
                "title": step.title,
                "actor": step.post,
                "minutes": minutes[step.key],
                "forms": list(step.forms),
            }
            for step in definition.steps
        ],
    }


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        why = (
            "không có tệp này"
            if isinstance(error, FileNotFoundError)
            else "không đọc được tệp"
        )
        raise RefusedFile(f"Từ chối {name}: {why}. Không có gì thay đổi.") from error


def _org(symbol: str) -> Org:
    if not symbol:
        raise NotUnderstood(
            "Thiếu cơ quan nhận dự thảo. Thêm --org MÃ, hoặc --dry-run để chỉ đọc."
        )
    found = Org.objects.filter(symbol=symbol).first()
    found = found or Org.objects.filter(code=symbol).first()
    if found is None:
        raise NotUnderstood(f"Không có cơ quan mã “{symbol}”. Kiểm tra lại --org.")
    return found
