"""Run every benchmark of this folder one after the other: `make bench`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    worst = 0
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        print(f"\n== {file.stem}", flush=True)
        worst |= subprocess.call([sys.executable, "-m", f"bench.{file.stem}"])
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
