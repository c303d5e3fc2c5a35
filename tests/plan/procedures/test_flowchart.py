"""The flowchart: well formed, the same each time, no line through a node, no lost word."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from defusedxml import ElementTree as ET
from hypothesis import given, settings
from hypothesis import strategies as st

from eiso.plan.procedures.definition import (
    Definition,
    Next,
    Return,
    Step,
)
from eiso.plan.procedures.flowchart import (
    PAGE_LINES,
    flowchart_pages,
    flowchart_svg,
)
from eiso.plan.procedures.flowchart.horizontal import Horizontal
from eiso.plan.procedures.flowchart.lanes import MAX_LANES, lanes_of
from eiso.plan.procedures.flowchart.metrics import PAPER
from eiso.plan.procedures.flowchart.plan import Plan
from eiso.plan.procedures.flowchart.routes import Edge, Node, Router, Way
from eiso.plan.procedures.flowchart.vertical import Vertical
from tests.plan.procedures.definitions import (
    correction,
    definitions,
    seat_change,
    step,
)

SVG = "{http://www.w3.org/2000/svg}"


def words(svg):
    return " ".join(item.text or "" for item in ET.fromstring(svg).iter(f"{SVG}text"))


@settings(max_examples=40)
@given(definitions, st.sampled_from(["horizontal", "vertical", "narrow"]))
def test_any_definition_draws_to_well_formed_svg_twice_the_same(definition, layout):
    svg = flowchart_svg(definition, layout=layout)

    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert svg == flowchart_svg(definition, layout=layout)


@pytest.mark.parametrize("layout", ["horizontal", "vertical", "narrow"])
def test_nothing_in_it_needs_a_looser_page(layout):
    svg = flowchart_svg(seat_change(), layout=layout)

    assert " style=" not in svg
    assert not re.search(r"<(script|style|image|use|a|foreignObject)\b|href|url\(", svg)
    for item in ET.fromstring(svg).iter():
        assert not [name for name in item.attrib if name.lower().startswith("on")]


def test_markup_in_a_title_stays_text():
    nasty = Definition(
        steps=(step("1", "<b>P</b>", "1", title="<script>\"&'</script>"),)
    )

    svg = flowchart_svg(nasty)

    assert "<script" not in svg
    assert "</script>" in words(svg)


@pytest.mark.parametrize("layout", ["horizontal", "vertical", "narrow"])
def test_every_word_of_every_step_is_there(layout):
    drawn = words(flowchart_svg(seat_change(), layout=layout))

    for item in seat_change().steps:
        for word in (item.number + " " + item.title + " " + item.post).split():
            assert word in drawn
    assert "7 ngày" in drawn
    assert "không đồng ý → trả lại bước 3" in drawn


def test_up_to_eight_steps_lie_and_more_stand():
    assert flowchart_svg(correction()) == flowchart_svg(
        correction(), layout="horizontal"
    )
    assert flowchart_svg(seat_change()) == flowchart_svg(
        seat_change(), layout="vertical"
    )


def test_a_changed_step_says_so_in_words_too():
    plain = flowchart_svg(correction())
    marked = flowchart_svg(correction(), marks={"3": "added", "4": "changed"})

    assert "mới" in words(marked)
    assert "đổi" in words(marked)
    assert "mới" not in words(plain)


def test_posts_of_one_agency_stand_side_by_side():
    lanes = lanes_of(seat_change())

    assert lanes.bands == [("Sở Dân tộc và Tôn giáo", 0, 4), ("UBND Thành phố", 4, 9)]
    assert lanes.places[-1] == 0


def test_beyond_ten_lanes_the_other_agency_is_one_lane():
    steps = tuple(
        step(str(n), f"Vị trí {n}", "1", agency="Sở A" if n < 8 else "Tỉnh")
        for n in range(14)
    )

    lanes = lanes_of(Definition(steps=steps)).lanes

    assert len(lanes) == 9 <= MAX_LANES
    assert lanes[-1].name == "Tỉnh"


def test_pages_hold_at_most_so_many_lines_and_every_step_once():
    steps = tuple(step(str(n), f"Vị trí {n % 5}", "1") for n in range(1, 51))
    pages = flowchart_pages(Definition(steps=steps))

    shown = [re.findall(r"Việc (\d+)", words(page)) for page in pages]
    assert [n for page in shown for n in page] == [str(n) for n in range(1, 51)]
    assert max(len(page) for page in shown) <= PAGE_LINES
    for page in pages:
        assert "Vị trí 0" in words(page)
        root = ET.fromstring(page)
        assert float(root.get("height")) <= 1.5 * float(root.get("width"))


@given(st.text(alphabet="aăộữĐ W1i ", max_size=60), st.integers(20, 200))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text, room):
    lines = PAPER.wrap(text, room, 12, bold=True, lines=99)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert PAPER.width(line, 12, bold=True) <= room or len(line) == 1


def test_a_cut_text_ends_with_a_sign_of_it():
    lines = PAPER.wrap("một hai ba bốn năm sáu bảy tám", 30, 12, lines=2)

    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert PAPER.width(lines[1], 12) <= 30


@st.composite
def branching(draw):
    """Up to nine steps over four lanes with jumps and returns."""
    count = draw(st.integers(2, 9))
    made = []
    for place in range(count):
        ahead = st.integers(place + 1, count - 1) if place + 1 < count else st.nothing()
        before = st.integers(0, max(place - 1, 0))
        made.append(
            Step(
                key=str(place),
                title=f"Việc {place}",
                post=draw(st.sampled_from("ABCD")),
                next=[Next(str(n)) for n in draw(st.lists(ahead, max_size=2))]
                if place + 1 < count
                else [],
                returns=[Return(str(n)) for n in draw(st.lists(before, max_size=2))]
                if place
                else [],
            )
        )
    return Definition(steps=made)


def runs_through(a, b, node):
    """Does the stretch from a to b pass the inside of the node?"""
    margin = 1.0
    low_main, high_main = sorted((a[0], b[0]))
    low_cross, high_cross = sorted((a[1], b[1]))
    return (
        low_main < node.main + node.half_main - margin
        and high_main > node.main - node.half_main + margin
        and low_cross < node.cross + node.half_cross - margin
        and high_cross > node.cross - node.half_cross + margin
    )


def drawn_lines(drawing, nodes, borders, gap, **slots):
    router = Router(nodes, drawing.plan.lanes.places, borders, gap, **slots)
    return [(edge, router.points(edge)) for edge in drawing.plan.edges]


@settings(max_examples=150)
@given(branching())
def test_no_line_of_a_standing_drawing_runs_through_a_node(definition):
    plan = Plan(definition)
    drawing = Vertical(plan, PAPER, range(len(plan.steps)))
    nodes = [drawing._place(number, row) for number, row in enumerate(drawing.rows)]
    lines = drawn_lines(
        drawing, nodes, drawing._borders(), lambda n: drawing.tops[n + 1] - 1
    )

    assert_clear(lines, nodes)


@settings(max_examples=150)
@given(branching())
def test_no_line_of_a_lying_drawing_runs_through_a_node(definition):
    plan = Plan(definition)
    drawing = Horizontal(plan, PAPER)
    nodes = [drawing._node(place) for place in range(len(plan.steps))]
    lines = drawn_lines(
        drawing,
        nodes,
        drawing._borders(),
        lambda n: nodes[n].main + nodes[n].half_main + 9,
    )

    assert_clear(lines, nodes)


def assert_clear(lines, nodes):
    for edge, points in lines:
        for a, b in pairwise(points):
            assert a[0] == b[0] or a[1] == b[1]
            for node in nodes:
                assert not runs_through(a, b, node), (edge, a, b, node)


def test_two_returns_on_one_border_run_side_by_side():
    nodes = [Node(main=n * 40, cross=50, half_main=12, half_cross=20) for n in range(4)]
    router = Router(nodes, [0, 0, 0, 0], [0, 100], lambda n: n * 40 + 20)

    first = router.points(Edge(2, 0, Way.BACK))
    second = router.points(Edge(3, 1, Way.BACK))

    assert first[1][1] != second[1][1]


@pytest.mark.timeout(10)
def test_two_hundred_steps_draw_in_a_moment():
    steps = tuple(step(str(n), f"Vị trí {n % 9}", "1") for n in range(200))

    pages = flowchart_pages(Definition(steps=steps))

    assert len(pages) >= 200 / PAGE_LINES


def test_a_procedure_without_steps_still_answers():
    assert "0 bước" in flowchart_svg(Definition(title="Trống"))
    assert flowchart_svg(replace(correction(), steps=()))


def test_a_post_written_with_and_without_a_capital_is_one_lane():
    definition = Definition(
        steps=(step("1", "Lãnh đạo phòng", "1"), step("2", "Lãnh đạo Phòng", "1"))
    )

    assert [lane.name for lane in lanes_of(definition).lanes] == ["Lãnh đạo phòng"]


def test_names_too_long_for_their_nodes_stand_as_lines():
    long = "Xem xét hồ sơ đề nghị thẩm định báo cáo đánh giá tác động môi trường " * 3
    definition = Definition(
        steps=(step("1", "P", "1", title=long), step("2", "P", "1"))
    )

    assert flowchart_svg(definition) == flowchart_svg(definition, layout="vertical")


def test_on_a_phone_a_jump_is_told_in_words():
    definition = Definition(
        steps=(
            step("1", "P", "1", next=(Next("3"),)),
            step("2", "Q", "1", next=(Next("end"),)),
            step("3", "P", "1"),
        )
    )

    drawn = words(flowchart_svg(definition, layout="narrow"))

    assert "đi tiếp bước 3" in drawn
    assert "kết thúc" in drawn
    assert (
        float(ET.fromstring(flowchart_svg(definition, layout="narrow")).get("width"))
        == 360
    )


def test_the_label_is_a_sentence_and_the_description_tells_each_step():
    root = ET.fromstring(flowchart_svg(seat_change()))

    assert root.get("aria-label") == (
        "Lưu đồ Thay đổi trụ sở của tổ chức tôn giáo, tổ chức tôn giáo trực thuộc: 18 "
        "bước, 9 vị trí, 2 cơ quan; từng bước có trong bảng các bước."
    )
    told = root.find(f"{SVG}desc").text
    assert all(item.title in told for item in seat_change().steps)
