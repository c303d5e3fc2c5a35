"""Sentences of the differences between two definitions, by kind.

A page in another language asks a change to be `said` by its translator.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eiso.plan.procedures.definition.phrases import Phrase, Say, gettext_noop

TEMPLATES: dict[str, str] = {
    "step_added": gettext_noop("Thêm {step}: {post}, {after}."),
    "step_removed": gettext_noop("Bỏ {step}: {post}, {before}."),
    "step_moved": gettext_noop(
        "{step}: chuyển từ vị trí {before} sang vị trí {after}."
    ),
    "step_limit": gettext_noop("{step}: {before} → {after}."),
    "step_field": gettext_noop("{step}, {field}: “{before}” → “{after}”."),
    "step_text_added": gettext_noop("{step}, {field}: thêm “{after}”."),
    "step_text_removed": gettext_noop("{step}, {field}: bỏ “{before}”."),
    "step_pause_on": gettext_noop("{step}: nay được tạm dừng."),
    "step_pause_off": gettext_noop("{step}: không còn được tạm dừng."),
    "field": gettext_noop("{field}: “{before}” → “{after}”."),
    "field_added": gettext_noop("{field}: thêm “{after}”."),
    "field_removed": gettext_noop("{field}: bỏ “{before}”."),
    "channel_limit": gettext_noop("Kênh {row}, thời hạn: {before} → {after}."),
    "row_added": gettext_noop("{field}: thêm “{after}”."),
    "row_removed": gettext_noop("{field}: bỏ “{before}”."),
    "row_changed": gettext_noop("{field}: “{before}” → “{after}”."),
    "row_moved": gettext_noop("{field}: “{after}” đổi thứ tự."),
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
        """In Vietnamese: Bước 3 “Thẩm định”: 5 → 3 ngày làm việc."""
        return self._phrase(TEMPLATES[self.kind])

    def said(self, say: Say) -> str:
        """The same in the language of `say`."""
        return self._phrase(TEMPLATES[self.kind]).said(say)

    def _phrase(self, template: str) -> Phrase:
        return Phrase(template, before=self.before, after=self.after, **self.params)


def sentence(change: Change, template: str = "") -> str:
    """The change in words of `template`, or of the Vietnamese one of its kind."""
    return change._phrase(template or TEMPLATES[change.kind])
