"""Differences between lists of rows: channels, components, bases, forms, records."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeVar

from eiso.plan.procedures.definition.changes import Change
from eiso.plan.procedures.definition.phrases import Phrase, gettext_noop
from eiso.plan.procedures.definition.shapes import (
    Channel,
    Component,
    Definition,
    FormTemplate,
    LegalBasis,
    RecordKept,
    StepLimit,
)
from eiso.plan.procedures.definition.sums import CHANNELS
from eiso.plan.procedures.definition.words import limit_words

_CHANNEL = gettext_noop("Kênh")
_WRITTEN = gettext_noop("ghi “{text}”")
_NO_LIMIT = gettext_noop("không có thời hạn")
_NTH_ROW = gettext_noop("{name} (dòng {number})")

Row = TypeVar("Row", bound=Hashable)


def row_changes(old: Definition, new: Definition) -> Iterator[Change]:
    """Rows are known by what they name; of several alike the n-th meets the n-th."""
    yield from _channels(old, new)
    tables: tuple[tuple[str, str, Callable[[Any], Any], Callable[[Any], str]], ...] = (
        (
            "components",
            gettext_noop("Thành phần hồ sơ"),
            lambda row: row.name,
            _component,
        ),
        ("legal_bases", gettext_noop("Căn cứ pháp lý"), _basis_key, _basis),
        ("results", gettext_noop("Kết quả"), lambda row: row, str),
        ("forms", gettext_noop("Biểu mẫu"), lambda row: (row.symbol, row.name), _form),
        ("records", gettext_noop("Hồ sơ lưu"), lambda row: row.name, _record),
    )
    for name, title, key, words in tables:
        yield from _rows(title, getattr(old, name), getattr(new, name), key, words)


def texts(
    kind: str, key: str, title: str, before: str, after: str, **params: str
) -> Change:
    if kind == "step_field":
        kinds = ("step_text_added", "step_text_removed", "step_field")
    else:
        kinds = ("field_added", "field_removed", "field")
    chosen = kinds[0] if not before else kinds[1] if not after else kinds[2]
    return Change(chosen, key, before, after, {"field": title, **params})


def moved_among(before: list[Any], after: list[Any]) -> set[Any]:
    """Those out of their order among the ones both have; as few as can be said."""
    in_old, in_new = set(before), set(after)
    one = [key for key in before if key in in_new]
    two = [key for key in after if key in in_old]
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    kept = {key for block in matcher.get_matching_blocks() for key in _at(two, block)}
    return set(two) - kept


def _at(keys: list[Any], block: Any) -> list[Any]:
    return keys[block.b : block.b + block.size]


def limit_pair(before: StepLimit | None, after: StepLimit | None) -> tuple[str, str]:
    """Both terms in words, the unit said once: ("5", "3 ngày làm việc")."""
    first, second = limit_words(before), limit_words(after)
    if first == second and before and after:
        return Phrase(_WRITTEN, text=before.text), Phrase(_WRITTEN, text=after.text)
    if before is None or after is None:
        return (
            first if before else Phrase(_NO_LIMIT),
            second if after else Phrase(_NO_LIMIT),
        )
    unit = " " + second.split(" ", 1)[-1]
    simple = not before.more and not after.more and before.unit is after.unit
    if simple and first.endswith(unit):
        first = first.removesuffix(unit)
    return first, second


def _channels(old: Definition, new: Definition) -> Iterator[Change]:
    before, after = _nth(old.channels, _via), _nth(new.channels, _via)
    for key, one in before.items():
        two = after.get(key)
        if two is None or one == two:
            continue
        name = _channel_name(key)
        if one.limit != two.limit:
            pair = limit_pair(one.limit, two.limit)
            yield Change("channel_limit", "", *pair, {"row": name})
        for attribute, title in (
            ("limit_text", gettext_noop("Kênh {row}, ghi hạn")),
            ("fee_text", gettext_noop("Kênh {row}, phí, lệ phí")),
        ):
            said = getattr(one, attribute), getattr(two, attribute)
            if said[0] != said[1]:
                yield texts("field", "", Phrase(title, row=name), *said)
    yield from _rows(
        _CHANNEL, old.channels, new.channels, _via, _channel, changed=False
    )


def _via(channel: Channel) -> str:
    return channel.channel.value


def _channel_name(key: tuple[Any, int]) -> str:
    name = next(words for via, words in CHANNELS.items() if via.value == key[0])
    if key[1]:
        return Phrase(_NTH_ROW, name=Phrase(name), number=str(key[1] + 1))
    return Phrase(name)


def _nth(rows: Sequence[Row], key: Callable[[Row], Any]) -> dict[tuple[Any, int], Row]:
    counts: dict[Any, int] = {}
    found: dict[tuple[Any, int], Row] = {}
    for row in rows:
        number = counts.get(key(row), 0)
        found[key(row), number] = row
        counts[key(row)] = number + 1
    return found


def _rows(
    title: str,
    old: Sequence[Row],
    new: Sequence[Row],
    key: Callable[[Row], Any],
    words: Callable[[Row], str],
    *,
    changed: bool = True,
) -> Iterator[Change]:
    before, after = _nth(old, key), _nth(new, key)
    moved = moved_among(list(before), list(after))
    for place, row in before.items():
        if place not in after:
            yield Change("row_removed", "", words(row), "", {"field": Phrase(title)})
    for place, row in after.items():
        was = before.get(place)
        if was is None:
            yield Change("row_added", "", "", words(row), {"field": Phrase(title)})
            continue
        if changed and was != row:
            yield Change(
                "row_changed", "", words(was), words(row), {"field": Phrase(title)}
            )
        if place in moved:
            yield Change("row_moved", "", "", words(row), {"field": Phrase(title)})


def _channel(row: Channel) -> str:
    words = [
        CHANNELS[row.channel],
        limit_words(row.limit) if row.limit else row.limit_text,
    ]
    return ", ".join(word for word in [*words, row.fee_text] if word)


def _component(row: Component) -> str:
    counts = [
        f"{count} {name}"
        for count, name in ((row.originals, "bản chính"), (row.copies, "bản sao"))
        if count
    ]
    words = f"{row.name} ({', '.join(counts)})" if counts else row.name
    return f"{words}; {row.note}" if row.note else words


def _basis_key(row: LegalBasis) -> Any:
    return row.symbol or row.title


def _basis(row: LegalBasis) -> str:
    return " ".join(word for word in (row.symbol, row.title) if word)


def _form(row: FormTemplate) -> str:
    words = " ".join(word for word in (row.symbol, row.name) if word)
    return f"{words} ({row.origin})" if row.origin else words


def _record(row: RecordKept) -> str:
    return ", ".join(word for word in (row.name, row.place, row.retention) if word)
