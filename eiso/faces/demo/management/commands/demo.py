"""`eiso demo`: build the demo province if absent, start everything, say how to get in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from eiso.base.console import EisoCommand
from eiso.base.errors import NotReady
from eiso.faces.demo import build, server


class Command(EisoCommand):
    help = "Dựng tỉnh trình diễn nếu chưa có, chạy máy chủ và tiến trình nền."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="cổng, mặc định 8000"
        )
        parser.add_argument(
            "--build-only",
            action="store_true",
            help="dựng rồi dừng, không chạy máy chủ",
        )

    def run(self, **options: Any) -> int:
        port = options["port"]
        if settings.PRODUCTION:
            raise NotReady("Không dựng bản trình diễn trên máy vận hành thật.")
        if not options["build_only"]:
            server.ensure_free(port)
        built = build.ensure_built(self.say)
        if options["build_only"]:
            self.say("Đã dựng xong." if built else "Bản trình diễn đã có sẵn.")
            return 0
        self._tell(port)
        return server.serve(port)

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _tell(self, port: int) -> None:
        self.say(f"\n  eISO chạy tại  http://{server.HOST}:{port}/\n")
        self.say("  Bấm một tên ở trang đăng nhập để vào, không cần mật khẩu:")
        for row in build.sign_ins():
            self.say(f"    {row['name']:<24} {row['shows']}")
        self.say("\n  Dừng: Ctrl+C\n")
