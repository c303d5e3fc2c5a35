"""`eiso verify`: is everything as it was written?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from eiso.base.console import EisoCommand
from eiso.base.errors import NotUnderstood
from eiso.base.trail import anchors, checking, verify
from eiso.base.trail.verify import Problem


class Command(EisoCommand):
    help = "Kiểm tra nhật ký, mốc giữ ngoài, tệp và các bất biến."
    checks_guards = "no"  # it must be able to say that they are missing

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="in một dòng JSON")
        parser.add_argument(
            "--anchors",
            type=Path,
            metavar="FILE",
            help="so thêm với tệp mốc giữ nơi khác",
        )

    def run(self, **options: Any) -> int | None:
        moorings = _moorings(options["anchors"]) if options["anchors"] else []
        report = verify.run(verify.no_progress if options["json"] else self._progress)
        if moorings:
            report.problems += _outside(moorings)
        if options["json"]:
            self.print_json(report.as_json())
        else:
            self._say(report)
        return 0 if report.ok else 1

    def _progress(self, done: int, total: int, stage: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"{stage}: {done}/{total}\r", ending="")

    def _say(self, report: verify.Report) -> None:
        for problem in report.problems:
            self.stdout.write(f"✗ {problem.sentence}")
        self.stdout.write(
            f"{'Nguyên vẹn' if report.ok else 'KHÔNG nguyên vẹn'}. {report.events} việc, "
            f"{report.seals} niêm phong, {report.waiting} việc chờ niêm phong. "
            f"Mất {report.seconds:.1f} giây."
        )


def _moorings(path: Path) -> list[anchors.Mooring]:
    try:
        return anchors.read_moorings(path.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError) as error:
        raise NotUnderstood(f"Không đọc được tệp mốc: {error}") from error


def _outside(moorings: list[anchors.Mooring]) -> list[Problem]:
    with verify.one_moment():
        return list(checking.compare_moorings(checking.read_seals(), moorings))
