"""The steps as a graph: who leads where, what can be reached, which ways there are.

Edges are looked up by key; an edge to a key no step has is left out here and named
by `check`. Of several steps with one key the first counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from eiso.plan.procedures.definition.shapes import END, Definition, Next, Step

MAX_WAYS = 64
"""Ways through a procedure that are listed one by one; beyond it only the longest."""


@dataclass(frozen=True)
class Flow:
    """The graph of one definition; forward edges only, returns stand apart."""

    definition: Definition

    @cached_property
    def steps(self) -> dict[str, Step]:
        found: dict[str, Step] = {}
        for step in self.definition.steps:
            found.setdefault(step.key, step)
        return found

    @cached_property
    def order(self) -> dict[str, int]:
        """First place of each key in the list, from 0."""
        places: dict[str, int] = {}
        for place, step in enumerate(self.definition.steps):
            places.setdefault(step.key, place)
        return places

    @cached_property
    def arrows(self) -> dict[str, tuple[Next, ...]]:
        """Where each step leads as meant: nothing written is the step after it."""
        keys = list(self.steps)
        after = dict(zip_longest(keys, keys[1:], fillvalue=END))
        return {
            key: step.next or (Next(after[key]),) for key, step in self.steps.items()
        }

    @cached_property
    def forward(self) -> dict[str, tuple[str, ...]]:
        """Next steps that exist, each once, without the edges that close a circle."""
        return {
            key: tuple(to for to in self._known(key) if (key, to) not in self.circles)
            for key in self.steps
        }

    def _known(self, key: str) -> list[str]:
        tos = (arrow.to for arrow in self.arrows[key])
        return [to for to in dict.fromkeys(tos) if to in self.steps]

    @property
    def start(self) -> str | None:
        return next(iter(self.steps), None)

    @cached_property
    def circles(self) -> frozenset[tuple[str, str]]:
        """Forward edges that lead back to a step on the way to them."""
        closing: set[tuple[str, str]] = set()
        done: set[str] = set()
        for root in self.steps:
            if root not in done:
                self._walk(root, done, closing)
        return frozenset(closing)

    def _walk(self, root: str, done: set[str], closing: set[tuple[str, str]]) -> None:
        on_way: dict[str, Iterator[str]] = {root: iter(self._known(root))}
        while on_way:
            key = next(reversed(on_way))
            to = next(on_way[key], None)
            if to is None:
                on_way.popitem()
                done.add(key)
            elif to in on_way:
                closing.add((key, to))
            elif to not in done:
                on_way[to] = iter(self._known(to))

    @cached_property
    def reached(self) -> frozenset[str]:
        """Steps a dossier can come to from the first one."""
        if self.start is None:
            return frozenset()
        found = {self.start}
        todo = [self.start]
        while todo:
            for to in self._known(todo.pop()):
                if to not in found:
                    found.add(to)
                    todo.append(to)
        return frozenset(found)

    @cached_property
    def ends(self) -> frozenset[str]:
        """Steps after which a branch is over."""
        return frozenset(
            key
            for key, arrows in self.arrows.items()
            if any(arrow.to == END for arrow in arrows)
        )

    @cached_property
    def sorted_keys(self) -> tuple[str, ...]:
        """Every step after all that lead to it; ties in the order of the list."""
        left = dict.fromkeys(self.steps, 0)
        for tos in self.forward.values():
            for to in tos:
                left[to] += 1
        ready = [key for key in self.steps if left[key] == 0]
        made: list[str] = []
        while ready:
            key = ready.pop(0)
            made.append(key)
            for to in self.forward[key]:
                left[to] -= 1
                if left[to] == 0:
                    ready.append(to)
        return tuple(made)

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Longest number of steps before each one."""
        ranks = dict.fromkeys(self.steps, 0)
        for key in self.sorted_keys:
            for to in self.forward[key]:
                ranks[to] = max(ranks[to], ranks[key] + 1)
        return ranks

    @cached_property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """Ways from the first step to an end, at most MAX_WAYS, first branch first."""
        if self.start is None:
            return ()
        found: list[tuple[str, ...]] = []
        todo: list[tuple[str, ...]] = [(self.start,)]
        while todo and len(found) < MAX_WAYS:
            way = todo.pop()
            tos = self.forward[way[-1]]
            if way[-1] in self.ends or not tos:
                found.append(way)
            todo.extend((*way, to) for to in reversed(tos))
        return tuple(found)


def splits(step: Step) -> bool:
    """Two or more next steps, whether a choice or side by side."""
    return len({arrow.to for arrow in step.next}) > 1


def decides(step: Step) -> bool:
    """A choice: more than one next step, at least one under a condition."""
    return splits(step) and any(arrow.when for arrow in step.next)
