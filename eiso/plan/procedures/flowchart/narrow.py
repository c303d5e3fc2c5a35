"""For a phone: the lines with the name of the post, one chain of nodes, no lanes."""

from __future__ import annotations

from collections.abc import Iterator

from eiso.plan.procedures.definition import END, Step
from eiso.plan.procedures.flowchart import drawing as d
from eiso.plan.procedures.flowchart.metrics import Face
from eiso.plan.procedures.flowchart.plan import MARKS, Plan

WIDTH, LEFT, MIDDLE = 360.0, 56.0, 27.0
TITLE, SMALL = 15.0, 13.0
ROOM = WIDTH - LEFT - 6
NODE = 18.0


class Narrow:
    """Draws a whole plan; a line joins only steps that follow each other."""

    def __init__(self, plan: Plan, face: Face) -> None:
        self.plan = plan
        self.face = face
        self.art = d.Drawing(plan.label(), face.family, plan.description())
        self.joined = {edge.start for edge in plan.edges if edge.end == edge.start + 1}
        self.several = len({step.agency for step in plan.steps}) > 1

    def svg(self) -> str:
        y, at = 6.0, None
        middles = []
        for step in self.plan.steps:
            if self.several and step.agency != at:
                at = step.agency
                y = self._agency(step.agency, y)
            middles.append(y + NODE + 2)
            y = self._row(step, y)
        for place in sorted(self.joined):
            start, end = middles[place] + NODE, middles[place + 1] - NODE
            self.art.arrow([(MIDDLE, start), (MIDDLE, end)], d.NODE)
        for step, middle in zip(self.plan.steps, middles, strict=True):
            self._node(step, middle)
        return self.art.text(WIDTH, y)

    def _agency(self, name: str, y: float) -> float:
        for line in self.face.wrap(name or "Cơ quan chủ trì", ROOM, SMALL, bold=True):
            y += 18
            self.art.words(LEFT, y, line, size=SMALL, fill=d.SOFT, bold=True)
        return y + 10

    def _row(self, step: Step, top: float) -> float:
        y = top
        for text, size, fill, bold, tall in self._lines(step):
            y += tall
            self.art.words(LEFT, y, text, size=size, fill=fill, bold=bold)
        return max(y + 14, top + 2 * NODE + 14)

    def _lines(self, step: Step) -> Iterator[tuple[str, float, str, bool, float]]:
        title = step.title or "(chưa có tên)"
        for line in self.face.wrap(title, ROOM, TITLE, bold=True, lines=6):
            yield line, TITLE, d.INK, True, 22
        post = f"{step.post or 'Chưa có vị trí'} · {self.plan.term(step)}"
        for line in self.face.wrap(post, ROOM, SMALL):
            yield line, SMALL, d.SOFT, False, 19
        for words, back in [*self._onward(step), *self.plan.remarks(step)]:
            fill = d.BACK if back else d.SOFT
            for line in self.face.wrap(words, ROOM, SMALL):
                yield line, SMALL, fill, False, 19
        mark = MARKS.get(self.plan.marks.get(step.key, ""))
        if mark:
            yield mark, SMALL, d.ACTION, True, 19

    def _onward(self, step: Step) -> Iterator[tuple[str, bool]]:
        """A jump that no line shows, where the remarks do not tell it already."""
        if len(step.next) != 1 or step.next[0].when:
            return
        to = step.next[0].to
        if to == END:
            yield "kết thúc", False
        elif (target := self.plan.definition.step(to)) is not None:
            after = self.plan.flow.order[step.key] + 1
            if self.plan.flow.order[to] != after:
                yield f"đi tiếp bước {self.plan.number(target)}", False

    def _node(self, step: Step, y: float) -> None:
        mark = self.plan.marks.get(step.key, "")
        fill = {"added": d.TINT, "changed": d.WARM_TINT}.get(mark, "#ffffff")
        line = {"added": d.ACTION, "changed": d.WARM}.get(mark, d.NODE)
        if self.plan.decides(step):
            corners = [
                (MIDDLE, y - NODE),
                (MIDDLE + 22, y),
                (MIDDLE, y + NODE),
                (MIDDLE - 22, y),
            ]
            self.art.polygon(corners, fill, line, stroke_width=1.4)
        else:
            radius = NODE if self.plan.round_ended(step) else 4
            self.art.rect(
                MIDDLE - 22, y - NODE, 44, 2 * NODE, fill=fill, line=line, rx=radius,
                stroke_width=1.4,
            )  # fmt: skip
        words = self.plan.number(step)
        size = 13.0
        while size > 8 and self.face.width(words, size, bold=True) > 34:
            size -= 0.5
        self.art.words(
            MIDDLE, y + size * 0.36, words, size=size, bold=True, anchor="middle"
        )
