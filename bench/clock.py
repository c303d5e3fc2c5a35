"""The clock against its peers, in one run: goals G9 and G10.

    python -m bench.clock [--peers PYTHON]

`--peers` (or BENCH_PEERS) is the interpreter of a throw-away environment holding
workalendar, pandas and businesstimedelta; without it only the product is measured and
that is said. A deadline: 10 working days and 20 working hours from 2,000 instants of
2026. Medians of 5 rounds, product and peers taking turns; CPU seconds, so that a busy
machine moves both alike. The peers get the same days off, and none of the swap Saturdays,
which they cannot say.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 5
PEERS = Path(__file__).parent / "peers" / "clock.py"
OPEN_DEADLINES = 400_000
GOALS = {
    "workalendar": ("10 ngày làm việc", 5.0),
    "pandas CustomBusinessHour": ("20 giờ", 25.0),
    "businesstimedelta": ("20 giờ", 1.0),
}


def starts(zone: dt.tzinfo | None, count: int = 2_000) -> list[dt.datetime]:
    """Instants of 2026 within and outside hours, the same for everybody."""
    first = dt.datetime(2026, 1, 5, 7, 0, tzinfo=zone)
    return [first + dt.timedelta(minutes=number * 233) for number in range(count)]


def shipped_days_off() -> list[str]:
    """Days off of the shipped calendar, weekdays of 2026 and 2027."""
    file = Path(__file__).parents[1] / "eiso/people/calendars/data/vn.json"
    notices = json.loads(file.read_text(encoding="utf-8"))["notices"]
    days = {day["date"] for n in notices for day in n["days"] if "off" in day["kind"]}
    return sorted(day for day in days if day >= "2026")


def calendar():
    """The shipped days compiled, swap Saturdays included."""
    from eiso.base.clock import Calendar, Facts, Kind, SpecialDay  # noqa: PLC0415

    special = {}
    for text in shipped_days_off():
        day = dt.date.fromisoformat(text)
        special[day] = SpecialDay(day, Kind.OFF)
    for worked, off in (("2026-01-10", "2026-01-02"), ("2026-08-22", "2026-08-31")):
        day = dt.date.fromisoformat(worked)
        replaced = dt.date.fromisoformat(off)
        special[day] = SpecialDay(day, Kind.MADE_UP, replaces=replaced)
    return Calendar(Facts("VN", special=special, confirmed=frozenset({2026})))


def one_by_one(text: str) -> float:
    """CPU seconds a deadline, datetimes in and out."""
    from eiso.base.clock import ZONE, parse_limit  # noqa: PLC0415

    ours, limit, instants = calendar(), parse_limit(text), starts(ZONE)
    begun = time.process_time()
    for instant in instants:
        ours.due_at(instant, limit)
    return (time.process_time() - begun) / len(instants)


def in_bulk() -> tuple[float, float]:
    """CPU seconds to recompute 400,000 open deadlines: instants, and bare minutes.

    Received at any minute, night and day, of the half year before 20/11/2026.
    """
    from eiso.base.clock import ZONE, Rule, parse_limit  # noqa: PLC0415
    from eiso.base.clock.bulk import due_instants, due_minutes  # noqa: PLC0415
    from eiso.base.clock.calendar import minute_of  # noqa: PLC0415

    ours = calendar()
    first = dt.datetime(2026, 5, 25, 0, 0, tzinfo=ZONE)
    instants = [first + dt.timedelta(minutes=13 * number) for number in range(20_000)]
    texts = ("3 ngày làm việc", "10 ngày làm việc", "15 ngày", "30 ngày", "8 giờ")
    limits = [parse_limit(text) for text in texts]
    rows = [
        (instants[number % len(instants)], limits[number % 5], Rule.CLOCK)
        for number in range(OPEN_DEADLINES)
    ]
    begun = time.process_time()
    due_instants(rows, ours)
    whole = time.process_time() - begun
    minutes = [minute_of(row[0]) for row in rows]
    begun = time.process_time()
    for place, limit in enumerate(limits):
        due_minutes(minutes[place::5], limit, ours)
    return whole, time.process_time() - begun


def of_peers(python: str) -> dict[str, float]:
    """CPU seconds a deadline of each peer."""
    given = json.dumps(
        {
            "off": shipped_days_off(),
            "starts": [at.isoformat() for at in starts(None)],
        }
    )
    done = subprocess.run(
        [python, str(PEERS)], input=given, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--peers", default=os.environ.get("BENCH_PEERS", ""))
    peers = parser.parse_args().peers
    ours: dict[str, list[float]] = {}
    theirs: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for text in {goal[0] for goal in GOALS.values()}:
            ours.setdefault(text, []).append(one_by_one(text))
        for name, seconds in (of_peers(peers) if peers else {}).items():
            theirs.setdefault(name, []).append(seconds)
    failed = not _deadlines(ours, theirs)
    if not peers:
        sys.stdout.write("peers not measured: give --peers PYTHON\n")
    return int(not _bulk() or failed)


def _deadlines(ours: dict[str, list[float]], theirs: dict[str, list[float]]) -> bool:
    reached = True
    for text, measured in sorted(ours.items()):
        rate = 1 / statistics.median(measured)
        sys.stdout.write(f"{'eISO ' + text:32} {rate:12,.0f}/s\n")
    for name, measured in theirs.items():
        text, goal = GOALS[name]
        ratio = statistics.median(measured) / statistics.median(ours[text])
        reached &= ratio >= goal
        rate = 1 / statistics.median(measured)
        sys.stdout.write(f"{name:32} {rate:12,.0f}/s  x{ratio:,.1f} (goal x{goal:g})\n")
    return reached


def _bulk() -> bool:
    measured = [in_bulk() for _ in range(ROUNDS)]
    whole = statistics.median(m[0] for m in measured)
    bare = statistics.median(m[1] for m in measured)
    sys.stdout.write(
        f"400,000 open deadlines           {whole:.2f} s from instants to instants "
        f"(goal 2 s); {OPEN_DEADLINES / bare / 1e6:.1f} M/s in minutes (goal 5)\n"
    )
    return whole < 2


if __name__ == "__main__":
    raise SystemExit(main())
