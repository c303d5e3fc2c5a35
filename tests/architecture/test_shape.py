"""Sizes, docstrings and names: the guide on one page, kept true."""

from __future__ import annotations

import ast
import re

from eiso.people.access.roles import Perm
from tests.architecture.source import (
    PACKAGE,
    ROOT,
    layers,
    modules,
    place,
    rooms,
    templates,
)

LONGEST_FILE, LONGEST_VIEW, LONGEST_TEMPLATE = 500, 25, 120
AUTO_NAME = re.compile(r"\d{4}_(auto_|alter_|[a-z_]+_and_more)")


def lines(path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_no_file_is_longer_than_500_lines():
    files = [
        path
        for folder in ("eiso", "tests", "tools", "bench")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]

    long = {
        str(p.relative_to(ROOT)): lines(p) for p in files if lines(p) > LONGEST_FILE
    }
    assert long == {}


def test_templates_stay_readable():
    long = {p.name: lines(p) for p in templates() if lines(p) > LONGEST_TEMPLATE}
    assert long == {}


def test_every_room_says_what_it_is_for_and_what_it_must_not_know():
    silent = []
    for room in rooms():
        text = ast.get_docstring(ast.parse((room / "__init__.py").read_text())) or ""
        if not re.search(r"\b(not|no|nothing|never|without)\b", text, re.I):
            silent.append(room.relative_to(PACKAGE).as_posix())
    assert silent == []


def test_every_module_says_what_it_is():
    empty = {"__init__.py", "apps.py"}
    silent = [
        module.name
        for module in modules()
        if module.path.name not in empty
        and module.tree.body
        and not ast.get_docstring(module.tree)
    ]
    assert silent == []


def test_every_model_says_what_one_row_is():
    silent = [
        place(module, node)
        for module in layers("models")
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
        and any("Model" in ast.unparse(base) for base in node.bases)
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_views_are_thin():
    fat = {}
    for module in layers("views"):
        for function in module.functions():
            body = function.body[1 if ast.get_docstring(function) else 0 :]
            size = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            if size > LONGEST_VIEW:
                fat[place(module, function)] = size
    assert fat == {}


def test_every_migration_has_a_name_that_says_what_it_does():
    unnamed = [
        path.name
        for path in PACKAGE.rglob("migrations/0*.py")
        if AUTO_NAME.match(path.stem)
    ]
    assert unnamed == []


def test_every_permission_is_asked_for_somewhere():
    text = "".join(
        module.path.read_text(encoding="utf-8")
        for module in modules()
        if module.name != "people/access/roles.py"
    )
    idle = [perm.name for perm in Perm if f"Perm.{perm.name}" not in text]
    assert idle == []
