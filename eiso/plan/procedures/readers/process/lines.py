"""Rows of a table of steps: steps, headings between them, totals, words that go on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from eiso.plan.procedures.readers.process.blocks import Cell, Place, Table
from eiso.plan.procedures.readers.process.head import Head
from eiso.plan.procedures.readers.process.terms import unit_of_head
from eiso.plan.procedures.readers.process.titles import code_in
from eiso.plan.procedures.readers.process.words import (
    is_figure,
    is_heading,
    is_plain_limit,
    is_step_word,
    is_total,
    label_number,
)

_TIMES = re.compile(r"\([^()]*\d\s*(?:ngày|giờ)[^()]*\)")  # an agency's share of time


@dataclass
class Raw:
    """A step before its limit is read. `limits`: (identity of the cell, text, unit, rows)."""

    number: str = ""
    title: str = ""
    actor: str = ""
    agency: str = ""
    content: str = ""
    limits: list[tuple[int, str, str, int]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    limit_place: Place = field(default_factory=Place)
    shares: tuple[int, ...] = ()  # identities of its label, actor and limit cells
    labelled: int = 0  # identity of its label cell
    procedure: str = ""  # text of a column that names the procedure
    code: str = ""  # and of one that gives its code
    total: tuple[str, Place, str] | None = None  # "Tổng thời gian" beside: text, unit
    prose: bool = False  # written as a paragraph, not as a row


@dataclass
class Line:
    """One row said in words; `kind` is step, heading, total or more."""

    kind: str
    text: str
    place: Place
    raw: Raw | None = None
    limit: tuple[str, Place, str] | None = None  # of a heading: what its part may take


def line_of(table: Table, row: int, head: Head) -> Line | None:
    """What that row is, or None for an empty row."""
    cells = table.row(row)
    own = [cell for cell in cells if cell.row == row and cell.text]
    if not own:
        return None
    place = own[0].place
    said = " ".join(cell.text.replace("\n", " ") for cell in own)
    if _is_total(own, head):
        return Line("total", _total_text(own, said, head), place)
    named = _procedure(table, own, row, head)
    if named is not None:
        return named
    if _is_heading(table, own, cells, row, head):
        words = [cell.text for cell in own if len(cell.text) > 5] or [said]
        return Line("heading", " ".join(words).replace("\n", " "), place)
    raw = _raw(table, row, head)
    if _goes_on(table, own, row, head):
        return Line("more", raw.content, place, raw)
    return Line("step", raw.title, place, raw)


def _is_total(own: list[Cell], head: Head) -> bool:
    """ "Tổng …" in the first words of the row."""
    for cell in own[:2]:
        if is_total(cell.text):
            return cell.column != head.of("actor") or not _works(own, cell, head)
        if len(cell.text) > 6:
            return False
    return False


def _works(own: list[Cell], actor: Cell, head: Head) -> bool:
    """Does the row tell of work beside its actor?"""
    doing = head.columns.get("content", ())
    return any(cell is not actor and cell.column in doing for cell in own)


def _total_text(own: list[Cell], said: str, head: Head) -> str:
    """The words of a total, and of several columns of time the first."""
    columns = head.columns.get("limit", ())
    timed = [cell for cell in own[1:] if cell.column in columns] or [
        cell for cell in own[1:] if is_plain_limit(cell.text) or is_figure(cell.text)
    ]
    return (
        f"{own[0].text.rstrip(' :')}: {timed[0].text}".replace("\n", " ")
        if timed
        else said
    )


def _procedure(table: Table, own: list[Cell], row: int, head: Head) -> Line | None:
    """ "1 | Cấp phép A (1.900191) | | 02 ngày": a procedure named above its steps."""
    timed = [cell for cell in own if cell.column in head.columns.get("limit", ())]
    rest = [cell for cell in own if cell not in timed and len(cell.text) > 5]
    said = " ".join(cell.text for cell in rest).replace("\n", " ")
    if len(timed) != 1 or not code_in(said) or len(rest) > 2:
        return None
    if _text(table, row, head, "actor") or _text(table, row, head, "agency"):
        return None
    if not head.columns.get("actor") and not head.columns.get("agency"):
        return None
    limit = (timed[0].text, timed[0].place, head.units.get(timed[0].column, ""))
    return Line("heading", said, own[0].place, limit=limit)


def _is_heading(
    table: Table, own: list[Cell], cells: list[Cell], row: int, head: Head
) -> bool:
    """A row that only names a part: one wide cell, or a lone cell in its first columns."""
    worded = [cell for cell in own if len(cell.text) > 5]
    if len(own) == 1:
        cell = own[0]
        if cell.columns * 2 > table.width:
            return True
        alone = len([one for one in cells if one.text]) == 1
        if not alone:
            return False
        return cell.column == 0 or cell.strong or is_heading(cell.text)
    if len(worded) != 1:
        return False
    text = worded[0]
    if code_in(text.text) and len(own) < 3:
        return True
    actor = _text(table, row, head, "actor") or _text(table, row, head, "agency")
    if actor and actor != text.text:
        return False
    roman = re.fullmatch(r"[IVXivx]{1,5}[.)]?|[A-D][.)]?", own[0].text.strip())
    wide = text.columns > 1 and text.columns * 2 >= table.width
    return bool(roman or wide) and not _limit_text(table, row, head, text)


def _goes_on(table: Table, own: list[Cell], row: int, head: Head) -> bool:
    """Only words of the content, everything else of the row empty: the row above goes on."""
    doing = {*head.columns.get("content", ()), *head.columns.get("forms", ())}
    if not all(cell.column in doing for cell in own):
        return False
    for role in ("label", "actor", "agency", "limit"):
        for column in head.columns.get(role, ()):
            cell = table.at(row, column)
            if cell is not None and cell.text:
                return False
    return bool(head.columns.get("actor") or head.columns.get("label"))


def _raw(table: Table, row: int, head: Head) -> Raw:
    label = _label(table, row, head)
    if head.of("name") >= 0:
        label = ""  # the numbers are those of the procedures
    number, name = label_number(label) if label else ("", "")
    contents = [
        text
        for column in head.columns.get("content", ())
        if (text := _at(table, row, column))
    ]
    forms = _text(table, row, head, "forms")
    if not head.columns.get("content") and forms:
        contents = [forms]  # "Kết quả thực hiện" tells the work where no column does
    title, content = _titled(name, contents)
    found, rest = label_number(title.split("\n")[0])
    if found and rest and number in ("", found):
        number, title = found, rest
    actor, agency = _who(table, row, head)
    raw = Raw(
        number=number,
        title=title,
        actor=actor,
        agency=agency,
        content=content,
        forms=_listed(forms),
        procedure=_text(table, row, head, "name"),
        code=code_in(_text(table, row, head, "code")),
        total=_sum(table, row, head),
    )
    _identify(raw, table, row, head)
    return raw


def _sum(table: Table, row: int, head: Head) -> tuple[str, Place, str] | None:
    """The total of a whole procedure, in a column beside those of its steps."""
    column = head.of("sum")
    cell = table.at(row, column) if column >= 0 else None
    if cell is None or cell.row != row or not re.search(r"\d", cell.text):
        return None
    said = f"{head.texts[column]}: {cell.text}".replace("\n", " ")
    return said, cell.place, unit_of_head(head.texts[column])


def _label(table: Table, row: int, head: Head) -> str:
    """The label of a row; beside a column of numbers "Bước 2" says it better."""
    labels = [_at(table, row, column) for column in head.columns.get("label", ())]
    worded = [text for text in labels if is_step_word(text)]
    return next(iter(worded or labels), "")


def _identify(raw: Raw, table: Table, row: int, head: Head) -> None:
    """Remember the cells by identity, so that one cell beside two rows is known as one."""
    shared = []
    for role in ("label", "actor", "agency"):
        for column in head.columns.get(role, ()):
            cell = table.at(row, column)
            shared.append(id(cell) if cell is not None and cell.text else 0)
            if role == "label" and cell is not None and cell.text and not raw.procedure:
                raw.labelled = id(cell)
    for column in head.columns.get("limit", ()):
        cell = table.at(row, column)
        unit = head.units.get(column) or head.unit
        if cell is None:
            raw.limits.append((0, "", unit, 1))
            continue
        raw.limits.append((id(cell), cell.text, unit, cell.rows))
        raw.limit_place = cell.place
        shared.append(id(cell))
    raw.shares = tuple(shared)
    own = [cell for cell in table.row(row) if cell.row == row]
    raw.place = own[0].place if own else table.place


def _who(table: Table, row: int, head: Head) -> tuple[str, str]:
    """The one who acts and, where a second column says it, the agency."""
    actors = _distinct(table, row, head, "actor")
    units = _distinct(table, row, head, "agency")
    if actors:
        return ", ".join(actors), _TIMES.sub("", ", ".join(units)).strip(" :")
    return (units[0] if units else ""), ""


def _distinct(table: Table, row: int, head: Head, role: str) -> list[str]:
    found: list[str] = []
    for column in head.columns.get(role, ()):
        text = _at(table, row, column).replace("\n", " ")
        if text and text not in found:
            found.append(text)
    return found


def _titled(name: str, contents: list[str]) -> tuple[str, str]:
    """A short title and the words of the step; the first line where no title is given."""
    if name:
        return name, "\n".join(contents)
    if not contents:
        return "", ""
    if len(contents) > 1:
        return contents[0].replace("\n", " "), "\n".join(contents[1:])
    return first_words(contents[0]), contents[0]


def first_words(text: str) -> str:
    """The first line, to the end of its first sentence, without its bullet."""
    line = re.sub(r"^\s*[-+•–*]\s*", "", text.split("\n")[0])
    found = re.match(r"(.{12,}?)(?:\.(?=\s+[^\W\d_])|:\s*$|;\s*$|$)", line)
    return (found[1] if found else line).strip(" .:;")


def _listed(text: str) -> list[str]:
    lines = (re.sub(r"^\s*[-+•–*]\s*", "", line) for line in re.split(r"\n|;\s", text))
    return [line.strip(" ;") for line in lines if line.strip(" ;.-")]


def _at(table: Table, row: int, column: int) -> str:
    cell = table.at(row, column)
    return cell.text if cell is not None else ""


def _text(table: Table, row: int, head: Head, role: str) -> str:
    column = head.of(role)
    return _at(table, row, column) if column >= 0 else ""


def _limit_text(table: Table, row: int, head: Head, wide: Cell) -> str:
    return " ".join(
        cell.text
        for column in head.columns.get("limit", ())
        if (cell := table.at(row, column)) is not None
        and cell.row == row
        and cell is not wide
    ).strip()
