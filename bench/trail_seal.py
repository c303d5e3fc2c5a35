"""Chain inside the transaction, or seal in batches? Both, measured here and now.

    python bench/trail_seal.py                                        (SQLite)
    python tools/with_postgres.py --durable -- python bench/trail_seal.py

Each client does transitions of one agency: a guarded update of its dossier and one event,
one durable commit. `plain` writes the event and nothing else (the floor), `batch` adds the
row's keyed mark while a sealer of its own hashes what was written each second, `chain`
takes the agency's head row, hashes the event onto it and moves it. Rounds interleave;
medians are printed with their spread. Ratios are the anchors: 2 cores carry clients too.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import multiprocessing as mp
import os
import secrets
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
URL = os.environ.get("DATABASE_URL", "")
KEY = secrets.token_bytes(32)
MARK = "?" if not URL else "%s"
TABLES = [
    "CREATE TABLE dossier (id INTEGER PRIMARY KEY, step INTEGER NOT NULL)",
    """CREATE TABLE event (id {serial}, at TEXT, scope TEXT, actor TEXT, verb TEXT,
        target TEXT, data TEXT, mark TEXT, hash TEXT)""",
    "CREATE INDEX event_scope ON event (scope, id)",
    "CREATE TABLE head (scope TEXT PRIMARY KEY, seq INTEGER, hash TEXT)",
    "CREATE TABLE seal (id {serial}, members TEXT, digest TEXT)",
]
INSERT = (
    f"INSERT INTO event (at, scope, actor, verb, target, data, mark, hash) VALUES "
    f"({', '.join([MARK] * 8)})"
)


def connect(place: str):
    if URL:
        import psycopg  # noqa: PLC0415  only for this database

        return psycopg.connect(URL, autocommit=True)
    connection = sqlite3.connect(place, isolation_level=None, timeout=30)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def prepare(place: str, clients: int) -> None:
    connection = connect(place)
    serial = (
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        if URL
        else "INTEGER PRIMARY KEY AUTOINCREMENT"
    )
    for name in ("dossier", "event", "head", "seal"):
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for table in TABLES:
        connection.execute(table.format(serial=serial))
    for client in range(clients):
        connection.execute(f"INSERT INTO dossier VALUES ({client}, 0)")
    connection.execute("INSERT INTO head VALUES ('H48.101/', 0, '')")
    connection.close()


def event_of(client: int, step: int) -> list[str]:
    data = {"step": [step, step + 1], "post": ["Trưởng phòng", "Chuyên viên"]}
    return [
        f"{time.time():.6f}",
        "H48.101/",
        f"nguoi-{client}",
        "dossiers.dossier.passed",
        f"000.00.{client}",
        json.dumps(data, ensure_ascii=False),
    ]


def dense(values: list[str]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def write_plain(connection, values: list[str]) -> None:
    connection.execute(INSERT, [*values, "", ""])


def write_marked(connection, values: list[str]) -> None:
    nonce = secrets.token_hex(4)
    mark = hmac.new(KEY, dense([nonce, *values]), hashlib.sha256).hexdigest()[:24]
    connection.execute(INSERT, [*values, f"{nonce}.{mark}", ""])


def write_chained(connection, values: list[str]) -> None:
    # The update takes the head row's lock: only then is its hash the last one.
    row = connection.execute(
        "UPDATE head SET seq = seq + 1 WHERE scope = 'H48.101/' RETURNING seq, hash"
    ).fetchone()
    text = dense([str(row[0]), row[1], *values])
    digest = hashlib.sha256(text).hexdigest()
    connection.execute(INSERT, [*values, "", digest])
    connection.execute(
        f"UPDATE head SET hash = {MARK} WHERE scope = 'H48.101/'", [digest]
    )


WRITERS = {"plain": write_plain, "batch": write_marked, "chain": write_chained}


def client(
    place: str, design: str, number: int, until: float, answers: mp.Queue
) -> None:
    connection = connect(place)
    write = WRITERS[design]
    done = step = 0
    waits = []
    while time.time() < until:
        begun = time.perf_counter()
        connection.execute("BEGIN" if URL else "BEGIN IMMEDIATE")
        connection.execute(
            f"UPDATE dossier SET step = {step + 1} WHERE id = {number} AND step = {step}"
        )
        write(connection, event_of(number, step))
        connection.execute("COMMIT")
        waits.append(time.perf_counter() - begun)
        done, step = done + 1, step + 1
    late = sorted(waits)[int(len(waits) * 0.99)] if waits else SECONDS
    answers.put((done, late, time.process_time()))


def sealer(place: str, until: float, answers: mp.Queue) -> None:
    """What the worker does, each second: hash what is new, write one seal."""
    connection = connect(place)
    sealed_to = count = 0
    previous = ""
    while time.time() < until:
        rows = connection.execute(
            f"SELECT * FROM event WHERE id > {sealed_to} ORDER BY id"
        ).fetchall()
        if rows:
            root = hashlib.sha256()
            for row in rows:
                root.update(hashlib.sha256(dense([str(v) for v in row])).digest())
            previous = hashlib.sha256(root.digest() + previous.encode()).hexdigest()
            connection.execute(
                f"INSERT INTO seal (members, digest) VALUES ({MARK}, {MARK})",
                [f"{rows[0][0]}-{rows[-1][0]}", previous],
            )
            sealed_to, count = rows[-1][0], count + len(rows)
        time.sleep(1)
    answers.put((count, time.process_time()))


def one_round(place: str, design: str, clients: int) -> tuple[float, float, float]:
    """Transitions a second, 99th percentile in ms, client CPU ms a transition."""
    prepare(place, clients)
    answers, seals = mp.Queue(), mp.Queue()
    until = time.time() + 0.3 + SECONDS
    processes = [
        mp.Process(target=client, args=(place, design, number, until, answers))
        for number in range(clients)
    ]
    if design == "batch":
        processes.append(mp.Process(target=sealer, args=(place, until, seals)))
    for process in processes:
        process.start()
    results = [answers.get(timeout=60) for _ in range(clients)]
    cpu = sum(each[2] for each in results)
    if design == "batch":
        cpu += seals.get(timeout=60)[1]
    for process in processes:
        process.join()
    done = sum(each[0] for each in results)
    return done / SECONDS, max(each[1] for each in results) * 1000, cpu * 1000 / done


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "bench.sqlite3")
        print(f"{'PostgreSQL' if URL else 'SQLite'}, {SECONDS} s, median of {ROUNDS}")
        print("clients  design   transitions/s      p99 ms   client+sealer CPU ms each")
        for clients in (1, 8):
            found: dict[str, list[tuple[float, float, float]]] = {}
            for _ in range(ROUNDS):
                for design in WRITERS:
                    found.setdefault(design, []).append(
                        one_round(place, design, clients)
                    )
            for design, rounds in found.items():
                rates, waits, cpus = zip(*rounds, strict=True)
                print(
                    f"{clients:>7}  {design:<6} {statistics.median(rates):>9.0f} "
                    f"({min(rates):.0f}-{max(rates):.0f})  "
                    f"{statistics.median(waits):>8.2f}  {statistics.median(cpus):>8.3f}"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
