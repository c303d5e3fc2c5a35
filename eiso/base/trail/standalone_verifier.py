#!/usr/bin/env python3
"""Check a trail of eISO without eISO: only Python's standard library, no line of the app.

    python3 standalone_verifier.py var/db.sqlite3 --anchors anchors.jsonl
    python3 standalone_verifier.py postgresql://…            (needs psycopg)
    python3 standalone_verifier.py FOLDER                    (one TABLE.jsonl per table)

A folder is made with: psql -At -c "SELECT row_to_json(t) FROM trail_event t" and the like
for trail_form, trail_seal, trail_cursor and every other sealed table.
Exit code 0: as it was written; 1: something is wrong, said in sentences; 2: cannot read.
The format is described in docs/trail-format.md.
"""

# ruff: noqa: UP017  an older Python than ours may run this
from __future__ import annotations

import argparse
import datetime
import hashlib
import hmac
import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ZERO = "0" * 64
FORM = ["id:int", "stream:text", "table:text", "columns:text"]
SEAL = [
    "id:int",
    "form_id:int",
    "scope:text",
    "number:int",
    "members:text",
    "count:int",
    "doubted:text",
    "at:instant",
    "leaves:text",
    "digest:text",
    "link:text",
]


class Source:
    """Rows of tables, in canonical values, from one of three places."""

    def __init__(self, kind: Any, handle: Any) -> None:
        self.kind, self.handle = kind, handle

    def rows(self, table: Any, columns: Any) -> Any:
        names = [column.split(":")[0] for column in columns]
        kinds = [column.split(":")[1] for column in columns]
        read = self._from_folder if self.kind == "folder" else self._from_database
        found = [
            [canonical(value, kind) for value, kind in zip(row, kinds)]  # noqa: B905
            for row in read(table, names)
        ]
        return sorted(found, key=lambda row: row[0])

    def _from_database(self, table: Any, names: Any) -> Any:
        cursor = self.handle.cursor()
        listed = ", ".join(f'"{name}"' for name in names)
        cursor.execute(f'SELECT {listed} FROM "{table}"')  # noqa: S608
        return cursor.fetchall()

    def _from_folder(self, table: Any, names: Any) -> Any:
        path = Path(self.handle) / f"{table}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield [record[name] for name in names]

    def has(self, table: Any) -> bool:
        """Asked first: on PostgreSQL a failed query would end the reading."""
        if self.kind == "folder":
            return (Path(self.handle) / f"{table}.jsonl").is_file()
        where = "sqlite_master WHERE type = 'table' AND name"
        if self.kind == "postgresql":
            where = "information_schema.tables WHERE table_name"
        cursor = self.handle.cursor()
        cursor.execute(f"SELECT 1 FROM {where} = '{table}'")  # noqa: S608  our names
        return cursor.fetchone() is not None


def canonical(value: Any, kind: Any) -> Any:
    if value is None:
        return None
    if kind == "bool":
        return bool(value)
    if kind == "instant":
        if not isinstance(value, datetime.datetime):
            value = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        if value.tzinfo is None:
            value = value.replace(tzinfo=datetime.timezone.utc)
        value = value.astimezone(datetime.timezone.utc)
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return str(value) if kind == "date" else value


def dense(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def expand(text: Any) -> Iterator[int]:
    for part in text.split(",") if text else []:
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


class Verifier:
    """Recomputes every seal from the rows it names."""

    def __init__(
        self, source: Any, moorings: Any = (), secrets: Any = (), files: Any = None
    ) -> None:
        self.source, self.moorings, self.files = source, moorings, files
        self.keys: dict[str, bytes] = {}
        for secret in secrets:
            key = hashlib.sha256(b"eiso.trail.mark." + secret.encode()).digest()
            self.keys[hashlib.sha256(key).hexdigest()[:6]] = key
        self.first_bad: dict[tuple[str, str], tuple[int, str]] = {}
        self.others: list[dict[str, str]] = []

    def run(self) -> list[dict[str, str]]:
        forms = {row[0]: row[1:] for row in self.source.rows("trail_form", FORM)}
        seals = self.source.rows("trail_seal", SEAL)
        sealed: dict[str, set[int]] = {}
        self.check_chain(forms, seals, sealed)
        for stream, table in {(form[0], form[1]) for form in forms.values()}:
            self.check_loose(stream, table, sealed.get(stream, set()))
        self.check_moorings(seals)
        self.check_files()
        problems = [
            {"what": "event", "where": f"{stream} {number}", "sentence": sentence}
            for (stream, _), (number, sentence) in sorted(self.first_bad.items())
        ]
        return problems + self.others

    def bad_event(self, stream: Any, scope: Any, number: Any, why: Any) -> None:
        there = self.first_bad.get((stream, scope))
        if there is None or number < there[0]:
            place = scope or "toàn hệ thống"
            sentence = f"Việc số {number} ({place}) {why}."
            self.first_bad[stream, scope] = (number, sentence)

    def bad_seal(self, number: Any, why: Any) -> None:
        if not any(problem["what"] == "seal" for problem in self.others):
            sentence = f"Niêm phong số {number} {why}."
            self.others.append(
                {"what": "seal", "where": f"seal {number}", "sentence": sentence}
            )

    def check_chain(self, forms: Any, seals: Any, sealed: Any) -> None:
        leaves = {
            number: self.read_leaves(stream, table, columns)
            for number, (stream, table, columns) in forms.items()
        }
        heads: dict[Any, Any] = {}
        link = ZERO
        for place, seal in enumerate(seals, start=1):
            number, form, scope, count_in_scope, *_, digest, seal_link = seal
            if number != place:
                self.bad_seal(place, "đã bị xóa")
                return
            if form not in forms:
                self.bad_seal(number, "mất bản mô tả cột")
                return
            stream = forms[form][0]
            before, previous = heads.get((stream, scope), (0, ZERO))
            sound = self.check_seal(
                seal,
                forms[form],
                leaves[form],
                previous,
                sealed.setdefault(stream, set()),
            )
            text = f"eiso-link-1\n{link}\n{digest}".encode()
            link = hashlib.sha256(text).hexdigest()
            if not sound or count_in_scope != before + 1 or link != seal_link:
                self.bad_seal(number, "đã bị sửa")
            link = seal_link
            heads[stream, scope] = (count_in_scope, digest)

    def read_leaves(self, stream: Any, table: Any, columns: Any) -> Any:
        found = {}
        columns = columns.split(",")
        names = [column.split(":")[0] for column in columns]
        for row in self.source.rows(table, columns):
            leaf = hashlib.sha256(dense(row)).digest()
            if "mark" in names and not self.mark_fits(names, row):
                scope = row[names.index("scope")] if "scope" in names else ""
                self.bad_event(stream, scope, row[0], "không do phần mềm ghi")
            found[row[0]] = leaf
        return found

    def mark_fits(self, names: Any, row: Any) -> bool:
        mark = row[names.index("mark")]
        name, _, rest = mark.partition(".")
        if name not in self.keys:
            return True
        nonce = rest.partition(".")[0]
        covered = [v for n, v in list(zip(names, row))[1:] if n != "mark"]  # noqa: B905
        made = hmac.new(self.keys[name], dense([nonce, *covered]), hashlib.sha256)
        return mark == f"{name}.{nonce}.{made.hexdigest()[:24]}"

    def check_seal(
        self, seal: Any, form: Any, leaves: Any, previous: Any, sealed: Any
    ) -> bool:
        _number, _, scope, place, members, count, doubted, at, codes, digest, _ = seal
        try:
            ids = list(expand(members))
        except ValueError:
            return False
        stream, table, columns = form
        for doubtful in expand(doubted):
            self.bad_event(stream, scope, doubtful, "không do phần mềm ghi")
        root, wrong = hashlib.sha256(), None
        for at_place, event in enumerate(ids):
            leaf = leaves.get(event)
            kept = codes[at_place * 16 : at_place * 16 + 16]
            if event in sealed:
                wrong = wrong or (event, "có trong hai niêm phong")
            elif leaf is None:
                wrong = wrong or (event, "đã bị xóa")
            elif leaf.hex()[:16] != kept:
                wrong = wrong or (event, "đã bị sửa sau khi niêm phong")
            sealed.add(event)
            root.update(leaf or b"")
        parts = ["eiso-seal-1", stream, table, columns, scope, place, members, count]
        parts += [doubted, at, root.hexdigest(), previous]
        if hashlib.sha256(dense(parts)).hexdigest() == digest:
            return wrong is None and len(ids) == count
        if wrong:
            self.bad_event(stream, scope, *wrong)
        return wrong is not None

    def check_loose(self, stream: Any, table: Any, sealed: Any) -> None:
        """Rows with a number below a sealed one that no seal names were slipped in."""
        highest = max(sealed, default=0)
        gaps = self.open_gaps(stream)
        for number, scope in self.source.rows(table, ["id:int", "scope:text"]):
            inside = any(first <= number <= last for first, last, _ in gaps)
            if number < highest and number not in sealed and not inside:
                self.bad_event(stream, scope, number, "bị chèn vào sau")

    def open_gaps(self, stream: Any) -> Any:
        if self.source.kind == "sqlite" or not self.source.has("trail_cursor"):
            return []
        for name, gaps in self.source.rows(
            "trail_cursor", ["stream:text", "gaps:text"]
        ):
            if name == stream:
                return json.loads(gaps) if isinstance(gaps, str) else gaps
        return []

    def check_files(self) -> None:
        """Every stored file lies in the given folder and is what its hash says."""
        if self.files is None:
            return
        columns = ["id:int", "code:text", "sha256:text", "name:text"]
        for _, code, digest, name in self.source.rows("files_storedfile", columns):
            path = Path(self.files) / digest[:2] / digest[2:4] / digest
            if not path.is_file() or digest_of(path) != digest:
                sentence = f"Tệp “{name}” ({digest[:12]}…) mất hoặc đã khác lúc nhận."
                self.others.append(
                    {"what": "file", "where": code, "sentence": sentence}
                )

    def check_moorings(self, seals: Any) -> None:
        links = {seal[0]: seal[-1] for seal in seals}
        for mooring in sorted(self.moorings, key=lambda each: each["seal"]):
            if links.get(mooring["seal"]) != mooring["link"]:
                sentence = (
                    f"Niêm phong số {mooring['seal']} khác với mốc giữ ngoài lúc "
                    f"{mooring['at']}: nhật ký bị cắt hoặc viết lại."
                )
                where = f"seal {mooring['seal']}"
                self.others.append(
                    {"what": "anchor", "where": where, "sentence": sentence}
                )
                return


def digest_of(path: Any) -> str:
    hasher = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            hasher.update(chunk)
    return hasher.hexdigest()


def open_source(place: Any) -> Source:
    if place.startswith(("postgres://", "postgresql://")):
        import psycopg  # noqa: PLC0415  only for this kind of place

        connection = psycopg.connect(place)
        # Everything as of one instant, while others go on writing.
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        return Source("postgresql", connection)
    if Path(place).is_dir():
        return Source("folder", place)
    if not Path(place).is_file():
        raise OSError(f"không có tệp {place}")
    file = sqlite3.connect(f"file:{place}?mode=ro", uri=True, isolation_level=None)
    file.execute("BEGIN")
    return Source("sqlite", file)


def main(arguments: Any = None) -> int:
    parser = argparse.ArgumentParser(description="Kiểm nhật ký eISO, độc lập với eISO.")
    parser.add_argument("place", help="tệp SQLite, postgresql://…, hoặc thư mục JSONL")
    parser.add_argument("--anchors", help="tệp mốc giữ ngoài, mỗi dòng một mốc")
    parser.add_argument(
        "--key-file", help="khóa bí mật của máy chủ, để kiểm cả dấu ghi"
    )
    parser.add_argument("--files", help="thư mục EISO_HOME/files, để kiểm cả tệp")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        lines = (
            Path(options.anchors).read_text().splitlines() if options.anchors else []
        )
        moorings = [json.loads(line) for line in lines if line.strip()]
        keys = [Path(options.key_file).read_text().strip()] if options.key_file else []
        source = open_source(options.place)
        problems = Verifier(source, moorings, keys, options.files).run()
    except (OSError, ValueError, sqlite3.Error) as error:
        sys.stderr.write(f"Không đọc được: {error}\n")
        return 2
    if options.json:
        answer = {"ok": not problems, "problems": problems}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        for problem in problems:
            sys.stdout.write(f"✗ {problem['sentence']}\n")
        sys.stdout.write("KHÔNG nguyên vẹn.\n" if problems else "Nguyên vẹn.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
