"""Edits keep what must never break: unique keys, arrows that lead somewhere."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from eiso.plan.procedures import edits
from eiso.plan.procedures.definition import (
    END,
    Definition,
    Flow,
    Next,
    Step,
    from_json_bytes,
    longest_path,
    to_json_bytes,
)
from tests.plan.procedures.definitions import correction, days, seat_change

EDITS = ("add", "branch", "up", "down", "remove")


def apply(definition: Definition, edit: str, key: str) -> Definition:
    if edit == "add":
        return edits.add_after(definition, key)
    if edit == "branch":
        return edits.add_branch(definition, key)
    if edit == "remove":
        return edits.remove(definition, key)
    return edits.move(definition, key, -1 if edit == "up" else 1)


def dangling(definition: Definition) -> set[str]:
    keys = {step.key for step in definition.steps} | {END, ""}
    named: set[str] = set()
    for step in definition.steps:
        named |= {arrow.to for arrow in (*step.next, *step.returns)}
        named.add(step.covered_by)
    return named - keys


@settings(max_examples=60, deadline=None)
@given(
    start=st.sampled_from([correction(), seat_change(), Definition()]),
    plan=st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 30)), max_size=14),
)
def test_any_edits_keep_the_definition_whole(start, plan):
    definition = start
    for edit, where in plan:
        keys = [step.key for step in definition.steps] or [""]
        definition = apply(definition, edit, keys[where % len(keys)])

        made = [step.key for step in definition.steps]
        assert len(set(made)) == len(made)
        assert not dangling(definition)
        covers = {step.covered_by for step in definition.steps} - {""}
        assert all(not definition.step(key).covered_by for key in covers)
        assert from_json_bytes(to_json_bytes(definition)) == definition


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 7), max_size=8))
def test_moving_up_then_down_is_nothing(places):
    definition = correction()
    for place in places:
        key = definition.steps[place].key
        moved = edits.move(definition, key, 1)
        assert edits.move(moved, key, -1) == definition or place == 7


def test_added_step_takes_over_the_way_on():
    definition = replace(
        correction(),
        steps=(Step("a", next=(Next("c"),)), Step("b"), Step("c")),
    )

    grown = edits.add_after(definition, "a", "new")

    assert [step.key for step in grown.steps] == ["a", "new", "b", "c"]
    assert Flow(grown).forward["a"] == ("new",)
    assert Flow(grown).forward["new"] == ("c",)


def test_numbers_follow_places_when_they_did():
    grown = edits.add_after(correction(), "2", "new")

    assert [step.number for step in grown.steps] == [str(n) for n in range(1, 10)]
    assert [s.number for s in edits.remove(grown, "new").steps] == [
        str(n) for n in range(1, 9)
    ]


def test_printed_numbers_stay_and_the_new_one_gets_a_letter():
    grown = edits.add_after(seat_change(), "2.1", "new")

    assert grown.step("new").number == "2.1a"
    assert [s.number for s in grown.steps if s.key != "new"] == [
        s.number for s in seat_change().steps
    ]


def test_branch_asks_a_question_and_ends():
    grown = edits.add_branch(correction(), "4", "no")

    assert [arrow.when for arrow in grown.step("4").next] == [
        "đủ điều kiện",
        "không đủ điều kiện",
    ]
    assert Flow(grown).forward["4"] == ("5", "no")
    assert "no" in Flow(grown).ends
    assert longest_path(grown).minutes == longest_path(correction()).minutes


def test_removed_step_hands_its_shared_limit_on():
    left = edits.remove(seat_change(), "6")

    assert left.step("7").limit == days("7")
    assert {left.step(str(n)).covered_by for n in range(8, 14)} == {"7"}
    assert longest_path(left).minutes == longest_path(seat_change()).minutes


def test_removed_step_leaves_no_return_to_it():
    left = edits.remove(seat_change(), "3")

    assert left.step("4").returns == ()


def test_a_definition_does_not_grow_without_end():
    many = tuple(Step(key=f"s{n}") for n in range(edits.MAX_STEPS))
    full = Definition(steps=many)

    assert edits.add_after(full, "s0") == full
    assert edits.add_branch(full, "s0") == full


def test_merge_takes_mine_only_where_i_changed():
    base = correction()
    mine = replace(
        base,
        field="Đất đai",
        steps=(replace(base.steps[0], title="A"), *base.steps[1:]),
    )
    theirs = edits.remove(replace(base, scope="Phường"), "8")

    merged = edits.merge(base, mine, theirs)

    assert (merged.field, merged.scope) == ("Đất đai", "Phường")
    assert merged.step("1").title == "A"
    assert merged.step("8") is None
    assert edits.merge(base, base, theirs) == theirs
    assert edits.merge(base, mine, base) == mine
