"""Does uv.lock name every dependency of pyproject.toml? (No index is asked.)

`uv lock --check` asks the index and fails behind a mirror, though nothing changed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path


def main() -> int:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    lock = tomllib.loads(Path("uv.lock").read_text(encoding="utf-8"))
    [own] = [p for p in lock["package"] if p["name"] == project["project"]["name"]]
    wanted = {norm(d) for d in project["project"]["dependencies"]}
    locked = {norm_entry(d) for d in own["metadata"]["requires-dist"]}
    wanted_dev = {norm(d) for d in project["dependency-groups"]["dev"]}
    locked_dev = {norm_entry(d) for d in own["metadata"]["requires-dev"]["dev"]}
    apart = sorted((wanted ^ locked) | (wanted_dev ^ locked_dev))
    if apart:
        sys.stderr.write(f"uv.lock is behind pyproject.toml: {apart}. Run: uv lock\n")
    return bool(apart)


def norm(requirement: str) -> tuple[str, str]:
    match = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?(.*)", requirement)
    if match is None:
        raise SystemExit(f"Not a requirement: {requirement}")
    return match[1].lower().replace("_", "-"), ",".join(sorted(match[2].split(",")))


def norm_entry(entry: dict) -> tuple[str, str]:
    return entry["name"], ",".join(sorted(entry.get("specifier", "").split(",")))


if __name__ == "__main__":
    raise SystemExit(main())
