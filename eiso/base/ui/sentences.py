"""Refusals in the reader's language, looked up when they are shown.

Services raise plain Vietnamese sentences, so that the command line, the trail and the
tests say the same everywhere. The catalogue holds them under the context "refusal", with
{0}, {1} … where a service filled something in (tools/messages.py finds them in the source).
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import get_language, trans_real

CONTEXT = "refusal\x04"
HOLE = re.compile(r"\\\{(\d+)\\\}")

Pattern = tuple[re.Pattern[str], str]


def translate(sentence: str) -> str:
    """The sentence in the active language; unchanged when nobody translated it."""
    language = (get_language() or "vi").partition("-")[0]
    if language == "vi":
        return sentence
    for pattern, words in _patterns(language):
        found = pattern.fullmatch(sentence)
        if found:
            holes = {int(name[1:]): text for name, text in found.groupdict().items()}
            return _fill(words, holes)
    return sentence


def _fill(words: str, holes: dict[int, str]) -> str:
    return re.sub(
        r"\{(\d+)\}", lambda hole: translate(holes.get(int(hole[1]), "")), words
    )


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[Pattern, ...]:
    """Most literal text first, so that the narrower sentence wins."""
    catalogue = trans_real.translation(language)._catalog  # type: ignore[attr-defined]
    pairs = {
        key[len(CONTEXT) :]: words
        for key, words in catalogue.items()
        if isinstance(key, str) and key.startswith(CONTEXT) and words
    }
    longest = sorted(pairs, key=lambda text: -len(re.sub(r"\{\d+\}", "", text)))
    return tuple((_compiled(text), pairs[text]) for text in longest)


def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(HOLE.sub(r"(?P<h\1>.*?)", re.escape(text)), re.S)
