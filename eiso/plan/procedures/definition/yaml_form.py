"""YAML reduced to what a definition needs: no aliases, tags, dates or floats.

A title "2021-01-01" or a limit 0.5 stays the text that was written.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_PLAIN = {
    "tag:yaml.org,2002:bool": (re.compile(r"(true|false)\Z"), "tf"),
    "tag:yaml.org,2002:int": (re.compile(r"(0|[1-9][0-9]{0,8})\Z"), "0123456789"),
    "tag:yaml.org,2002:null": (re.compile(r"(null|~|)\Z"), ["n", "~", ""]),
}


class Loader(yaml.SafeLoader):
    """Builds texts, whole numbers, booleans, lists and dicts, and nothing else."""

    yaml_implicit_resolvers: dict[Any, Any] = {}

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.composer.ComposerError(
                None, None, "aliases are not read", event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002
        seen = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, "written twice or not a name", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


for _tag, (_pattern, _first) in _PLAIN.items():
    Loader.add_implicit_resolver(_tag, _pattern, list(_first))


class Writer(yaml.SafeDumper):
    """Several lines stand as a block; lists are indented under their name."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
        del indentless
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _text(dumper: Writer, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Writer.add_representer(str, _text)
