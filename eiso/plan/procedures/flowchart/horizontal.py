"""Lanes from left to right for a short procedure (screen 05): words inside the nodes."""

from __future__ import annotations

from collections.abc import Sequence

from eiso.plan.procedures.definition import Step
from eiso.plan.procedures.flowchart import drawing as d
from eiso.plan.procedures.flowchart.metrics import Face
from eiso.plan.procedures.flowchart.plan import MARKS, Plan
from eiso.plan.procedures.flowchart.routes import Node, Router, Way

HEAD, GAP, BAND_LINES = 96.0, 22.0, 2
SIZE, LINE = 11.5, 15.0
MAX_LINES = 6


class Horizontal:
    """Draws a whole plan; every step has a column of its own."""

    def __init__(self, plan: Plan, face: Face, room: float = 900) -> None:
        self.plan = plan
        self.art = d.Drawing(plan.label(), face.family, plan.description())
        self.face = face
        several = len(plan.lanes.bands) > 1
        self.band = BAND_LINES * LINE + 8 if several else 0.0
        count = max(1, len(plan.steps))
        column = (room - HEAD - self.band) / count
        self.node = min(132.0, max(86.0, column - GAP))
        self.left = self.band + HEAD
        self.width = self.left + count * (self.node + GAP) + 8
        self.lines = [self._words(step) for step in plan.steps]
        self.heads = [
            self.face.wrap(lane.name, HEAD - 12, SIZE, bold=True, lines=6)
            for lane in plan.lanes.lanes
        ]
        self.tops = self._tops()

    @property
    def readable(self) -> bool:
        """Do all names fit into their nodes?"""
        return all(len(lines) <= MAX_LINES - 1 for lines in self.lines)

    def _words(self, step: Step) -> list[str]:
        room = self.node - (26 if self.plan.decides(step) else 10)
        title = f"{self.plan.number(step)} {step.title or '(chưa có tên)'}"
        return self.face.wrap(title, room, SIZE, bold=True, lines=MAX_LINES)

    def _tops(self) -> list[float]:
        tops = [0.5]
        for lane, head in enumerate(self.heads):
            need = len(head) * LINE + 12
            for place, lines in enumerate(self.lines):
                if self.plan.lanes.places[place] == lane:
                    need = max(need, 2 * self._half(place, lines) + 24)
            tops.append(tops[-1] + need)
        return tops

    def _half(self, place: int, lines: Sequence[str]) -> float:
        tall = (len(lines) + 1) * LINE / 2 + 5
        if self.plan.marks.get(self.plan.steps[place].key) in MARKS:
            tall += LINE / 2
        return tall + (4 if self.plan.decides(self.plan.steps[place]) else 0)

    def _node(self, place: int) -> Node:
        lane = self.plan.lanes.places[place]
        return Node(
            main=self.left + place * (self.node + GAP) + GAP / 2 + self.node / 2,
            cross=(self.tops[lane] + self.tops[lane + 1]) / 2,
            half_main=self.node / 2,
            half_cross=self._half(place, self.lines[place]),
        )

    def svg(self) -> str:
        self._ground()
        self._arrows()
        for place, step in enumerate(self.plan.steps):
            self._draw(place, step)
        return self.art.text(self.width + 1, self._remarks())

    def _ground(self) -> None:
        bottom = self.tops[-1]
        self.art.rect(0.5, 0.5, self.width, bottom - 0.5, fill="#ffffff", line=d.LINE)
        for lane, head in enumerate(self.heads):
            top, end = self.tops[lane], self.tops[lane + 1]
            if lane % 2:
                self.art.rect(
                    self.left, top, self.width - self.left, end - top, fill=d.STRIPE
                )
            self.art.rect(self.band, top, HEAD, end - top, fill=d.BAND, line=d.LINE)
            self.art.rule([(self.band, end), (self.width, end)], d.LINE)
            start = (top + end) / 2 - (len(head) - 1) * LINE / 2 + 4
            for number, line in enumerate(head):
                y = start + number * LINE
                self.art.words(
                    self.band + 6, y, line, size=SIZE, fill=d.SOFT, bold=True
                )
        if self.band:
            self._bands()

    def _bands(self) -> None:
        for number, (name, start, end) in enumerate(self.plan.lanes.bands):
            top, bottom = self.tops[start], self.tops[end]
            fill = d.TINT if number == 0 else d.BAND
            self.art.rect(0.5, top, self.band, bottom - top, fill=fill, line=d.LINE)
            lines = self.face.wrap(
                name, bottom - top - 6, SIZE, bold=True, lines=BAND_LINES
            )
            left = self.band / 2 - (len(lines) - 1) * LINE / 2 + 4
            for line_number, line in enumerate(lines):
                x = left + line_number * LINE
                self.art.turned(x, (top + bottom) / 2, line, size=SIZE)
            if number:
                self.art.rule([(0, top), (self.width, top)], d.SOFT, stroke_width=1.6)

    def _arrows(self) -> None:
        nodes = [self._node(place) for place in range(len(self.plan.steps))]
        router = Router(
            nodes=nodes,
            places=self.plan.lanes.places,
            borders=self._borders(),
            gap=lambda place: nodes[place].main + nodes[place].half_main + GAP / 2 - 2,
            slot=4,
            slots=2,
        )
        for edge in self.plan.edges:
            line = router.points(edge)
            if edge.way is Way.BACK:
                self.art.arrow(line, d.BACK, thick=1.8, dashes="5 3")
            else:
                dashes = "3 3" if edge.way is Way.BRANCH else ""
                self.art.arrow(line, d.NODE, dashes=dashes)

    def _borders(self) -> list[float]:
        """Between lanes; the outermost a little inside the frame."""
        return [self.tops[0] + 5, *self.tops[1:-1], self.tops[-1] - 5]

    def _draw(self, place: int, step: Step) -> None:
        node = self._node(place)
        mark = self.plan.marks.get(step.key, "")
        fill = {"added": d.TINT, "changed": d.WARM_TINT}.get(mark, "#ffffff")
        line = {"added": d.ACTION, "changed": d.WARM}.get(mark, d.NODE)
        x, y, w, h = node.main, node.cross, node.half_main, node.half_cross
        if self.plan.decides(step):
            cut = 12.0
            flat, low, high = w - cut, y - h, y + h
            corners = [
                (x - w, y), (x - flat, low), (x + flat, low),
                (x + w, y), (x + flat, high), (x - flat, high),
            ]  # fmt: skip
            self.art.polygon(corners, fill, line, stroke_width=1.4)
        else:
            radius = min(h, 18) if self.plan.round_ended(step) else 3
            self.art.rect(
                x - w,
                y - h,
                2 * w,
                2 * h,
                fill=fill,
                line=line,
                rx=radius,
                stroke_width=1.4,
            )
        self._inside(place, step, mark)

    def _inside(self, place: int, step: Step, mark: str) -> None:
        node, lines = self._node(place), self.lines[place]
        below = [(self.plan.term(step), d.SOFT, False)]
        if mark in MARKS:
            below.append(
                (MARKS[mark], d.ACTION if mark == "added" else "#7a4f00", True)
            )
        every = [(line, d.INK, True) for line in lines] + below
        y = node.cross - (len(every) - 1) * LINE / 2 + 4
        for line, fill, bold in every:
            self.art.words(
                node.main, y, line, size=SIZE, fill=fill, bold=bold, anchor="middle"
            )
            y += LINE

    def _remarks(self) -> float:
        """Conditions and returns in words under the drawing; returns the height."""
        y = self.tops[-1] + 6
        for step in self.plan.steps:
            for words, back in self.plan.remarks(step):
                said = f"Bước {self.plan.number(step)}: {words}"
                for line in self.face.wrap(said, self.width - 20, 12):
                    y += 17
                    self.art.words(
                        10, y, line, size=12, fill=d.BACK if back else d.SOFT
                    )
        if any(edge.way is Way.BACK for edge in self.plan.edges):
            y += 17
            said = "Mũi tên nâu, nét đứt dày: trả lại, không cộng thêm ngày."
            self.art.words(10, y, said, size=12, fill=d.SOFT)
        return y + 8
