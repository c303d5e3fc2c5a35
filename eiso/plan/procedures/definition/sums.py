"""Do the steps fit the limits? The longest way counts, a return adds nothing.

Side-by-side branches take the longest, a choice too (each way is also shown); a limit
that covers several steps is counted once, at the first of them on a way.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from eiso.base.clock.limits import Unit
from eiso.plan.procedures.definition.flow import Flow, decides
from eiso.plan.procedures.definition.phrases import Phrase, Say, gettext_noop
from eiso.plan.procedures.definition.shapes import Channel, Definition, Via
from eiso.plan.procedures.definition.words import days_words, parts_of, step_number

DAY_MINUTES = 480
"""The day of step tables, whatever hours an agency keeps."""

MANY_SHARED = 10

CHANNELS: dict[Via, str] = {
    Via.DIRECT: gettext_noop("trực tiếp"),
    Via.ONLINE: gettext_noop("trực tuyến"),
    Via.POST: gettext_noop("bưu chính công ích"),
}


_UNSET = gettext_noop("Các bước cộng {total}; kênh {name} chưa có thời hạn đọc được.")
_UNREAD = gettext_noop(
    "Các bước cộng {total}; kênh {name} chưa có thời hạn đọc được (ghi “{text}”)."
)
_MONTHS = gettext_noop(
    "Các bước cộng {total}; kênh {name} có thời hạn “{text}” tính theo tháng nên không so "
    "bằng số ngày được."
)
_SPARE = gettext_noop("Kênh {name}: tổng {total} trên {whole}, còn dự phòng {rest}.")
_EXACT = gettext_noop("Kênh {name}: tổng {total} trên {whole}, vừa đủ.")
_OVER = gettext_noop("Kênh {name}: tổng {total} trên {whole}, vượt {rest}.")


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the procedure. `label` says the choices that lead there."""

    keys: tuple[str, ...]
    minutes: int
    label: str


@dataclass(frozen=True, slots=True)
class Against:
    """The sum of the longest way beside one row of the channels.

    `fits` is None where the row has no limit that days of work can be compared with.
    """

    row: int
    channel: Via
    used_minutes: int
    limit_minutes: int | None
    sentence: Phrase

    def said(self, say: Say) -> str:
        """The sentence in the language of `say`."""
        return self.sentence.said(say)

    @property
    def fits(self) -> bool | None:
        if self.limit_minutes is None:
            return None
        return self.used_minutes <= self.limit_minutes

    @property
    def spare_minutes(self) -> int | None:
        """Below zero when the steps take longer than the limit."""
        if self.limit_minutes is None:
            return None
        return self.limit_minutes - self.used_minutes


def step_minutes(
    definition: Definition, minutes_per_day: int = DAY_MINUTES
) -> dict[str, int | None]:
    """Minutes of each step's own limit by key; None: no limit, or months, same day.

    A covered step has None: its time is in the limit of the step that covers it.
    """
    return {
        key: step.limit.minutes(minutes_per_day)
        if step.limit and not step.covered_by
        else None
        for key, step in Flow(definition).steps.items()
    }


def longest_path(definition: Definition, minutes_per_day: int = DAY_MINUTES) -> Way:
    """The way whose limits add up to most; the first one in order among equals."""
    flow = Flow(definition)
    if flow.start is None:
        return Way((), 0, "")
    meter = _Meter(flow, minutes_per_day)
    keys = meter.longest(flow.start)
    return Way(keys, meter.minutes(keys), _label(flow, keys))


def branches(definition: Definition, minutes_per_day: int = DAY_MINUTES) -> list[Way]:
    """Every way with its sum, longest first; one way only gives one."""
    flow = Flow(definition)
    meter = _Meter(flow, minutes_per_day)
    ways = [Way(keys, meter.minutes(keys), _label(flow, keys)) for keys in flow.ways]
    return sorted(ways, key=lambda way: -way.minutes)


def sum_against_limit(
    definition: Definition, minutes_per_day: int = DAY_MINUTES
) -> list[Against]:
    """One line for each row of the channels, in their order."""
    used = longest_path(definition, minutes_per_day).minutes
    unit = unit_of_sum(definition)
    return [
        _against(row, channel, used, unit, minutes_per_day)
        for row, channel in enumerate(definition.channels)
    ]


def unit_of_sum(definition: Definition) -> Unit:
    """Days of the sum: calendar days as soon as one step is written in them."""
    limits = [step.limit for step in definition.steps if step.limit]
    units = {part.unit for limit in limits for part in parts_of(limit)}
    return Unit.DAY if Unit.DAY in units else Unit.WORKING_DAY


def _against(row: int, channel: Channel, used: int, unit: Unit, day: int) -> Against:
    limit = channel.limit
    total = days_words(used, day, unit)
    name = Phrase(CHANNELS[channel.channel])
    if limit is None:
        template = _UNREAD if channel.limit_text else _UNSET
        phrase = Phrase(template, total=total, name=name, text=channel.limit_text)
        return Against(row, channel.channel, used, None, phrase)
    minutes = limit.minutes(day)
    if minutes is None and limit.unit is Unit.SAME_DAY and not limit.more:
        minutes = day
    if minutes is None:
        phrase = Phrase(_MONTHS, total=total, name=name, text=limit.text)
        return Against(row, channel.channel, used, None, phrase)
    calendar = any(part.unit is Unit.DAY for part in parts_of(limit))
    whole = days_words(minutes, day, Unit.DAY if calendar else Unit.WORKING_DAY)
    unit = Unit.DAY if calendar else unit
    template = _SPARE if minutes > used else _OVER if minutes < used else _EXACT
    rest = days_words(abs(minutes - used), day, unit)
    phrase = Phrase(template, total=total, name=name, whole=whole, rest=rest)
    return Against(row, channel.channel, used, minutes, phrase)


def _label(flow: Flow, keys: tuple[str, ...]) -> str:
    said = []
    for key, to in pairwise(keys):
        step = flow.steps[key]
        arrows = [arrow for arrow in step.next if arrow.to == to]
        when = next((arrow.when for arrow in arrows if arrow.when), "")
        if when:
            said.append(when)
        elif len(flow.forward[key]) > 1:
            number = step_number(flow.definition, flow.steps[to])
            said.append(f"khác: bước {number}" if decides(step) else f"bước {number}")
    return " → ".join(said)


class _Meter:
    """Adds the limits along ways; a shared limit once a way."""

    def __init__(self, flow: Flow, day_minutes: int) -> None:
        self.flow = flow
        self.own = step_minutes(flow.definition, day_minutes)
        shared = {
            step.covered_by for step in flow.steps.values() if step.covered_by
        } & set(flow.steps)
        self.group = {
            key: step.covered_by or (key if key in shared else "")
            for key, step in flow.steps.items()
        }
        self.memo: dict[tuple[str, frozenset[str]], tuple[int, tuple[str, ...]]] = {}
        self.ahead = self._ahead()

    def minutes(self, keys: tuple[str, ...]) -> int:
        seen: set[str] = set()
        total = 0
        for key in keys:
            total += self._cost(key, seen)
            seen.add(self.group[key])
        return total

    def _cost(self, key: str, seen: set[str] | frozenset[str]) -> int:
        group = self.group[key]
        if not group:
            return self.own[key] or 0
        return 0 if group in seen else self.own.get(group) or 0

    def _ahead(self) -> dict[str, frozenset[str]]:
        """The shared limits that can still be met from each step on."""
        ahead: dict[str, frozenset[str]] = {}
        for key in reversed(self.flow.sorted_keys):
            met = {self.group[key]} - {""}
            for to in self.flow.forward[key]:
                met |= ahead[to]
            ahead[key] = frozenset(met)
        return ahead

    def longest(self, start: str) -> tuple[str, ...]:
        """The longest way from `start`; exact, as what was met is part of the state.

        With more than MANY_SHARED shared limits (nobody writes that) only the one just
        left is remembered, so that a hostile file costs no time; never counts too low.
        """
        todo = [(start, frozenset[str]())]
        while todo:
            key, seen = todo[-1]
            met = frozenset({self.group[key]} - {""})
            if len(self.ahead[start]) <= MANY_SHARED:
                met |= seen
            after = [(to, met & self.ahead[to]) for to in self.flow.forward[key]]
            missing = [state for state in after if state not in self.memo]
            if missing:
                todo.extend(missing)
                continue
            best = max(
                (self.memo[state] for state in after),
                key=lambda found: found[0],
                default=(0, ()),
            )
            self.memo[key, seen] = (self._cost(key, seen) + best[0], (key, *best[1]))
            todo.pop()
        return self.memo[start, frozenset()][1]
