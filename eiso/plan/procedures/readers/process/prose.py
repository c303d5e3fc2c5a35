"""Steps written as paragraphs: "+ Bước 2: Chuyên viên … thẩm định hồ sơ: 42 ngày"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eiso.plan.procedures.readers.process.blocks import Place
from eiso.plan.procedures.readers.process.draft import Draft
from eiso.plan.procedures.readers.process.lines import Raw, first_words
from eiso.plan.procedures.readers.process.titles import Words
from eiso.plan.procedures.readers.process.words import is_plain_limit

if TYPE_CHECKING:
    from eiso.plan.procedures.readers.process.collect import Collector

_HEAD = re.compile(
    r"^[-+•–*\s]*(?:\d{1,2}(?:\.\d{1,2})*[.)]\s*)?bước\s+(?:thứ\s+)?(\d{1,2})\s*[.:)–-]*\s*",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"[:(,–-]\s*((?:không quá |tối đa |trong )?(?:\d+(?:[.,/]\d+)?|½)\s*(?:\([^()]*\)\s*)?"
    r"(?:ngày làm việc|ngày|giờ làm việc|giờ|phút))\s*\)?\s*(\([^()]*\))?\s*[.;]*\s*$",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r"^[-+•–*\s]*(?:thời gian|thời hạn)(?: (?:thực hiện|giải quyết|xử lý))?\s*:\s*(.+)$",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"^[-+•–*\s]*(?:trách nhiệm|người thực hiện|đơn vị thực hiện|bộ phận thực hiện|"
    r"đơn vị/người thực hiện)[^:]{0,30}:\s*(.+)$",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?:\d+(?:[.,/]\d+)?|½)\s*(?:\([^()]*\)\s*)?(?:ngày làm việc|ngày|giờ làm việc|giờ)\b",
    re.IGNORECASE,
)


class Prose:
    """Reads steps outside tables for a Collector."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.open: Raw | None = None

    def step(self, line: str, place: Place) -> None:
        """A line that begins a step."""
        found = _HEAD.match(line)
        if found is None:
            return
        walk = self.collector
        number = str(int(found[1]))
        if walk.opened is not None:
            walk.start(walk.opened)
        elif walk.current is None or self._new(number):
            title, at = walk.weak or ("", place)
            walk.start(Draft(title, place=at))
        body = line[found.end() :].strip()
        raw = Raw(
            number=number,
            agency=walk.agency,
            place=place,
            limit_place=place,
            prose=True,
        )
        self._fill(raw, body)
        self.open = raw
        if walk.current is not None:
            walk.current.steps.append(raw)
        walk.head = None

    def _new(self, number: str) -> bool:
        """Step 1 under a new heading that is no agency: another procedure."""
        walk = self.collector
        return number == "1" and walk.weak is not None and not walk.agency

    def _fill(self, raw: Raw, body: str) -> None:
        ending = _ENDING.search(body)
        if ending and is_plain_limit(ending[1]):
            raw.limits = [(0, ending[1].strip(), "", 1)]
            body = body[: ending.start()].strip(" :,(")
        raw.title = first_words(body) if body else ""
        raw.content = body

    def more(self, line: str, words: Words) -> None:
        """A line that says nothing new: it goes on with the step, or with a section."""
        walk = self.collector
        if self.open is not None and walk.current and walk.current.steps:
            self._goes_on(self.open, line)
            return
        target = walk.opened or walk.current
        if target is None:
            return
        if walk.section == "bases" and len(words.body) > 8:
            target.legal_bases.append(words.body.strip(" ;.-–"))

    def said(self, line: str) -> bool:
        """ "- Người thực hiện: …", "- Thời gian: 0,5 ngày" under a step: taken, True."""
        raw = self.open
        if raw is None or not re.match(r"\s*[-+•–*]", line):
            return False
        timed, actor = _TIMED.match(line), _ACTOR.match(line)
        own = timed and not re.search(r"giải quyết", line, re.IGNORECASE)
        if own and timed and not raw.limits and is_plain_limit(timed[1]):
            raw.limits = [(0, timed[1].strip(" ."), "", 1)]
            return True
        if actor and not raw.actor:
            raw.actor = actor[1].strip(" .;")
            return True
        return False

    def _goes_on(self, raw: Raw, line: str) -> None:
        timed, actor = _TIMED.match(line), _ACTOR.match(line)
        if timed and not raw.limits:
            raw.limits = [(0, timed[1].strip(" ."), "", 1)]
            return
        if actor and not raw.actor:
            raw.actor = actor[1].strip(" .;")
            return
        ending = _ENDING.search(line)
        if ending and not raw.limits:
            raw.limits = [(0, ending[1].strip(), "", 1)]
        raw.content = f"{raw.content}\n{line}".strip()
        if not raw.title:
            raw.title = first_words(line)


def limits_inside(text: str) -> list[str]:
    """Every term a step's sentence mentions; which one is its limit is not said."""
    return [found[0] for found in _INSIDE.finditer(text)]
