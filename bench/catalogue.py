"""The national catalogue: reading, checking and writing against writing alone.

    EISO_TEST_DATA=... python -m bench.catalogue

Peer: Django's bulk_create of as many plain rows, in the same database and run. The issue
asks for 1,778 procedures in less than 20 seconds. Without EISO_TEST_DATA the 120 shipped
with the demo are read.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import django

ROUNDS = 3


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eiso.config.settings")
    with tempfile.TemporaryDirectory() as home:
        os.environ["EISO_HOME"] = home
        django.setup()
        measure()


def measure() -> None:
    from eiso.base.trail.models import Event  # noqa: PLC0415 - needs django.setup
    from eiso.config.home import ensure_home  # noqa: PLC0415

    ensure_home()
    given = files()
    whole, alone, read = [], [], 0
    for _ in range(ROUNDS):
        seconds, read = undone(lambda: bring_in(given))
        whole.append(seconds)
        seconds, _written = undone(lambda n=read: write_plain(Event, n))
        alone.append(seconds)
    ours, plain = median(whole), median(alone)
    sys.stdout.write(
        f"{read} procedures: {ours:.2f} s ({read / ours:,.0f}/s); "
        f"bulk_create of as many plain 4 kB rows {plain:.2f} s; ratio {ours / plain:.1f}\n"
    )


def files() -> list[Path]:
    folder = os.environ.get("EISO_TEST_DATA", "")
    if folder:
        return sorted((Path(folder) / "tthc_catalogue").glob("tthc_*[!d].jsonl.gz"))
    return [Path(__file__).parents[1] / "eiso/faces/demo/data/tthc.jsonl"]


def bring_in(given: list[Path]) -> int:
    from eiso.people.accounts.models import User  # noqa: PLC0415
    from eiso.plan.procedures.services.catalogue import (  # noqa: PLC0415
        Incoming,
        import_catalogue,
    )

    incoming = [Incoming(file.name, file.read_bytes()) for file in given]
    done = import_catalogue(by=User.objects.machine(), incoming=incoming)
    return sum(outcome.plan.file.read for outcome in done)


def write_plain(model: type, count: int) -> int:
    from eiso.base import moment  # noqa: PLC0415

    at, text = moment.now(), "x" * 4000
    rows = [model(at=at, actor="bench", verb="bench", data=text) for _ in range(count)]
    return len(model.objects.bulk_create(rows, batch_size=400))


def undone(act) -> tuple[float, int]:
    """Seconds of `act`, whose writes are rolled back."""
    from django.db import transaction  # noqa: PLC0415

    with transaction.atomic():
        start = time.perf_counter()
        result = act()
        seconds = time.perf_counter() - start
        transaction.set_rollback(True)
    return seconds, result


if __name__ == "__main__":
    main()
