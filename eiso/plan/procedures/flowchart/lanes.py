"""Whose lane a step stands in: one lane a post, posts of one agency side by side."""

from __future__ import annotations

from dataclasses import dataclass

from eiso.plan.procedures.definition import Definition, Step

MAX_LANES = 10
"""Beyond it every agency but the first is folded to one lane."""

NO_POST = "Chưa có vị trí"


@dataclass(frozen=True, slots=True)
class Lane:
    """One post of one agency; a folded lane carries the agency's name."""

    agency: str
    name: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes in order and the lane number of every step, in the order of steps."""

    lanes: tuple[Lane, ...]
    places: tuple[int, ...]

    @property
    def bands(self) -> list[tuple[str, int, int]]:
        """Runs of one agency: its name, the first lane, the lane after the last."""
        runs: list[tuple[str, int, int]] = []
        for place, lane in enumerate(self.lanes):
            if runs and runs[-1][0] == lane.agency:
                runs[-1] = (lane.agency, runs[-1][1], place + 1)
            else:
                runs.append((lane.agency, place, place + 1))
        return runs


def lanes_of(definition: Definition) -> Lanes:
    """Agencies and posts by their first step; more than MAX_LANES lanes are folded."""
    made = _lanes(definition, folded=False)
    several = len({lane.agency for lane in made.lanes}) > 1
    if len(made.lanes) > MAX_LANES and several:
        return _lanes(definition, folded=True)
    return made


def _lanes(definition: Definition, *, folded: bool) -> Lanes:
    agencies = list(dict.fromkeys(step.agency for step in definition.steps))
    home = agencies[0] if agencies else ""

    def lane(step: Step) -> Lane:
        if folded and step.agency != home:
            return Lane(step.agency, step.agency or NO_POST)
        return Lane(step.agency, step.post or NO_POST)

    first: dict[tuple[str, str], Lane] = {}
    for step in definition.steps:
        first.setdefault(_same(lane(step)), lane(step))
    lanes = tuple(sorted(first.values(), key=lambda item: agencies.index(item.agency)))
    places = tuple(lanes.index(first[_same(lane(step))]) for step in definition.steps)
    return Lanes(lanes, places)


def _same(lane: Lane) -> tuple[str, str]:
    """Decisions write one post now with a capital, now without: one lane."""
    return lane.agency, lane.name.casefold()
