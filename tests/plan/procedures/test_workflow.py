"""The running face walks exactly the ways the definition has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eiso.base.errors import NotReady
from eiso.plan.procedures import edits, workflow
from eiso.plan.procedures.definition import (
    END,
    Definition,
    Next,
    Return,
    branches,
    check,
    longest_path,
)
from tests.plan.procedures.definitions import correction, seat_change, step


def walk(definition, choose=lambda step: 0):
    run = workflow.compile_run(definition)
    state, moves = workflow.begin(run), []
    while not state.is_over:
        key = workflow.active(run, state)[0].key
        moves.append((key, choose(run.step(key))))
        state = workflow.advance(run, state, *moves[-1])
    assert workflow.replay(run, moves) == state
    return state


def side_by_side():
    """a → (b ∥ c → d) → e: 1 + max(5, 2 + 1) + 1 days."""
    return Definition(
        title="Song song",
        steps=(
            step("a", "P", "1", next=(Next("b"), Next("c"))),
            step("b", "P", "5", next=(Next("e"),)),
            step("c", "P", "2", next=(Next("d"),)),
            step("d", "P", "1", next=(Next("e"),)),
            step("e", "P", "1", returns=(Return("a", "sai"), Return("d", "thiếu"))),
        ),
    )


def test_straight_run_takes_every_step_in_order():
    state = walk(correction())

    assert [done.key for done in state.done] == [s.key for s in correction().steps]
    assert state.minutes == longest_path(correction()).minutes == 3600


def test_each_branch_of_a_choice_has_its_sum():
    ways = {way.keys: way.minutes for way in branches(seat_change())}

    full = walk(seat_change())
    refused = walk(seat_change(), lambda s: 1 if s.is_choice else 0)

    assert {
        tuple(d.key for d in run.done): run.minutes for run in (full, refused)
    } == ways
    assert (full.minutes, refused.minutes) == (14400, 9120)


def test_side_branches_wait_for_the_longest():
    definition = side_by_side()
    run = workflow.compile_run(definition)
    state = workflow.advance(run, workflow.begin(run), "a", 0)
    state = workflow.advance(run, state, "b", 0)

    assert [token.key for token in workflow.active(run, state)] == ["c"]
    waiting = next(token for token in state.tokens if token.key == "e")
    assert [t.key for t in workflow.waits_for(run, state, waiting)] == ["c"]
    with pytest.raises(NotReady):
        workflow.advance(run, state, "e", 0)

    state = workflow.advance(run, state, "c", 0)
    state = workflow.advance(run, state, "d", 0)
    assert [token.key for token in workflow.active(run, state)] == ["e"]
    assert workflow.advance(run, state, "e", 0).minutes == 7 * 480
    assert longest_path(definition).minutes == 7 * 480


def test_a_return_adds_no_day_and_takes_side_work_back():
    run = workflow.compile_run(side_by_side())
    state = workflow.replay(run, [("a", 0), ("b", 0), ("c", 0), ("d", 0)])

    to_d = workflow.advance(run, state, "e", 2)
    to_a = workflow.advance(run, state, "e", 1)

    assert [token.key for token in to_d.tokens] == ["d"]
    assert [token.key for token in to_a.tokens] == ["a"]
    assert to_a.done[-1].back_to == "a"
    again = workflow.replay(run, [("a", 0), ("b", 0), ("c", 0), ("d", 0), ("e", 2)])
    end = workflow.advance(run, workflow.advance(run, again, "d", 0), "e", 0)
    assert end.is_over
    assert end.minutes == 7 * 480


def test_a_definition_that_blocks_review_does_not_run():
    broken = replace(correction(), steps=())

    with pytest.raises(NotReady, match="chưa có bước"):
        workflow.compile_run(broken)


def test_a_way_that_is_not_there_is_refused():
    run = workflow.compile_run(correction())
    for key, way in (("1", 1), ("1", -1), ("2", 0), ("nobody", 0)):
        with pytest.raises(NotReady):
            workflow.advance(run, workflow.begin(run), key, way)


def test_what_runs_is_what_was_written():
    definition = seat_change()
    run = workflow.compile_run(definition)

    for item in definition.steps:
        made = run.step(item.key)
        assert (made.title, made.post, made.agency) == (
            item.title,
            item.post,
            item.agency,
        )
        assert (made.limit, made.may_pause, made.shares) == (
            item.limit,
            item.may_pause,
            item.covered_by,
        )
        assert made.returns == item.returns
    assert run.step("3").is_choice
    assert run.step("15").next == (Next(END),)
    with pytest.raises(KeyError):
        run.step("nobody")


@settings(max_examples=40, deadline=None)
@given(
    plan=st.lists(
        st.tuples(st.sampled_from(["add", "branch", "remove"]), st.integers(0, 20)),
        max_size=8,
    ),
    choices=st.lists(st.integers(0, 3), min_size=1, max_size=9),
)
def test_every_run_of_an_edited_procedure_ends_within_the_longest_way(plan, choices):
    definition = correction()
    for edit, where in plan:
        key = definition.steps[where % len(definition.steps)].key
        made = {
            "add": edits.add_after,
            "branch": edits.add_branch,
            "remove": edits.remove,
        }[edit](definition, key)
        definition = made if made.steps else definition
    named = tuple(
        replace(s, title=s.title or "Việc", post=s.post or "P")
        for s in definition.steps
    )
    definition = replace(definition, steps=named, channels=())
    assume(not any(problem.blocks_review for problem in check(definition)))

    picks = iter(choices * 50)
    state = walk(definition, lambda s: next(picks) % len(s.next) if s.is_choice else 0)

    keys = tuple(done.key for done in state.done)
    assert keys in {way.keys for way in branches(definition)}
    assert state.minutes <= longest_path(definition).minutes
