"""The running face: a frozen run definition compiled from an issued definition.

The dossier engine runs it and nothing else; the page "Luồng chạy" walks it dry. Pure.

Tokens: a step whose ways on have conditions passes one token, by the way chosen; without
conditions it passes one along each. A step that several ways lead to begins when no token
elsewhere can still come to it. A return takes away every token the earlier step leads to,
because that work will be done again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eiso.base.errors import NotReady
from eiso.plan.procedures.definition import (
    END,
    Definition,
    Flow,
    Next,
    Return,
    Rule,
    StepLimit,
    check,
    decides,
    step_minutes,
    step_number,
)


@dataclass(frozen=True, slots=True)
class RunStep:
    """One step as it runs. `limit` is its own; `shares` the key whose limit covers it."""

    key: str
    number: str
    title: str
    post: str
    agency: str
    limit: StepLimit | None
    minutes: int | None
    shares: str
    may_pause: bool
    is_choice: bool
    next: tuple[Next, ...]
    returns: tuple[Return, ...]
    leads_to: frozenset[str]


@dataclass(frozen=True, slots=True)
class RunDefinition:
    """What a dossier runs: the first step, every step by key, the rule of the clock."""

    start: str
    rule: Rule
    steps: tuple[RunStep, ...]

    def step(self, key: str) -> RunStep:
        """The step of that key; KeyError when there is none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Token:
    """Where the run stands: a step, and the working minutes allowed up to it."""

    key: str
    minutes: int
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Run:
    """One dry run: what is being done, what was done in which way."""

    tokens: tuple[Token, ...]
    done: tuple[Done, ...] = ()
    minutes: int = 0

    @property
    def is_over(self) -> bool:
        return not self.tokens


@dataclass(frozen=True, slots=True)
class Done:
    """One move: the step, the words of the way taken, minutes allowed in all so far."""

    key: str
    way: str
    minutes: int
    back_to: str = ""


def compile_run(definition: Definition) -> RunDefinition:
    """Raises NotReady with every sentence when the definition has what blocks review."""
    wrong = [problem for problem in check(definition) if problem.blocks_review]
    if wrong:
        raise NotReady(" ".join(problem.sentence for problem in wrong))
    flow = Flow(definition)
    if flow.start is None:
        raise NotReady("Quy trình chưa có bước nào nên không chạy được.")
    minutes = step_minutes(definition)
    ahead = _ahead(flow)
    steps = tuple(
        RunStep(
            key=step.key,
            number=step_number(definition, step),
            title=step.title,
            post=step.post,
            agency=step.agency,
            limit=step.limit,
            minutes=minutes[step.key],
            shares=step.covered_by,
            may_pause=step.may_pause,
            is_choice=decides(step),
            next=flow.arrows[step.key],
            returns=step.returns,
            leads_to=ahead[step.key],
        )
        for step in flow.steps.values()
    )
    return RunDefinition(start=flow.start, rule=definition.rule, steps=steps)


def _ahead(flow: Flow) -> dict[str, frozenset[str]]:
    ahead: dict[str, frozenset[str]] = {}
    for key in reversed(flow.sorted_keys):
        met: set[str] = set()
        for to in flow.forward[key]:
            met |= {to} | ahead[to]
        ahead[key] = frozenset(met)
    return ahead


def begin(run: RunDefinition) -> Run:
    """A dossier was received: the first step holds it."""
    return Run(tokens=(_arrive(run, Token("", 0, frozenset()), run.start),))


def active(run: RunDefinition, state: Run) -> list[Token]:
    """Tokens that are being worked on; the others wait for side branches."""
    return [token for token in state.tokens if not waits_for(run, state, token)]


def waits_for(run: RunDefinition, state: Run, token: Token) -> list[Token]:
    """Tokens elsewhere that can still come to where `token` is."""
    return [
        other
        for other in state.tokens
        if other.key != token.key and token.key in run.step(other.key).leads_to
    ]


def ways(step: RunStep) -> list[str]:
    """Words of the ways on: one unless the step decides; returns come after them."""
    on = [arrow.when or "khác" for arrow in step.next] if step.is_choice else ["xong"]
    return [*on, *(f"trả lại: {back.when or 'chưa đạt'}" for back in step.returns)]


def advance(run: RunDefinition, state: Run, key: str, way: int) -> Run:
    """Finish the step `key` by its `way` (index into `ways`).

    Raises NotReady when the step is not being worked on or has no such way.
    """
    token = next((item for item in active(run, state) if item.key == key), None)
    step = run.step(key) if token else None
    if token is None or step is None or not 0 <= way < len(ways(step)):
        raise NotReady("Bước này không đi như vậy được. Chạy thử lại từ đầu.")
    count = len(ways(step)) - len(step.returns)
    if way >= count:
        return _send_back(run, state, token, step, way - count)
    arrows = (step.next[way],) if step.is_choice else step.next
    rest = tuple(item for item in state.tokens if item.key != key)
    for arrow in arrows:
        if arrow.to != END:
            rest = _merge(rest, _arrive(run, token, arrow.to))
    done = Done(key, ways(step)[way], token.minutes)
    return Run(rest, (*state.done, done), max(state.minutes, token.minutes))


def _arrive(run: RunDefinition, token: Token, to: str) -> Token:
    """Minutes allowed grow by the step's limit; a shared limit counts once a way."""
    step = run.step(to)
    group = step.shares or to
    if group in token.counted:
        return Token(to, token.minutes, token.counted)
    own = run.step(group).minutes or 0
    return Token(to, token.minutes + own, token.counted | {group})


def _merge(tokens: tuple[Token, ...], new: Token) -> tuple[Token, ...]:
    """Two tokens at one step are one: the later of them decides."""
    same = next((token for token in tokens if token.key == new.key), None)
    if same is None:
        return (*tokens, new)
    minutes = max(same.minutes, new.minutes)
    both = Token(new.key, minutes, same.counted | new.counted)
    return tuple(both if token.key == new.key else token for token in tokens)


def _send_back(
    run: RunDefinition, state: Run, token: Token, step: RunStep, which: int
) -> Run:
    back = step.returns[which]
    again = run.step(back.to).leads_to | {back.to}
    rest = tuple(item for item in state.tokens if item.key not in again)
    done = Done(
        step.key, ways(step)[-len(step.returns) + which], token.minutes, back.to
    )
    # A return adds no day: the earlier step works on in the time that is left.
    returned = Token(back.to, token.minutes, token.counted)
    return Run(_merge(rest, returned), (*state.done, done), state.minutes)


def replay(run: RunDefinition, moves: Sequence[tuple[str, int]]) -> Run:
    """The state after `moves`; NotReady when one of them cannot be made."""
    state = begin(run)
    for key, way in moves:
        state = advance(run, state, key, way)
    return state
