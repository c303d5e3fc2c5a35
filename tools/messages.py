"""The English catalogue: Vietnamese is the source text, English the translation.

    python tools/messages.py              bring the catalogue up to date and compile it
    python tools/messages.py --check      fail on a missing, stale or uncompiled message
    python tools/messages.py --missing    print what has no English yet, as JSON
    python tools/messages.py --fill FILE  take English from a JSON object {vi: en or [en, ens]}

Needs no gettext tools: Python is read by `ast`, templates by Django's own templatize.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "eiso"
PO = PACKAGE / "locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
HEADER = """\
# English translation of eISO. Written by tools/messages.py; fill the msgstr lines.
msgid ""
msgstr ""
"Project-Id-Version: eISO\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
META = (
    "Project-Id-Version: eISO\nLanguage: en\nMIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)
PLAIN = {"gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
STRING = r"(u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")"
TEMPLATED = re.compile(
    rf"\b(gettext|ngettext|pgettext|npgettext|_)\(\s*{STRING}"
    rf"(?:\s*,\s*{STRING})?(?:\s*,\s*{STRING})?",
    re.S,
)
Key = tuple[str, str]  # context, Vietnamese


@dataclass
class Message:
    """One message: where it is used, its plural form if any, its English."""

    context: str
    text: str
    plural: str = ""
    files: set[str] = field(default_factory=set)
    english: list[str] = field(default_factory=list)

    @property
    def done(self) -> bool:
        return len(self.english) == (2 if self.plural else 1) and all(self.english)


def extract() -> dict[Key, Message]:
    """Every message of the package."""
    found: dict[Key, Message] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in file.parts:
            for context, text, plural in _python(file.read_text(encoding="utf-8")):
                _add(found, file, context, text, plural)
    for file in sorted(PACKAGE.rglob("templates/**/*.*")):
        if file.suffix in {".html", ".txt", ".svg"}:
            for context, text, plural in _template(file):
                _add(found, file, context, text, plural)
    return found | refusals()


REFUSAL = "refusal"  # context of sentences a service refuses with
HOLE = re.compile(r"\{\d+\}")
SHORTEST = 15  # letters around the holes: less would match any sentence


def refusals() -> dict[Key, Message]:
    """Sentences of raised BusinessErrors; what an f-string fills in becomes {0}, {1}, …

    Services write plain Vietnamese, so that the command line and the trail are the same
    everywhere; pages look the sentence up when it is shown (base.ui.sentences).
    """
    trees = {
        file: ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted(PACKAGE.rglob("*.py"))
    }
    kinds = {"BusinessError", "NotPermitted"}
    for _round in range(3):  # subclasses of subclasses
        for tree in trees.values():
            kinds |= {
                node.name
                for node in ast.walk(tree)
                if isinstance(node, ast.ClassDef)
                and kinds & {getattr(base, "id", "") for base in node.bases}
            }
    found: dict[Key, Message] = {}
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                text = _pattern(node.args[0]) if name in kinds else ""
                if len(HOLE.sub("", text).replace(" ", "")) >= SHORTEST:
                    _add(found, file, REFUSAL, text, "")
    return found


def _pattern(node: ast.expr) -> str:
    """The sentence with numbered holes; "" when it is not written in place."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    parts, hole = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{hole}}}")
            hole += 1
    return "".join(parts)


def _add(
    found: dict[Key, Message], file: Path, context: str, text: str, plural: str
) -> None:
    message = found.setdefault((context, text), Message(context, text, plural))
    message.plural = message.plural or plural
    message.files.add(str(file.relative_to(ROOT)))


def _python(source: str) -> list[tuple[str, str, str]]:
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        for alias in node.names
    }
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        name = names.get(called, called if called in PLAIN | PLURAL | CONTEXT else "")
        words = [
            arg.value
            for arg in node.args
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if name in PLAIN and words:
            found.append(("", words[0], ""))
        elif name in PLURAL and len(words) > 1:
            found.append(("", words[0], words[1]))
        elif name in CONTEXT and len(words) > 1:
            found.append((words[0], words[1], ""))
    return found


def _template(file: Path) -> list[tuple[str, str, str]]:
    text = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    found = []
    for name, *strings in TEMPLATED.findall(text):
        words = [ast.literal_eval(word) for word in strings if word]
        if name in {"gettext", "_"}:
            found.append(("", words[0], ""))
        elif name == "ngettext":
            found.append(("", words[0], words[1]))
        elif name == "pgettext":
            found.append((words[0], words[1], ""))
        else:
            found.append((words[0], words[1], words[2]))
    return found


def read_po() -> dict[Key, Message]:
    """The catalogue as it is in the tree."""
    found: dict[Key, Message] = {}
    if not PO.exists():
        return found
    for block in PO.read_text(encoding="utf-8").split("\n\n"):
        parts: dict[str, str] = {}
        now = ""
        for line in block.splitlines():
            head = re.match(
                r"(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (.*)", line
            )
            if head:
                now = head[1]
                parts[now] = json.loads(head[2])
            elif line.startswith('"') and now:
                parts[now] += json.loads(line)
        if parts.get("msgid"):
            english = [
                parts[key]
                for key in ("msgstr", "msgstr[0]", "msgstr[1]")
                if key in parts
            ]
            message = Message(
                parts.get("msgctxt", ""),
                parts["msgid"],
                parts.get("msgid_plural", ""),
                english=english,
            )
            found[message.context, message.text] = message
    return found


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def po_text(messages: dict[Key, Message]) -> str:
    """The catalogue, sorted by text: the same messages give the same bytes."""
    blocks = [HEADER]
    for key in sorted(messages):
        message = messages[key]
        lines = []  # no places: they would change the file with every move of a line
        if "%(" in message.text:
            lines.append("#, python-format")
        if message.context:
            lines.append(f"msgctxt {_quoted(message.context)}")
        lines.append(f"msgid {_quoted(message.text)}")
        if message.plural:
            one, many = [*message.english, "", ""][:2]
            lines.append(f"msgid_plural {_quoted(message.plural)}")
            lines += [f"msgstr[0] {_quoted(one)}", f"msgstr[1] {_quoted(many)}"]
        else:
            lines.append(f"msgstr {_quoted((message.english or [''])[0])}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def mo_bytes(messages: dict[Key, Message]) -> bytes:
    """The compiled catalogue (GNU .mo, little end first)."""
    pairs = {b"": META.encode()}
    for message in messages.values():
        if message.done:
            key = f"{message.context}\x04" * bool(message.context) + message.text
            if message.plural:
                key += f"\0{message.plural}"
            pairs[key.encode()] = "\0".join(message.english).encode()
    rows = sorted(pairs.items())
    start = 28 + 16 * len(rows)
    ids = b"\0".join(key for key, _ in rows) + b"\0"
    texts = b"\0".join(text for _, text in rows) + b"\0"
    first, second, at, then = b"", b"", start, start + len(ids)
    for key, text in rows:
        first += struct.pack("<2I", len(key), at)
        second += struct.pack("<2I", len(text), then)
        at, then = at + len(key) + 1, then + len(text) + 1
    head = struct.pack(
        "<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, start
    )
    return head + first + second + ids + texts


PLACE = re.compile(r"%\(\w+\)[0-9]*[sd]|%%|</?\w+>|\{\w+\}")


def faults(messages: dict[Key, Message]) -> list[str]:
    """Messages without English, or whose English lost a placeholder."""
    found = []
    for message in messages.values():
        if not message.done:
            found.append(f"no English: {message.text!r} ({min(message.files)})")
            continue
        wanted = set(PLACE.findall(message.text)) | set(PLACE.findall(message.plural))
        for english in message.english:
            if set(PLACE.findall(english)) - wanted or (
                wanted - set(PLACE.findall(english)) and not message.plural
            ):
                found.append(f"placeholders differ: {message.text!r} → {english!r}")
    return found


def merged() -> dict[Key, Message]:
    """What the source says, with the English the catalogue has."""
    known = read_po()
    messages = extract()
    for key, message in messages.items():
        if key in known and bool(known[key].plural) == bool(message.plural):
            message.english = known[key].english
    return messages


def _fill(messages: dict[Key, Message], file: Path) -> None:
    given = json.loads(file.read_text(encoding="utf-8"))
    for message in messages.values():
        english = given.get(message.text)
        if english and not message.done:
            forms = english if isinstance(english, list) else [english]
            if message.plural and len(forms) == 1:
                forms = forms * 2
            message.english = forms


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--fill", type=Path)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eiso.config.settings")
    sys.path.insert(0, str(ROOT))
    messages = merged()
    if options.fill:
        _fill(messages, options.fill)
    if options.missing:
        open_ones = sorted({m.text for m in messages.values() if not m.done})
        print(json.dumps(open_ones, ensure_ascii=False, indent=0))
        return 0
    wrong = faults(messages)
    if options.check:
        if not PO.exists() or PO.read_text(encoding="utf-8") != po_text(messages):
            wrong.append("django.po is not what the source says: run tools/messages.py")
        if not MO.exists() or MO.read_bytes() != mo_bytes(messages):
            wrong.append("django.mo is not compiled from it: run tools/messages.py")
        print("\n".join(wrong) or f"{len(messages)} messages, all in English")
        return 1 if wrong else 0
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_text(po_text(messages), encoding="utf-8")
    MO.write_bytes(mo_bytes(messages))
    print(f"{len(messages)} messages, {len(wrong)} to mend")
    return 0


if __name__ == "__main__":
    sys.exit(main())
