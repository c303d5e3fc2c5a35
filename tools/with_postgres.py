"""Run a command against a temporary PostgreSQL cluster that is made and ended here.

    python tools/with_postgres.py [--durable] -- pytest -m "not browser"

The cluster listens on a socket in a short temporary folder, nowhere else. fsync is off
unless --durable (kill and bench runs need it on).
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def main(argv: list[str]) -> int:
    if "--" not in argv:
        print("Cách dùng: with_postgres.py [--durable] -- lệnh …", file=sys.stderr)
        return 2
    split = argv.index("--")
    options, command = argv[:split], argv[split + 1 :]
    bin_dir = newest_postgres()
    # A socket path may have 107 bytes: keep the folder short, whatever TMPDIR says.
    folder = Path(tempfile.mkdtemp(prefix="eiso-pg-", dir="/tmp"))
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, owner, owner)
    settings = f"-k {folder} -c listen_addresses='' -c max_connections=200"
    if "--durable" not in options:
        settings = f"{settings} {FAST}"
    server = Cluster(bin_dir, folder, owner, settings)
    try:
        server.start()
        url = f"postgresql://eiso@/eiso?host={folder}"
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def newest_postgres() -> Path:
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name)
    )
    if not found:
        raise SystemExit("Thiếu PostgreSQL: apt-get install postgresql")
    return found[-1]


class Cluster:
    """One throw-away cluster; root hands it to the user postgres."""

    def __init__(self, bin_dir: Path, folder: Path, owner: str, settings: str) -> None:
        self.bin_dir, self.folder, self.owner = bin_dir, folder, owner
        self.settings = settings

    def start(self) -> None:
        self.run(
            "initdb", "-D", "data", "-U", "eiso", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi", "--no-sync",
        )  # fmt: skip
        self.run(
            "pg_ctl",
            "-D",
            "data",
            "-w",
            "-s",
            "-l",
            "log",
            "-o",
            self.settings,
            "start",
        )
        self.run("createdb", "-h", str(self.folder), "-U", "eiso", "eiso")

    def stop(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "-s", "stop")

    def run(self, program: str, *words: str) -> None:
        command = [str(self.bin_dir / program), *words]
        if os.geteuid() == 0:
            drop = ["setpriv", f"--reuid={self.owner}", f"--regid={self.owner}"]
            command = [*drop, "--init-groups", *command]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
