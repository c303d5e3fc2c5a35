"""No code reads the wall clock but `eiso.base.moment`, and only the demo tells another time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "eiso"
CLOCKS = re.compile(
    r"timezone\.(now|localdate|localtime)\(\)|datetime\.now\(|date\.today\(|time\.time\("
)

pytestmark = pytest.mark.pure


def sources() -> list[Path]:
    files = [p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts]
    return [file for file in files if file.name != "moment.py"]


def where(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{file.relative_to(PACKAGE)}:{number}"
        for file in sources()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_only_one_door_reads_the_clock():
    assert where(CLOCKS) == []


def test_only_the_demo_tells_another_time():
    assert all(
        place.startswith("faces/demo/") for place in where(re.compile(r"moment\.at\("))
    )
    assert where(re.compile(r"moment\.at\("))
