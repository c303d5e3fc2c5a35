"""Word templates of strangers: they may print the declared fields and nothing else.

docxtpl's own default runs any Python a template writes. Here a template sees plain
data only: no global, no call, no attribute of an object, a short list of filters; and
a template an office brought is rendered in a child process with limits (`word`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, Template
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

ALLOWED_FILTERS = (
    "capitalize",
    "e",
    "escape",
    "first",
    "last",
    "length",
    "lower",
    "trim",
    "upper",
)
MAX_COMPILED = 64
LOOP_FACTS = {"index", "index0", "first", "last", "length", "revindex"}


class DataOnly(ImmutableSandboxedEnvironment):
    """Jinja that can look into mappings and lists, count loops, and print."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self._compiled: dict[Any, Template] = {}
        self.filters = {name: FILTERS[name] for name in ALLOWED_FILTERS}
        self.tests = {
            name: self.tests[name] for name in ("defined", "undefined", "none")
        }

    def from_string(
        self, source: Any, globals: Any = None, template_class: Any = None
    ) -> Template:
        """The same source is compiled once; docxtpl asks for every part each time."""
        del globals, template_class
        found = self._compiled.get(source)
        if found is None:
            if len(self._compiled) >= MAX_COMPILED:
                self._compiled.clear()
            found = self._compiled[source] = super().from_string(source)
        return found

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext) and attribute in LOOP_FACTS:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Mapping) and isinstance(argument, str):
            if argument in obj:
                return obj[argument]
            return self.undefined(obj=obj, name=argument)
        if isinstance(obj, list) and type(argument) is int:
            return obj[argument]
        raise SecurityError(f"access to {argument!r} is not allowed")

    def call(*args: Any, **kwargs: Any) -> Any:
        del args, kwargs
        raise SecurityError("nothing may be called")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        del context, left, right
        raise SecurityError(f"{operator} is not allowed")

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        del context, arg
        raise SecurityError(f"{operator} is not allowed")


def plain(value: Any) -> Any:
    """`value` when it is texts, numbers, booleans, lists and dicts; else TypeError."""
    if value is None or type(value) in {str, int, bool}:
        return value
    if type(value) in {list, tuple}:
        return [plain(item) for item in value]
    if type(value) is dict and all(type(key) is str for key in value):
        return {key: plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} is not plain data")


def field_names(context: Mapping[str, Any]) -> list[str]:
    """What a template may print, as it is written there: "title", "rows[].post"."""
    found: dict[str, None] = {}
    _collect(plain(dict(context)), "", found)
    return list(found)


def _collect(value: Any, name: str, found: dict[str, None]) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            _collect(item, f"{name}.{key}" if name else key, found)
    elif isinstance(value, list):
        for item in value or [""]:
            _collect(item, f"{name}[]", found)
    else:
        found[name] = None
