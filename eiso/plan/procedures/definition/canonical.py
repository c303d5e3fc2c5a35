"""The one written form of a definition: same definition, same bytes, both ways.

Values equal to their default are left out, so that a field added in a later version
of eISO changes no byte of what was issued before.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

import yaml

from eiso.base.errors import NotUnderstood
from eiso.plan.procedures.definition.published import FORMAT, validate
from eiso.plan.procedures.definition.shapes import Definition
from eiso.plan.procedures.definition.yaml_form import Loader, Writer

MAX_BYTES = 4_000_000
"""A definition file above this is refused before it is parsed."""


def to_data(definition: Definition) -> dict[str, Any]:
    """The definition as plain lists, dicts, texts, whole numbers and booleans."""
    return {"format": FORMAT, **_dump(definition)}


def from_data(data: Any) -> Definition:
    """Raises NotUnderstood with the place when `data` does not follow the schema."""
    validate(data)
    body = {name: value for name, value in data.items() if name != "format"}
    return cast(Definition, _load(Definition, body))


def to_json_bytes(definition: Definition) -> bytes:
    """UTF-8, two blanks of indent, one line end at the end."""
    text = json.dumps(to_data(definition), ensure_ascii=False, indent=2)
    return (text + "\n").encode()


def from_json_bytes(content: bytes) -> Definition:
    """Raises NotUnderstood: not UTF-8, not JSON, or not a definition."""
    text = _text(content, "JSON")
    try:
        data = json.loads(text, object_pairs_hook=_no_twice, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise _unread("JSON", error.lineno, error.colno) from error
    except (RecursionError, ValueError) as error:
        raise NotUnderstood(
            "Tệp JSON lồng quá sâu hoặc có con số không đọc được; chưa có gì thay đổi. "
            "Hãy dùng tệp do eISO xuất ra."
        ) from error
    return from_data(data)


def to_yaml_bytes(definition: Definition) -> bytes:
    """The same content as YAML, in the same order."""
    text = yaml.dump(
        to_data(definition),
        Dumper=Writer,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=2**31,
    )
    return text.encode()


def from_yaml_bytes(content: bytes) -> Definition:
    """Raises NotUnderstood: not UTF-8, not YAML, aliases, or not a definition."""
    text = _text(content, "YAML")
    try:
        data = yaml.load(text, Loader=Loader)  # noqa: S506 - builds plain values only
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _unread("YAML", *place) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _unread("YAML", 1, 1) from error
    return from_data(data)


def _text(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        raise NotUnderstood(
            f"Tệp {name} lớn hơn {MAX_BYTES // 1_000_000} MB nên không phải một định "
            "nghĩa quy trình; chưa có gì thay đổi. Hãy chọn đúng tệp do eISO xuất ra."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUnderstood(
            f"Tệp {name} không viết bằng UTF-8 (sai từ byte {error.start + 1}); chưa "
            "có gì thay đổi. Hãy lưu lại tệp với bảng mã UTF-8."
        ) from error


def _unread(name: str, row: int, column: int) -> NotUnderstood:
    return NotUnderstood(
        f"Không đọc được tệp {name}: sai cú pháp ở dòng {row}, cột {column}; chưa có "
        "gì thay đổi. Hãy sửa chỗ đó hoặc xuất lại tệp từ eISO."
    )


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise NotUnderstood(
                f"Tệp JSON viết mục “{name}” hai lần trong cùng một chỗ nên không rõ "
                "giá trị nào đúng; chưa có gì thay đổi. Hãy bỏ bớt một."
            )
        made[name] = value
    return made


def _refuse(name: str) -> None:
    raise ValueError(name)


def _dump(value: Any) -> Any:
    if is_dataclass(value):
        return {
            item.name: _dump(getattr(value, item.name))
            for item in fields(value)
            if item.default is MISSING or getattr(value, item.name) != item.default
        }
    if isinstance(value, tuple):
        return [_dump(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return number_text(value)
    return value


def number_text(value: Decimal) -> str:
    """Plain digits without trailing zeros: 0.50 is "0.5", 1E+1 is "10"."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


@cache
def _hints(shape: Any) -> dict[str, Any]:
    """Resolving them anew for each row took most of the time of reading."""
    return get_type_hints(shape)


def _load(shape: Any, value: Any) -> Any:
    if get_origin(shape) is tuple:
        return tuple(_load(get_args(shape)[0], item) for item in value)
    if get_origin(shape) is UnionType:
        inner = next(arg for arg in get_args(shape) if arg is not type(None))
        return None if value is None else _load(inner, value)
    if is_dataclass(shape):
        hints = _hints(cast(Any, shape))
        loaded = {name: _load(hints[name], item) for name, item in value.items()}
        return cast(Callable[..., Any], shape)(**loaded)
    return Decimal(value) if shape is Decimal else value
