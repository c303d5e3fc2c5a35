"""Run every benchmark of this folder one after the other: `make bench`.

Peers live in a throw-away environment (.tools/peers), made here once: they are never
dependencies of the product.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PEERS = Path(".tools/peers")
PACKAGES = ["workalendar==17.0.0", "pandas>=2.2,<3", "businesstimedelta>=1.0"]


def main() -> int:
    env = {**os.environ, "BENCH_PEERS": str(peers())}
    worst = 0
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        print(f"\n== {file.stem}", flush=True)
        command = [sys.executable, "-m", f"bench.{file.stem}"]
        worst |= subprocess.call(command, env=env)
    return worst


def peers() -> Path:
    """The interpreter that has the peers; made when it is not there."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *PACKAGES]
        subprocess.run(install, check=True)
    return python.absolute()


if __name__ == "__main__":
    raise SystemExit(main())
