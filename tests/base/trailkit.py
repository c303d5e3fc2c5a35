"""Build a small sealed trail, and the ways a superuser may change one."""

# ruff: noqa: S311, S608  numbers need not be secret here, and the SQL is the attack

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.util
import random
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from eiso.base.trail import anchors, guards, ranges, sealing, services, streams, verify
from eiso.base.trail.models import Event, Seal
from eiso.people.accounts.models import User
from tests.trail_flush import drop_guards

SCOPES = ["H48.101/", "H48.102/", "H48/", ""]
PATH = Path(guards.__file__).with_name("standalone_verifier.py")


def write_events(count: int, seed: int = 1, verb: str = "tests.thing.changed") -> None:
    rng = random.Random(seed)
    by = User.objects.machine()
    for number in range(count):
        services.record(
            by=by,
            verb=verb,
            target=by,
            scope=rng.choice(SCOPES),
            data={"field": [number, rng.random().hex()], "đổi": "bước 3 → 2,5 ngày"},
            reason=rng.choice(["", "theo kết luận họp", "sửa lỗi gõ “chính tả”\n"]),
        )


def sealed_trail(batches: int = 6, size: int = 15) -> None:
    for batch in range(batches):
        write_events(size, seed=batch)
        sealing.seal_everything()
    anchors.anchor_now()


def standalone():
    spec = importlib.util.spec_from_file_location("standalone_verifier", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def standalone_problems(secret: str = "", files: Path | None = None) -> list[dict]:
    """What the other verifier says of this database, in this transaction."""
    module = standalone()
    kind = connection.vendor
    path = anchors.file_path()
    lines = path.read_text().splitlines() if path.exists() else []
    kept = [module.json.loads(line) for line in lines]
    secrets = [secret] if secret else []
    connection.ensure_connection()
    source = module.Source(kind, connection.connection)
    return module.Verifier(source, kept, secrets, files).run()


class _Undo(Exception):
    pass


@contextmanager
def as_superuser():
    """Guards off; whatever happens in the block is undone at its end."""
    try:
        with transaction.atomic():
            settle_constraints()
            drop_guards()
            yield
            raise _Undo
    except _Undo:
        pass


def lock_again() -> None:
    """Put the guards back, as one who hides a visit would."""
    settle_constraints()
    guards.install()


def settle_constraints() -> None:
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE")


def execute(sql: str, *arguments: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(arguments))
        return cursor.rowcount


def ids() -> list[int]:
    return list(Event.objects.order_by("id").values_list("id", flat=True))


def edit(rng: random.Random) -> int:
    number = rng.choice(ids())
    column, value = rng.choice(
        [
            ("data", '{"đổi":"khác"}'),
            ("verb", "tests.thing.removed"),
            ("actor", "ai-khac"),
            ("reason", "lý do khác"),
            ("at", dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
            ("scope", "H48.999/"),
            ("target_code", "khac"),
        ]
    )
    execute(f"UPDATE trail_event SET {column} = %s WHERE id = %s", value, number)
    return number


def edit_without_trace(rng: random.Random) -> int:
    """One character of the content, the least that can change."""
    event = Event.objects.get(pk=rng.choice(ids()))
    at = rng.randrange(len(event.data))
    changed = (
        event.data[:at] + ("x" if event.data[at] != "x" else "y") + event.data[at + 1 :]
    )
    execute("UPDATE trail_event SET data = %s WHERE id = %s", changed, event.pk)
    return event.pk


def delete(rng: random.Random) -> int:
    number = rng.choice(ids())
    execute("DELETE FROM trail_event WHERE id = %s", number)
    return number


def delete_many(rng: random.Random) -> int:
    first = rng.choice(ids())
    execute("DELETE FROM trail_event WHERE id BETWEEN %s AND %s", first, first + 5)
    return first


def swap(rng: random.Random) -> int:
    """Two acts change places in time."""
    a, b = sorted(rng.sample(ids(), 2))
    execute("UPDATE trail_event SET id = -1 WHERE id = %s", a)
    execute("UPDATE trail_event SET id = %s WHERE id = %s", a, b)
    execute("UPDATE trail_event SET id = %s WHERE id = -1", b)
    return a


def insert_between(rng: random.Random) -> int:
    """Make room by moving every later row on, then put a row in."""
    number = rng.choice(ids()[:-1])
    for later in reversed([n for n in ids() if n > number]):
        execute("UPDATE trail_event SET id = id + 1 WHERE id = %s", later)
    _copy_row(number, number + 1, "chen-vao")
    return number + 1


def append_forged(rng: random.Random) -> int:
    """A new last row, as if somebody had done it just now."""
    number = ids()[-1] + 1
    _copy_row(rng.choice(ids()), number, rng.choice(["ke-gia", ""]))
    return number


def _copy_row(source: int, target: int, actor: str) -> None:
    columns = [f.column for f in Event._meta.concrete_fields if f.column != "id"]
    listed = ", ".join(f'"{name}"' for name in columns)
    execute(
        f"INSERT INTO trail_event (id, {listed}) SELECT %s, {listed} FROM trail_event "
        "WHERE id = %s",
        target,
        source,
    )
    if actor:
        execute("UPDATE trail_event SET actor = %s WHERE id = %s", actor, target)


def cut_tail(rng: random.Random) -> int:
    """The last seals and their events, as if they had never been."""
    seals = list(Seal.objects.order_by("id"))
    keep = rng.randrange(1, len(seals) - 1)
    gone = [n for s in seals[keep:] for n in _members(s)]
    execute("DELETE FROM trail_seal WHERE id > %s", keep)
    for number in gone:
        execute("DELETE FROM trail_event WHERE id = %s", number)
    if connection.vendor == "sqlite":
        execute(
            "UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM trail_event) "
            "WHERE name = 'trail_event'"
        )
    return min(gone)


def _members(seal: Seal) -> list[int]:
    return [n for a, b in ranges.to_pairs(seal.members) for n in range(a, b + 1)]


def cut_seals(rng: random.Random) -> int:
    """A seal in the middle is gone."""
    number = rng.choice(list(Seal.objects.values_list("id", flat=True))[:-1])
    execute("DELETE FROM trail_seal WHERE id = %s", number)
    return number


def rehash(rng: random.Random) -> int:
    """Change an act, then compute every seal anew, as one who knows the program could."""
    number = edit_without_trace(rng)
    stream = streams.get(services.STREAM)
    leaves = {
        row[0]: streams.leaf(row) for row in streams.rows(stream.table, stream.columns)
    }
    heads: dict[str, str] = {}
    link = sealing.GENESIS
    for seal in Seal.objects.select_related("form").order_by("id"):
        parts = [leaves[n] for n in _members(seal)]
        root = hashlib.sha256(b"".join(parts)).hexdigest()
        codes = "".join(leaf.hex()[: sealing.LEAF_DIGITS] for leaf in parts)
        seal.digest = sealing.digest_of(
            seal, root, heads.get(seal.scope, sealing.GENESIS)
        )
        heads[seal.scope] = seal.digest
        link = sealing.link_of(link, seal.digest)
        execute(
            "UPDATE trail_seal SET leaves = %s, digest = %s, link = %s WHERE id = %s",
            codes,
            seal.digest,
            link,
            seal.pk,
        )
    execute(
        "UPDATE trail_anchor SET link = (SELECT link FROM trail_seal WHERE id = seal)"
    )
    return number


def edit_seal(rng: random.Random) -> int:
    """A seal is changed to hide something."""
    seal = Seal.objects.get(
        pk=rng.choice(list(Seal.objects.values_list("id", flat=True)))
    )
    column, value = rng.choice(
        [
            ("members", f"{seal.members},99999"),
            ("count", seal.count + 1),
            ("digest", "a" * 64),
            ("link", "b" * 64),
            ("leaves", "c" * len(seal.leaves)),
            ("scope", "H48.777/"),
            ("at", dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
        ]
    )
    execute(f"UPDATE trail_seal SET {column} = %s WHERE id = %s", value, seal.pk)
    return seal.pk


EVENT_TAMPERINGS = [edit, edit_without_trace, delete, delete_many, swap]
OTHER_TAMPERINGS = [
    insert_between,
    append_forged,
    cut_tail,
    cut_seals,
    rehash,
    edit_seal,
]


def problems() -> list[verify.Problem]:
    return verify.run().problems
