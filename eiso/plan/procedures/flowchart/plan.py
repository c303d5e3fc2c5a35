"""What both drawings say of a step besides its place: number, name, term, remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eiso.plan.procedures.definition import (
    END,
    Definition,
    Flow,
    Step,
    decides,
    short_words,
    splits,
    step_number,
)
from eiso.plan.procedures.flowchart.lanes import Lanes, lanes_of
from eiso.plan.procedures.flowchart.routes import Edge, edges_of, endings

MARKS = {"added": "mới", "changed": "đổi"}


@dataclass(frozen=True)
class Plan:
    """A definition ready to draw. `marks` maps step keys to "added" or "changed"."""

    definition: Definition
    marks: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        set_(self, "flow", Flow(self.definition))
        set_(self, "lanes", lanes_of(self.definition))
        set_(self, "edges", edges_of(self.definition))
        set_(self, "endings", endings(self.definition))

    flow: Flow = field(init=False)
    lanes: Lanes = field(init=False)
    edges: list[Edge] = field(init=False)
    endings: set[str] = field(init=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.definition.steps

    def number(self, step: Step) -> str:
        return step_number(self.definition, step)

    def term(self, step: Step) -> str:
        """The limit as short words; a covered step names whose it shares."""
        if step.covered_by:
            cover = self.definition.step(step.covered_by)
            return f"chung bước {self.number(cover)}" if cover else "—"
        return short_words(step.limit)

    def round_ended(self, step: Step) -> bool:
        """The first step and the last ones have round ends."""
        return step.key == self.flow.start or step.key in self.endings

    def decides(self, step: Step) -> bool:
        return decides(step)

    def remarks(self, step: Step) -> list[tuple[str, bool]]:
        """Branches and returns in words; True for what goes back."""
        found = []
        if splits(step) or any(arrow.when for arrow in step.next):
            words = [self._arrow(arrow.to, arrow.when) for arrow in step.next]
            lead = "" if decides(step) or not splits(step) else "song song: "
            found.append((lead + " · ".join(words), False))
        for back in step.returns:
            words_back = f"trả lại bước {self._name(back.to)}"
            found.append(
                (f"{back.when} → {words_back}" if back.when else words_back, True)
            )
        return found

    def _arrow(self, to: str, when: str) -> str:
        target = "kết thúc" if to == END else f"bước {self._name(to)}"
        return f"{when} → {target}" if when else target

    def _name(self, key: str) -> str:
        step = self.definition.step(key)
        return self.number(step) if step else f"“{key}”"

    def groups(self) -> list[tuple[int, int, str]]:
        """Runs of steps under one limit: first place, last place, the limit in words."""
        runs: list[tuple[int, int, str]] = []
        for place, step in enumerate(self.steps):
            cover = self.definition.step(step.covered_by) if step.covered_by else None
            if cover is None:
                continue
            start = next(
                (i for i, item in enumerate(self.steps) if item.key == cover.key), place
            )
            if runs and runs[-1][0] == start and runs[-1][1] == place - 1:
                runs[-1] = (start, place, runs[-1][2])
            elif start == place - 1:
                runs.append((start, place, short_words(cover.limit)))
        return runs

    def label(self) -> str:
        """The drawing in one sentence, for who does not see it."""
        agencies = {step.agency for step in self.steps if step.agency}
        where = f", {len(agencies)} cơ quan" if len(agencies) > 1 else ""
        return (
            f"Lưu đồ {self.definition.title}: {len(self.steps)} bước, "
            f"{len(self.lanes.lanes)} vị trí{where}; từng bước có trong bảng các bước."
        )

    def description(self) -> str:
        """Every step in words, for a drawing that left its page."""
        return "; ".join(
            f"{self.number(step)} {step.title} ({step.post or 'chưa có vị trí'},"
            f" {self.term(step)})"
            for step in self.steps
        )
