"""Sentences of the differences between two definitions, by kind.

A page in another language translates `TEMPLATES[kind]` and formats it with `params`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TEMPLATES: dict[str, str] = {
    "step_added": "Thêm {step}: {post}, {after}.",
    "step_removed": "Bỏ {step}: {post}, {before}.",
    "step_moved": "{step}: chuyển từ vị trí {before} sang vị trí {after}.",
    "step_limit": "{step}: {before} → {after}.",
    "step_field": "{step}, {field}: “{before}” → “{after}”.",
    "step_text_added": "{step}, {field}: thêm “{after}”.",
    "step_text_removed": "{step}, {field}: bỏ “{before}”.",
    "step_pause_on": "{step}: nay được tạm dừng.",
    "step_pause_off": "{step}: không còn được tạm dừng.",
    "field": "{field}: “{before}” → “{after}”.",
    "field_added": "{field}: thêm “{after}”.",
    "field_removed": "{field}: bỏ “{before}”.",
    "channel_limit": "Kênh {row}, thời hạn: {before} → {after}.",
    "row_added": "{field}: thêm “{after}”.",
    "row_removed": "{field}: bỏ “{before}”.",
    "row_changed": "{field}: “{before}” → “{after}”.",
    "row_moved": "{field}: “{after}” đổi thứ tự.",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `step_key` is empty where it is not of a step.

    `before` and `after` are what to strike out and what to write in.
    """

    kind: str
    step_key: str = ""
    before: str = ""
    after: str = ""
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return sentence(self)


def sentence(change: Change, template: str = "") -> str:
    """The change in words: Bước 3 “Thẩm định”: 5 → 3 ngày làm việc."""
    words = {"before": change.before, "after": change.after, **change.params}
    return (template or TEMPLATES[change.kind]).format_map(words)
