"""Reading the tree: rooms, modules, functions, calls. What the tests of this folder share."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "eiso"
FLOORS = ("base", "people", "plan", "act", "do", "check", "oversee", "faces")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file, parsed once."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        """ "people/orgs/services/posts.py"."""
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def room(self) -> str:
        """ "people/orgs"; a floor's or config's own files have none."""
        parts = self.path.relative_to(PACKAGE).parts
        return "/".join(parts[:2]) if len(parts) > 2 and parts[0] in FLOORS else ""

    @property
    def layer(self) -> str:
        """ "services" for services.py and for anything in services/."""
        parts = self.path.relative_to(PACKAGE).parts
        return parts[2].removesuffix(".py") if self.room else ""

    def functions(self) -> Iterator[Function]:
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node


@lru_cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the package, migrations apart."""
    return tuple(
        Module(path, ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    )


def layers(*names: str) -> list[Module]:
    return [module for module in modules() if module.layer in names]


def rooms() -> list[Path]:
    """Folders of rooms: packages on the floors."""
    return [
        room
        for floor in FLOORS
        for room in sorted((PACKAGE / floor).glob("*/"))
        if (room / "__init__.py").exists()
    ]


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def dotted(node: ast.AST) -> str:
    """ "trail.record" of the node of that call; "" for anything but names and dots."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else node.attr
    return ""


def calls(node: ast.AST) -> set[str]:
    """Dotted names of everything called inside."""
    return {dotted(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}


def place(module: Module, node: ast.AST) -> str:
    return f"{module.name}:{getattr(node, 'lineno', 0)}"
