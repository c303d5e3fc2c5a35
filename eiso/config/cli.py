"""The `eiso` command: two words may name one act (`eiso import tthc` is import_tthc)."""

from __future__ import annotations

import os
import sys

FAMILIES = {"import", "export", "scenario"}
USAGE = """eiso: công cụ dòng lệnh của eISO

  eiso demo [--port] [--build-only]        dựng tỉnh trình diễn, chạy máy chủ và tiến trình nền
  eiso due --from … --limit …              tính hạn; --explain nói từng ngày
  eiso worked --from … --to …              phút làm việc giữa hai thời điểm
  eiso import tthc|process|orgs|calendar   nhập dữ liệu
  eiso export procedure                    xuất định nghĩa quy trình
  eiso verify [--json]                     kiểm tra nhật ký, tệp và các bất biến
  eiso worker [--once]                     tiến trình nền
  eiso setup                               tạo hoặc nâng cấp EISO_HOME

Mỗi lệnh có --help. Mã thoát: 0 xong · 1 câu trả lời là không · 2 không hiểu tham số · 3 từ chối, không đổi gì.
"""


def main(argv: list[str] | None = None) -> None:
    """Run one command; the process ends with the command's exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eiso.config.settings")
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(USAGE)
        raise SystemExit(0 if words else 2)
    if words[0] in FAMILIES and len(words) > 1 and not words[1].startswith("-"):
        words[:2] = ["_".join(words[:2])]
    _run(words)


def _run(words: list[str]) -> None:
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    name = words[0]
    if name == "setup":
        from eiso.config.home import ensure_home

        ensure_home(refresh=True)
        return
    owner = get_commands().get(name)
    if owner is None:
        sys.stderr.write(
            f"Không có lệnh “{name.replace('_', ' ')}”. Xem: eiso --help\n"
        )
        raise SystemExit(2)
    command = load_command_class(owner, name) if isinstance(owner, str) else owner
    if not {"-h", "--help"} & set(words):
        _make_ready(command)
    command.run_from_argv(["eiso", *words])


def _make_ready(command: object) -> None:
    from eiso.base.console import EisoCommand
    from eiso.config.home import ensure_home

    if isinstance(command, EisoCommand) and command.needs_home:
        ensure_home()
        _refuse_unguarded(command.checks_guards)


def _refuse_unguarded(how: str) -> None:
    from eiso.base.trail.guards import GuardsMissing, check_guards

    if how == "no":
        return
    try:
        check_guards(attempt=how == "try")
    except GuardsMissing as refusal:
        sys.stderr.write(f"{refusal.message}\n")
        raise SystemExit(refusal.exit_code) from None


if __name__ == "__main__":
    main()
