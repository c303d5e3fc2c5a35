"""Where the lines run, in two axes: `main` goes with the steps, `cross` over the lanes.

Every step has a stretch of the main axis for itself, so along its middle a line may
cross all lanes, and along a lane's border it may pass all steps, without meeting a
node. Lines of one border that would lie on each other get tracks side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from eiso.plan.procedures.definition import END, Definition, Flow

Point = tuple[float, float]


class Way(StrEnum):
    """On, one branch of several, or sent back."""

    ON = "on"
    BRANCH = "branch"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Edge:
    """From one step's place in the list to another's."""

    start: int
    end: int
    way: Way


@dataclass(frozen=True, slots=True)
class Node:
    """Middle and half extents of a drawn step; a diamond narrows off its middle."""

    main: float
    cross: float
    half_main: float
    half_cross: float
    diamond: bool = False

    def side(self, off: float, sign: int) -> float:
        """The cross value of its outline, `off` from its middle along the main axis."""
        narrow = 1 - abs(off) / self.half_main if self.diamond else 1
        return self.cross + sign * self.half_cross * max(0, narrow)


def edges_of(definition: Definition) -> list[Edge]:
    """Every line to draw; edges to unknown steps and to the end are not drawn."""
    flow = Flow(definition)
    made = []
    for key, arrows in flow.arrows.items():
        tos = [arrow.to for arrow in arrows if arrow.to in flow.order]
        for number, to in enumerate(dict.fromkeys(tos)):
            start, end = flow.order[key], flow.order[to]
            way = Way.BRANCH if number else Way.ON
            made.append(Edge(start, end, way if end > start else Way.BACK))
        backs = [back.to for back in flow.steps[key].returns if back.to in flow.order]
        made.extend(
            Edge(flow.order[key], flow.order[to], Way.BACK)
            for to in dict.fromkeys(backs)
        )
    return made


@dataclass
class Router:
    """Finds the points of each edge. `borders` are the cross values between lanes."""

    nodes: Sequence[Node]
    places: Sequence[int]
    borders: Sequence[float]
    gap: Callable[[int], float]
    slot: float = 4
    slots: int = 2
    _taken: dict[int, list[tuple[float, float, int]]] = field(default_factory=dict)

    def points(self, edge: Edge) -> list[Point]:
        """(main, cross) of the corners, from the start node's edge to the end's."""
        start, end = self.nodes[edge.start], self.nodes[edge.end]
        if edge.end <= edge.start:
            return self._back(edge, start, end)
        if edge.end == edge.start + 1:
            return self._step(edge, start, end)
        return self._skip(edge, start, end)

    def _step(self, edge: Edge, start: Node, end: Node) -> list[Point]:
        first = (start.main + start.half_main, start.cross)
        last = (end.main - end.half_main, end.cross)
        if start.cross == end.cross:
            return [first, last]
        turn = self.gap(edge.start)
        return [first, (turn, start.cross), (turn, end.cross), last]

    def _skip(self, edge: Edge, start: Node, end: Node) -> list[Point]:
        sign = 1 if end.cross >= start.cross else -1
        first = (start.main, start.side(0, sign))
        last = (end.main - end.half_main, end.cross)
        between = range(edge.start + 1, edge.end)
        lane = self.places[edge.end]
        free = all(self.places[place] != lane for place in between)
        if free and lane != self.places[edge.start]:
            return [first, (start.main, end.cross), last]
        border = self.places[edge.start] + (1 if sign > 0 else 0)
        turn = self.gap(edge.end - 1)
        track = self._track(border, start.main, turn)
        return [first, (start.main, track), (turn, track), (turn, end.cross), last]

    def _back(self, edge: Edge, start: Node, end: Node) -> list[Point]:
        sign = 1 if start.cross >= end.cross else -1
        out = -1 if start.cross > end.cross else 1
        off = min(start.half_main, end.half_main) * 0.5
        border = self.places[edge.end] + (1 if sign > 0 else 0)
        first_main, last_main = start.main + off, end.main - off
        if edge.start == edge.end:
            first_main, last_main = start.main + off, start.main - off
        track = self._track(border, last_main, first_main)
        return [
            (first_main, start.side(off, out)),
            (first_main, track),
            (last_main, track),
            (last_main, end.side(off, sign)),
        ]

    def _track(self, border: int, low: float, high: float) -> float:
        """A place beside the border where nothing else runs between `low` and `high`."""
        taken = self._taken.setdefault(border, [])
        order = [0]
        for number in range(1, self.slots + 1):
            order += [number, -number]
        chosen = next(
            (
                slot
                for slot in order
                if all(
                    used != slot or high <= start or low >= end
                    for start, end, used in taken
                )
            ),
            order[len(taken) % len(order)],
        )
        taken.append((low, high, chosen))
        return self.borders[border] + chosen * self.slot


def endings(definition: Definition) -> set[str]:
    """Keys of the steps after which nothing follows."""
    flow = Flow(definition)
    return {
        key
        for key, arrows in flow.arrows.items()
        if all(arrow.to == END for arrow in arrows)
    }
