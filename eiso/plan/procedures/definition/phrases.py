"""Sentences that can be said again in another language.

Vietnamese is what they are; a page hands its own translator to `said`. Pure: the
translator is an argument, and `gettext_noop` only marks a text for the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

Say = Callable[[str], str]


def gettext_noop(text: str) -> str:
    """Marks `text` as a message of the catalogue; changes nothing."""
    return text


class Phrase(str):
    """A text that knows its template and what was put in; else an ordinary string."""

    __slots__ = ("params", "template")

    template: str
    params: dict[str, str]

    def __new__(cls, template: str, **params: str) -> Self:
        made = super().__new__(cls, template.format_map(params))
        made.template, made.params = template, params
        return made

    def said(self, say: Say) -> str:
        """The same in the language of `say`, which translates templates."""
        words = {
            name: value.said(say) if isinstance(value, Phrase) else value
            for name, value in self.params.items()
        }
        # gettext answers an empty message with the head of its catalogue
        return say(self.template).format_map(words) if self.template else ""

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.template, self.params)


def _again(cls: type[Phrase], template: str, params: dict[str, str]) -> Phrase:
    return cls(template, **params)


def said(words: str, say: Say) -> str:
    """`words` in the language of `say`, as far as they are a phrase."""
    return words.said(say) if isinstance(words, Phrase) else words
