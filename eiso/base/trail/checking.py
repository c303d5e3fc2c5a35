"""The trail's own check: seals, events, marks, anchors and guards against each other."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from eiso.base.trail import anchors, guards, ranges, sealing, streams
from eiso.base.trail.models import Anchor
from eiso.base.trail.verify import Problem, Progress, Report, one_moment
from eiso.base.trail.walk import Findings, Sealed, Walk

_STEP = 5_000
SEAL_COLUMNS = [
    "id:int",
    "form_id:int",
    "scope:text",
    "number:int",
    "members:text",
    "count:int",
    "doubted:text",
    "at:instant",
    "leaves:text",
    "digest:text",
    "link:text",
]


def check_trail(report: Report, progress: Progress) -> Iterator[Problem]:
    """Everything the trail can tell about itself; the first bad event of each agency."""
    with one_moment():
        seals = read_seals()
        report.seals = len(seals)
        findings = Findings()
        for stream in streams.all_streams():
            _walk(stream, seals, findings, report, progress)
        chain = list(_check_chain(seals, findings))
        yield from findings.problems()
        yield from chain
        yield from _check_anchors(seals)
        yield from _check_copies()
    for table in guards.missing():
        yield Problem(
            "guard",
            table,
            f"Bảng {table} không còn được khóa chống sửa. Tìm xem ai đã gỡ, rồi chạy "
            "“eiso setup”.",
        )


def read_seals() -> list[Sealed]:
    """All seals in the order of the house, with the form each covers."""
    forms = {
        row[0]: row[1:]
        for row in streams.rows(
            "trail_form", ["id:int", "stream:text", "table:text", "columns:text"]
        )
    }
    seals = []
    for number, form, *rest in streams.rows("trail_seal", SEAL_COLUMNS):
        stream, table, names = forms.get(form, ("?", "?", ""))
        seals.append(Sealed(number, stream, table, names, *rest))
    return seals


def _walk(
    stream: streams.Stream,
    seals: list[Sealed],
    findings: Findings,
    report: Report,
    progress: Progress,
) -> None:
    mine = [seal for seal in seals if seal.stream == stream.name]
    walk = Walk(stream, mine, findings)
    total = sum(seal.count for seal in mine)
    for row in streams.rows(stream.table, stream.columns):
        walk.see(row)
        report.events += stream.are_acts
        if report.events % _STEP == 0:
            progress(report.events, max(total, report.events), "Đối chiếu từng việc")
    walk.end()
    report.waiting += walk.waiting * stream.are_acts


def _check_chain(seals: list[Sealed], findings: Findings) -> Iterator[Problem]:
    """Each seal against its events and the seals before it; adds its bad events."""
    heads: dict[tuple[str, str], tuple[int, str]] = {}
    link, wanted = sealing.GENESIS, 1
    broken = False
    for seal in seals:
        if seal.id != wanted and not broken:
            broken = True
            yield _seal_problem(wanted, "đã bị xóa")
        number, previous = heads.get((seal.stream, seal.scope), (0, sealing.GENESIS))
        sound = _check_seal(seal, previous, findings)
        link = sealing.link_of(link, seal.digest)
        if not broken and (not sound or seal.number != number + 1 or seal.link != link):
            broken = True
            yield _seal_problem(seal.id, "đã bị sửa")
        heads[seal.stream, seal.scope] = (seal.number, seal.digest)
        wanted, link = seal.id + 1, seal.link


def _check_seal(seal: Sealed, previous: str, findings: Findings) -> bool:
    """False when the seal itself is not right; bad events go to `findings`."""
    for first, last in _pairs(seal.doubted):
        for number in range(first, last + 1):
            findings.add(
                seal.stream,
                seal.scope,
                number,
                "không do phần mềm ghi (thấy khi niêm phong)",
            )
    if seal.computed(previous) == seal.digest:
        # The events are what was sealed: a difference in `leaves` is in the seal.
        return seal.bad is None and ranges.count(seal.pairs) == seal.count
    if seal.bad is None:
        return False
    findings.add(seal.stream, seal.scope, *seal.bad)
    return True


def _pairs(text: str) -> list[tuple[int, int]]:
    try:
        return ranges.to_pairs(text)
    except ValueError:
        return []


def _seal_problem(number: int, why: str) -> Problem:
    return Problem(
        "seal",
        f"seal {number}",
        f"Niêm phong số {number} {why}. Các niêm phong trước vẫn khớp.",
    )


def _check_anchors(seals: list[Sealed]) -> Iterator[Problem]:
    """Every link kept elsewhere must still be the link of its seal."""
    kept = [
        anchors.Mooring(a.seal, a.link, a.events, streams.instant_text(a.at))
        for a in Anchor.objects.all()
    ]
    path = anchors.file_path()
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    try:
        in_file = anchors.read_moorings(lines)
    except ValueError as error:
        yield Problem("anchor", str(path.name), f"Tệp mốc hỏng: {error}.")
        return
    there = {(mooring.seal, mooring.link) for mooring in in_file}
    in_table = Anchor.objects.filter(place=anchors.FILE)
    for seal, link in in_table.values_list("seal", "link"):
        if (seal, link) not in there:
            yield Problem(
                "anchor", f"seal {seal}", f"Tệp mốc thiếu mốc của niêm phong {seal}."
            )
            break
    yield from compare_moorings(seals, [*kept, *in_file])


def compare_moorings(
    seals: list[Sealed], moorings: list[anchors.Mooring]
) -> Iterator[Problem]:
    """The first anchor that does not fit, and after which event that must have been."""
    links = {seal.id: seal for seal in seals}
    good = 0
    for mooring in sorted(moorings, key=lambda each: (each.seal, each.at)):
        seal = links.get(mooring.seal)
        if seal is not None and seal.link == mooring.link:
            good = mooring.seal
            continue
        since = next((s for s in seals if s.id > good), None)
        first = since.members.split(",")[0].split("-")[0] if since else "cuối"
        why = "đã bị cắt mất" if seal is None else "đã được viết lại"
        yield Problem(
            "anchor",
            f"seal {mooring.seal}",
            f"Niêm phong số {mooring.seal} khác với mốc giữ ngoài lúc {mooring.at}: "
            f"nhật ký sau niêm phong {good} (từ việc số {first}) {why}. Nếu vừa khôi "
            "phục bản sao lưu cũ, mất những việc sau bản đó.",
        )
        return


def _check_copies() -> Iterator[Problem]:
    """A mark is given once: two rows with one mark are a row and its copy."""
    for stream in streams.all_streams():
        if not stream.mark:
            continue
        key = stream.names[0]
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT max("{key}") FROM "{stream.table}" '  # noqa: S608
                f'WHERE "{stream.mark}" <> \'\' GROUP BY "{stream.mark}" '
                "HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
            )
            row = cursor.fetchone()
        if row:
            yield Problem(
                "event",
                f"{stream.name} {row[0]}",
                f"Việc số {row[0]} là bản chép của một việc khác, bị chèn vào.",
            )
