"""One line of text a step, its node in the lane of its post (screen 05b, paper A4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eiso.plan.procedures.definition import Step
from eiso.plan.procedures.flowchart import drawing as d
from eiso.plan.procedures.flowchart.metrics import Face
from eiso.plan.procedures.flowchart.plan import MARKS, Plan
from eiso.plan.procedures.flowchart.routes import Node, Router, Way

TEXT_MOST, TEXT_LEAST, NUMBER, TERM = 372.0, 310.0, 40.0, 76.0
LANE_LEAST, LANE_MOST = 56.0, 110.0
NODE_HALF, NODE_TALL, DIAMOND_TALL = 20.0, 12.0, 15.0
SIZE, SMALL, HEAD, HEAD_LEAST = 14.0, 11.5, 11.5, 9.0
LEGEND = (("đi tiếp", Way.ON), ("rẽ nhánh", Way.BRANCH), ("trả lại", Way.BACK))


@dataclass(frozen=True)
class Row:
    """The text lines of one step and the height they need."""

    place: int
    step: Step
    title: list[str]
    remarks: list[tuple[str, bool]]
    height: float


class Vertical:
    """Draws the steps `places` of a plan; other steps are named where lines leave."""

    def __init__(
        self, plan: Plan, face: Face, places: Sequence[int], room: float = 900
    ) -> None:
        self.plan = plan
        self.art = d.Drawing(plan.label(), face.family, plan.description())
        self.face = face
        self.count = max(1, len(plan.lanes.lanes))
        left = room - LANE_LEAST * self.count
        self.words = min(TEXT_MOST, max(TEXT_LEAST, left))
        self.lane = min(LANE_MOST, max(LANE_LEAST, (room - self.words) / self.count))
        self.width = self.words + self.lane * self.count
        self.bracketed = {
            place for start, end, _ in plan.groups() for place in range(start, end + 1)
        }
        self.rows = [self._row(place) for place in places]
        self.head = HEAD
        self.heads = self._heads()
        self.names = self._names()
        self.band = 8.0 + 15 * max((len(lines) for lines in self.names), default=0)
        self.band *= len(plan.lanes.bands) > 1
        tall = max((len(lines) for lines in self.heads), default=1)
        self.top = self.band + tall * 15 + 14
        self.tops = [self.top]
        for row in self.rows:
            self.tops.append(self.tops[-1] + row.height)

    def _row(self, place: int) -> Row:
        step = self.plan.steps[place]
        term = (
            TERM
            if place in self.bracketed
            else self.face.width(self.plan.term(step), 13) + 24
        )
        room = self.words - NUMBER - term
        title = self.face.wrap(
            step.title or "(chưa có tên)", room, SIZE, bold=True, lines=4
        )
        remarks = [
            (line, back)
            for words, back in self.plan.remarks(step)
            for line in self.face.wrap(words, self.words - NUMBER - 12, SMALL, lines=3)
        ]
        height = max(40.0, 20 + 20 * len(title) + 15 * len(remarks))
        return Row(place, step, title, remarks, height)

    def _heads(self) -> list[list[str]]:
        """Names of the lanes, a little smaller where a word would be broken inside."""
        room = self.lane - 6
        words = [word for lane in self.plan.lanes.lanes for word in lane.name.split()]
        while self.head > HEAD_LEAST and any(
            self.face.width(word, self.head, bold=True) > room for word in words
        ):
            self.head -= 0.5
        return [
            self.face.wrap(lane.name, room, self.head, bold=True, lines=7)
            for lane in self.plan.lanes.lanes
        ]

    def _names(self) -> list[list[str]]:
        """Names of the agencies over their lanes; a folded lane says its own."""
        made = []
        for name, start, end in self.plan.lanes.bands:
            folded = end - start == 1 and self.plan.lanes.lanes[start].name == name
            room = (end - start) * self.lane - 6
            made.append(
                [] if folded else self.face.wrap(name, room, 12, bold=True, lines=4)
            )
        return made

    def x(self, lane: int) -> float:
        return self.words + (lane + 0.5) * self.lane

    def svg(self) -> str:
        self._ground()
        self._headings()
        for number, row in enumerate(self.rows):
            self._text(number, row)
        self._brackets()
        self._lines()
        for number, row in enumerate(self.rows):
            self._node(number, row)
        return self.art.text(self.width + 1, self._legend())

    def _ground(self) -> None:
        bottom = self.tops[-1]
        self.art.rect(0.5, 0.5, self.width, bottom, fill="#ffffff", line=d.LINE)
        for lane in range(1, self.count, 2):
            left = self.words + lane * self.lane
            self.art.rect(left, self.band, self.lane, bottom - self.band, fill=d.STRIPE)
        for number, row in enumerate(self.rows):
            mark = self.plan.marks.get(row.step.key)
            if mark:
                fill = d.TINT if mark == "added" else d.WARM_TINT
                self.art.rect(
                    1, self.tops[number], self.width - 1, row.height, fill=fill
                )
        for lane in range(self.count + 1):
            x = self.words + lane * self.lane
            self.art.rule([(x, self.band), (x, bottom)], d.LINE)
        for top in self.tops[:-1]:
            self.art.rule([(0.5, top), (self.width, top)], d.LINE)

    def _headings(self) -> None:
        if self.band:
            self._bands()
        for lane, lines in enumerate(self.heads):
            for number, line in enumerate(lines):
                y = self.band + 17 + number * 15
                self.art.words(
                    self.x(lane),
                    y,
                    line,
                    size=self.head,
                    fill=d.SOFT,
                    bold=True,
                    anchor="middle",
                )

    def _bands(self) -> None:
        for number, (_, start, end) in enumerate(self.plan.lanes.bands):
            left, right = self.words + start * self.lane, self.words + end * self.lane
            fill = d.TINT if number == 0 else d.BAND
            self.art.rect(left, 0.5, right - left, self.band, fill=fill)
            for line_number, line in enumerate(self.names[number]):
                y = 17.0 + 15 * line_number
                self.art.words(
                    (left + right) / 2, y, line, size=12, bold=True, anchor="middle"
                )
            if number:
                self.art.rule(
                    [(left, 0), (left, self.tops[-1])], d.SOFT, stroke_width=1.6
                )

    def _text(self, number: int, row: Row) -> None:
        y = self.tops[number] + 25
        mark = self.plan.marks.get(row.step.key, "")
        self.art.words(10, y, self.plan.number(row.step), size=SIZE, fill=d.SOFT)
        for line_number, line in enumerate(row.title):
            self.art.words(NUMBER, y + 20 * line_number, line, size=SIZE, bold=True)
        if row.place not in self.bracketed:
            self.art.words(
                self.words - 12, y, self.plan.term(row.step), size=13, anchor="end"
            )
        if mark in MARKS:
            at = NUMBER + self.face.width(row.title[-1], SIZE, bold=True) + 8
            last = y + 20 * (len(row.title) - 1)
            fill = d.ACTION if mark == "added" else "#7a4f00"
            self.art.words(at, last, MARKS[mark], size=SMALL, fill=fill, bold=True)
        y += 20 * (len(row.title) - 1) + 16
        for line_number, (line, back) in enumerate(row.remarks):
            fill = d.BACK if back else d.SOFT
            self.art.words(NUMBER, y + 15 * line_number, line, size=SMALL, fill=fill)

    def _brackets(self) -> None:
        shown = {row.place: number for number, row in enumerate(self.rows)}
        for start, end, words in self.plan.groups():
            here = [shown[place] for place in range(start, end + 1) if place in shown]
            if not here:
                continue
            top, bottom = self.tops[here[0]] + 6, self.tops[here[-1] + 1] - 6
            x = self.words - 66
            self.art.rule(
                [(x + 8, top), (x, top), (x, bottom), (x + 8, bottom)], d.NODE
            )
            y = (top + bottom) / 2
            self.art.words(self.words - 8, y, words, size=13, bold=True, anchor="end")
            self.art.words(
                self.words - 8, y + 16, "cả cụm", size=SMALL, fill=d.SOFT, anchor="end"
            )

    def _place(self, number: int, row: Row) -> Node:
        decides = self.plan.decides(row.step)
        return Node(
            main=self.tops[number] + 20,
            cross=self.x(self.plan.lanes.places[row.place]),
            half_main=DIAMOND_TALL if decides else NODE_TALL,
            half_cross=NODE_HALF + (3 if decides else 0),
            diamond=decides,
        )

    def _lines(self) -> None:
        shown = {row.place: number for number, row in enumerate(self.rows)}
        router = Router(
            nodes=[self._place(number, row) for number, row in enumerate(self.rows)],
            places=[self.plan.lanes.places[row.place] for row in self.rows],
            borders=self._borders(),
            gap=lambda number: self.tops[number + 1] - 1,
            slots=max(1, int((self.lane / 2 - NODE_HALF - 4) // 4)),
        )
        for edge in self.plan.edges:
            if edge.start in shown and edge.end in shown:
                local = type(edge)(shown[edge.start], shown[edge.end], edge.way)
                line = [(cross, main) for main, cross in router.points(local)]
                self._arrow(line, edge.way)
            elif edge.way is not Way.BACK and edge.end == edge.start + 1:
                self._stub(router, shown, edge.start, edge.end)

    def _borders(self) -> list[float]:
        """Between lanes; the outermost a little inside the frame."""
        inner = [self.words + lane * self.lane for lane in range(1, self.count)]
        return [self.words + 6, *inner, self.width - 6]

    def _stub(
        self, router: Router, shown: dict[int, int], start: int, end: int
    ) -> None:
        """The line over a page break: out at the foot, in at the head."""
        if start in shown:
            node = router.nodes[shown[start]]
            foot = self.tops[-1]
            self.art.rule(
                [(node.cross, node.main + node.half_main), (node.cross, foot)], d.NODE
            )
        elif end in shown:
            node = router.nodes[shown[end]]
            line = [(node.cross, self.top), (node.cross, node.main - node.half_main)]
            self._arrow(line, Way.ON)

    def _arrow(self, line: Sequence[tuple[float, float]], way: Way) -> None:
        if way is Way.BACK:
            self.art.arrow(line, d.BACK, thick=1.8, dashes="5 3")
        else:
            self.art.arrow(line, d.NODE, dashes="3 3" if way is Way.BRANCH else "")

    def _node(self, number: int, row: Row) -> None:
        node = self._place(number, row)
        mark = self.plan.marks.get(row.step.key, "")
        fill = {"added": d.TINT, "changed": d.WARM_TINT}.get(mark, "#ffffff")
        line = {"added": d.ACTION, "changed": d.WARM}.get(mark, d.NODE)
        x, y, w, h = node.cross, node.main, node.half_cross, node.half_main
        if node.diamond:
            corners = [(x, y - h), (x + w, y), (x, y + h), (x - w, y)]
            self.art.polygon(corners, fill, line, stroke_width=1.4)
        else:
            radius = h if self.plan.round_ended(row.step) else 3
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
        words = self.plan.number(row.step)
        size = 12.0
        while size > 8 and self.face.width(words, size, bold=True) > 2 * w - 6:
            size -= 0.5
        self.art.words(x, y + size * 0.36, words, size=size, bold=True, anchor="middle")

    def _legend(self) -> float:
        """What the lines mean, under the drawing; returns the whole height."""
        y = self.tops[-1] + 22
        x = 10.0
        used = {edge.way for edge in self.plan.edges}
        for words, way in LEGEND:
            if way in used:
                self._arrow([(x, y - 4), (x + 30, y - 4)], way)
                self.art.words(x + 36, y, words, size=12, fill=d.SOFT)
                x += 36 + self.face.width(words, 12) + 22
        if any(self.plan.decides(step) for step in self.plan.steps):
            self.art.polygon(
                [(x, y - 4), (x + 7, y - 9), (x + 14, y - 4), (x + 7, y + 1)],
                "#ffffff",
                d.NODE,
            )
            self.art.words(x + 20, y, "chọn theo điều kiện", size=12, fill=d.SOFT)
            x += 20 + self.face.width("chọn theo điều kiện", 12) + 22
        if Way.BACK in used:
            words = "Trả lại không cộng thêm ngày."
            self.art.words(x, y, words, size=12, fill=d.SOFT)
        return y + 12
