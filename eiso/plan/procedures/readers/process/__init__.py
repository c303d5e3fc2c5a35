"""Read an approved internal process: Word, XLSX or text in, procedures and doubts out.

Pure: bytes in, frozen values out; no Django, no database, nothing guessed.
"""

from __future__ import annotations

from typing import Any

from eiso.base.errors import RefusedFile
from eiso.plan.procedures.readers.process.blocks import Block
from eiso.plan.procedures.readers.process.collect import Collector
from eiso.plan.procedures.readers.process.draft import Draft, Listed
from eiso.plan.procedures.readers.process.finish import finish, match
from eiso.plan.procedures.readers.process.gate import Format, format_of
from eiso.plan.procedures.readers.process.lines import Raw
from eiso.plan.procedures.readers.process.shapes import Reading, Unclear
from eiso.plan.procedures.readers.process.sheet import read_csv, read_sheet
from eiso.plan.procedures.readers.process.text import read_text
from eiso.plan.procedures.readers.process.word import read_word

_READERS = {
    Format.WORD: read_word,
    Format.SHEET: read_sheet,
    Format.TEXT: read_text,
    Format.CSV: read_csv,
}


def blocks_of(data: bytes, name: str) -> list[Block]:
    """Paragraphs and tables of a file. Raises RefusedFile, saying what to do."""
    return _READERS[format_of(data, name)](data)


def read_process(data: bytes, name: str) -> Reading:
    """Every procedure of the decision in the file called `name`.

    Raises RefusedFile when the file cannot be opened or holds no steps.
    """
    return read_blocks(blocks_of(data, name))


def read_blocks(blocks: list[Block]) -> Reading:
    """Every procedure of a document already taken apart."""
    walk = Collector()
    walk.walk(blocks)
    drafts = _worth_keeping(walk)
    if not drafts:
        raise _nothing(walk.unclear)
    procedures = []
    unclear: list[Unclear] = []
    seen: set[int] = set()
    for index, draft in enumerate(drafts):
        row = match(draft, walk.listed)
        if row is not None:
            seen.add(id(row))
        procedure, doubts = finish(draft, row, index)
        procedures.append(procedure)
        unclear.extend(doubts)
    unclear.extend(walk.unclear)
    unclear.extend(_without_steps(walk.listed, seen, drafts))
    return Reading(tuple(procedures), tuple(unclear))


def _worth_keeping(walk: Collector) -> list[Draft]:
    """Drafts with steps. Where a table gives the steps, a procedure's prose ("Trình tự
    thực hiện: Bước 1 …", told to citizens) is not the internal process; nor is prose
    without any limit, unless a heading of the document says so."""
    kept = []
    for draft in walk.drafts:
        draft.steps = [step for step in draft.steps if _says_something(step)]
        if not draft.steps:
            continue
        if not all(step.prose for step in draft.steps):
            draft.steps = [step for step in draft.steps if not step.prose]
            if len(draft.steps) > 1 or any(text for _, text, *_ in _limits(draft)):
                kept.append(draft)
        elif any(step.limits for step in draft.steps) or (
            walk.internal and len(draft.steps) > 1
        ):
            kept.append(draft)
    tables = [draft for draft in kept if not draft.steps[0].prose]
    return tables or kept


def _limits(draft: Draft) -> list[tuple[int, str, str, int]]:
    return [limit for step in draft.steps for limit in step.limits]


def _says_something(step: Raw) -> bool:
    """A row of dots to be filled in by hand is no step."""
    said = f"{step.title}{step.content}{step.actor}"
    return any(char.isalpha() for char in said)


def _without_steps(
    listed: list[Listed], seen: set[int], drafts: list[Draft]
) -> list[Unclear]:
    codes = {(draft.code or "")[:8] for draft in drafts} - {""}
    return [
        Unclear(
            "text",
            one.title,
            f"Thủ tục {one.code} có trong danh mục nhưng không thấy các bước của nó."
            if one.code
            else "Thủ tục này có trong danh mục nhưng không thấy các bước của nó.",
            one.place,
        )
        for one in listed
        if id(one) not in seen and one.code[:8] not in codes
    ]


def _nothing(unclear: list[Unclear]) -> RefusedFile:
    if unclear:
        first = unclear[0]
        return RefusedFile(
            f"Chưa đọc được quy trình nào ({first.place.words()}). {first.sentence}",
            code="no_head",
        )
    return RefusedFile(
        "Không thấy bảng các bước trong tệp. Bảng cần hàng tên cột có nội dung công "
        "việc, người thực hiện và thời gian. Kiểm tra xem có đúng tệp quyết định phê "
        "duyệt quy trình nội bộ không.",
        code="no_steps",
    )


def as_json(reading: Reading) -> dict[str, Any]:
    """What `eiso import process --dry-run --json` prints."""
    return {
        "procedures": [
            {
                "title": one.title,
                "code": one.code,
                "stated_minutes": one.stated_minutes,
                "sum_minutes": one.sum_minutes,
                "sum_ok": one.sum_ok,
                "steps": [
                    {
                        "title": step.title,
                        "actor": step.actor,
                        "minutes": step.minutes,
                        "forms": list(step.forms),
                    }
                    for step in one.steps
                ],
            }
            for one in reading.procedures
        ],
        "not_understood": [
            {"where": one.place.words(), "text": one.text, "sentence": one.sentence}
            for one in reading.unclear
        ],
    }


__all__ = ["Reading", "as_json", "blocks_of", "read_blocks", "read_process"]
