"""`eiso export procedure CODE|SYMBOL --org CODE --out FILE`: one face of one revision."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.dateparse import parse_date

from eiso.base import moment
from eiso.base.console import EisoCommand
from eiso.base.errors import NotReady, NotUnderstood
from eiso.people.orgs.models import Org
from eiso.plan.documents import selectors as documents
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.models.procedures import Procedure
from eiso.plan.procedures.reports.files import make_file
from eiso.plan.procedures.selectors import procedures as reads

ENDINGS = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".svg": "svg"}
PAPERS = {".docx": "docx", ".pdf": "pdf"}


class Command(EisoCommand):
    """Definition, ISO document, annex or flowchart of the version in force on a day."""

    help = (
        "Xuất một quy trình: định nghĩa (.json, .yaml), tài liệu ISO (.docx, .pdf), "
        "phụ lục quyết định (--annex với .docx, .pdf), lưu đồ (.svg)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "procedure", help="mã hiệu (QT-05), mã thủ tục (1.004873) hoặc mã eISO"
        )
        parser.add_argument("--org", default="", help="mã cơ quan (H48.101)")
        parser.add_argument("--out", required=True, help="tệp ghi ra; đuôi chọn dạng")
        parser.add_argument(
            "--on", default="", help="bản có hiệu lực vào ngày YYYY-MM-DD"
        )
        parser.add_argument(
            "--draft", action="store_true", help="xuất dự thảo đang soạn"
        )
        parser.add_argument("--annex", action="store_true", help="phụ lục quyết định")

    def run(self, **options: Any) -> int | None:
        out = Path(options["out"])
        kind = _kind(out, annex=options["annex"])
        procedure = _procedure(options["procedure"], options["org"])
        revision = self._revision(procedure, _day(options["on"]), options["draft"])
        _write(out, make_file(revision, kind))
        return None

    def _revision(
        self,
        procedure: Procedure,
        on: dt.date | None,
        draft: bool,  # noqa: FBT001
    ) -> Revision:
        """The version in force; the draft when asked, or when nothing was issued yet."""
        going = documents.on_the_way(procedure.document)
        if draft:
            if going is None:
                raise NotReady(f"{procedure.symbol} không có dự thảo đang soạn.")
            return going
        found = reads.in_force(procedure, on or moment.today())
        if found is not None:
            return found
        issued = documents.history(procedure.document).filter(issued_at__isnull=False)
        if going is not None and on is None and not issued.exists():
            self.stderr.write(
                f"{procedure.symbol} chưa ban hành lần nào: xuất dự thảo."
            )
            return going
        raise NotReady(
            f"{procedure.symbol} không có bản nào có hiệu lực vào ngày đó. "
            "Chọn ngày khác bằng --on, hoặc --draft."
        )


def _kind(out: Path, *, annex: bool) -> str:
    ending = out.suffix.lower()
    if ending in PAPERS:
        return f"annex{ending}" if annex else PAPERS[ending]
    if annex or ending not in ENDINGS:
        raise NotUnderstood(
            f"Không hiểu đuôi tệp “{ending}”{' của phụ lục' if annex else ''}. "
            f"Dùng: {', '.join(PAPERS if annex else [*ENDINGS, *PAPERS])}."
        )
    return ENDINGS[ending]


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise NotUnderstood(f"Không hiểu ngày “{text}”. Ghi như 2026-07-01.")
    return day


def _procedure(name: str, org_name: str) -> Procedure:
    if org_name:
        org = (
            Org.objects.filter(symbol=org_name).first()
            or Org.objects.filter(code=org_name).first()
        )
        if org is None:
            raise NotReady(f"Không có cơ quan mã “{org_name}”. Kiểm tra lại --org.")
        found = [row] if (row := reads.find(org, name)) else []
    else:
        orgs = Org.objects.filter(pk__in=_orgs_with(name))
        found = [row for org in orgs if (row := reads.find(org, name))]
    if not found:
        raise NotReady(f"Không có quy trình “{name}”. Ghi mã hiệu hoặc mã thủ tục.")
    if len(found) > 1:
        named = ", ".join(row.org.symbol for row in found[:5])
        raise NotReady(f"{len(found)} cơ quan có “{name}” ({named}…). Thêm --org.")
    return found[0]


def _orgs_with(name: str) -> list[int]:
    orgs: set[int] = set()
    for lookup in ("code", "document__symbol", "national_code"):
        named = Procedure.objects.filter(**{lookup: name})
        orgs |= set(named.values_list("org_id", flat=True))
    return sorted(orgs)


def _write(out: Path, content: bytes) -> None:
    """All of it or nothing: written beside and renamed."""
    try:
        handle, name = tempfile.mkstemp(dir=out.parent or Path(), prefix=".eiso-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(out)
    except OSError as error:
        raise NotReady(
            f"Không ghi được tệp {out}: thư mục không có, không được ghi hoặc đĩa đầy. "
            "Chọn chỗ khác bằng --out."
        ) from error
