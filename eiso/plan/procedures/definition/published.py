"""The published schema of a definition, and refusals that name the place."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from eiso.base.errors import NotUnderstood

FORMAT = "eiso.procedure/1"

_KINDS = {
    "string": "một đoạn chữ",
    "integer": "một số nguyên",
    "boolean": "true hoặc false",
    "array": "một danh sách",
    "object": "một nhóm mục có tên",
    "null": "để trống",
}


@cache
def _validator() -> Draft202012Validator:
    place = resources.files(__package__).joinpath("procedure.schema.json")
    return Draft202012Validator(json.loads(place.read_text("utf-8")))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) as shipped; a fresh copy."""
    place = resources.files(__package__).joinpath("procedure.schema.json")
    return dict(json.loads(place.read_text("utf-8")))


def validate(data: Any) -> None:
    """Raises NotUnderstood naming the first place that does not follow the schema."""
    errors = sorted(
        _validator().iter_errors(data),
        key=lambda error: list(map(str, error.absolute_path)),
    )
    if errors:
        first = errors[0]
        more = f" (và {len(errors) - 1} chỗ khác)" if len(errors) > 1 else ""
        raise NotUnderstood(
            f"Tệp không phải định nghĩa quy trình: ở {_place(first)}, {_reason(first)}"
            f"{more}; chưa có gì thay đổi. Hãy sửa chỗ đó rồi nhập lại."
        )


def _place(error: ValidationError) -> str:
    words = [
        f"thứ {part + 1}" if isinstance(part, int) else f"“{part}”"
        for part in error.absolute_path
    ]
    return " ".join(words) if words else "đầu tệp"


def _reason(error: ValidationError) -> str:
    found = _shown(error.instance)
    wanted: Any = error.validator_value
    match error.validator:
        case "type":
            names = [wanted] if isinstance(wanted, str) else wanted
            kinds = " hoặc ".join(_KINDS.get(name, str(name)) for name in names)
            return f"cần {kinds} nhưng gặp {found}"
        case "enum" | "const":
            listed = wanted if isinstance(wanted, list) else [wanted]
            return f"gặp {found}, chỉ nhận {', '.join(map(str, listed))}"
        case "required":
            return f"thiếu mục {error.message.split(' ')[0]}"
        case "additionalProperties":
            return f"có mục không biết: {_unknown(error)}"
        case _:
            return f"giá trị {found} không đúng dạng"


def _unknown(error: ValidationError) -> str:
    schema: Any = error.schema
    found: Any = error.instance
    known = schema.get("properties", {})
    return ", ".join(f"“{name}”" for name in found if name not in known)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"
