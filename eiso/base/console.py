"""The manners of every `eiso` command: exit codes, one sentence on stderr, clean stdout.

0 done · 1 the question was answered with no · 2 arguments or a limit not understood ·
3 a whole file or act refused, nothing changed. Never a traceback for a user's mistake.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandParser

from eiso.base.errors import BusinessError

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"one of the arguments (.+) is required", r"cần một trong: \1"),
    (r"unrecognized arguments: (.+)", r"không có tham số \1"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1 không nhận \2, chỉ nhận \3",
    ),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\1 không nhận \2"),
    (r"argument (.+?): expected .+", r"\1 thiếu giá trị"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 không đi cùng \2"),
)


def in_vietnamese(message: str) -> str:
    """argparse's complaint in Vietnamese; one it does not know stays as it is."""
    for pattern, words in _COMPLAINTS:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, words, message)
    return message


class SentenceParser(CommandParser):
    """argparse whose complaint is one Vietnamese sentence, exit code 2."""

    def error(self, message: str) -> NoReturn:
        said = in_vietnamese(message)
        sys.stderr.write(f"Không hiểu lệnh: {said}. Xem: {self.prog} --help\n")
        raise SystemExit(2)


class EisoCommand(BaseCommand):
    """A command of the `eiso` script; subclasses write `run(**options) -> int | None`."""

    requires_system_checks: list[str] = []
    needs_home = (
        True  # an empty EISO_HOME is migrated and filled before the command runs
    )
    # "look": refuse to run while the trail's triggers are missing; "try": also try to
    # change a row and see it refused; "no": only for the command that reports it.
    checks_guards = "look"

    def create_parser(
        self, prog_name: str, subcommand: str, **kwargs: Any
    ) -> CommandParser:
        parser = SentenceParser(
            prog=f"eiso {subcommand.replace('_', ' ')}",
            description=self.help or None,
        )
        parser.add_argument("--traceback", action="store_true", help="for developers")
        parser.set_defaults(
            verbosity=1,
            settings=None,
            pythonpath=None,
            no_color=False,
            force_color=False,
            skip_checks=True,
        )
        self.add_arguments(parser)
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        parser = self.create_parser(argv[0], argv[1])
        options = vars(parser.parse_args(argv[2:]))
        options.pop("args", None)
        try:
            code = self._execute(options)
        except BrokenPipeError:
            sys.stderr.close()
            code = 0
        raise SystemExit(code)

    def _execute(self, options: dict[str, Any]) -> int:
        try:
            self.execute(**options)
        except BusinessError as refusal:
            if options.get("traceback"):
                raise
            self.stderr.write(refusal.message)
            return refusal.exit_code
        except PermissionDenied as refusal:
            self.stderr.write(str(refusal))
            return 3
        except SystemExit as stop:
            return int(stop.code or 0)
        return 0

    def handle(self, *args: Any, **options: Any) -> None:
        code = self.run(**options)
        if code:
            raise SystemExit(code)

    def run(self, **options: Any) -> int | None:
        raise NotImplementedError

    def print_json(self, value: Any) -> None:
        """One JSON line on stdout, Vietnamese letters as they are."""
        self.stdout.write(json.dumps(value, ensure_ascii=False))
