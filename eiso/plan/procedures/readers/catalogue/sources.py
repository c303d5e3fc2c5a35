"""One record of each kind of source into `Published`; raises `RecordRefused`.

crawl: one JSON object a procedure of the portal's page, its tables flattened to text;
structured: the Ministry of Defence's files (metadata, content, tables);
eiso: our own plain lines, `{"format": "eiso.catalogue/1", "code", "title", "field",
"level", "decision", "body", "kind", "channels": [{"channel", "limit_text", "fee_text",
"note"}], "components": [{"name", "form", "originals", "copies", "group"}],
"legal_bases": [{"symbol", "title"}], "results", "agencies", "url"}`: a left-out field
says nothing, an empty one says there is none;
portal: one row of the portal's Excel export.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from eiso.base.text.folding import fold
from eiso.plan.procedures.readers.catalogue.channels import CHANNELS
from eiso.plan.procedures.readers.catalogue.crawl import read_crawl
from eiso.plan.procedures.readers.catalogue.limits import read_limit
from eiso.plan.procedures.readers.catalogue.papers import bare_symbol
from eiso.plan.procedures.readers.catalogue.published import (
    FIELDS,
    BasisRow,
    ChannelRow,
    ComponentRow,
    Kind,
    Published,
    RecordRefused,
    checked_code,
    checked_title,
    one,
    said,
    short,
)

FORMAT = "eiso.catalogue/1"
_SIGNS = {
    "direct": ("truc tiep",),
    "online": ("truc tuyen", "qua mang", "dien tu"),
    "post": ("buu chinh", "buu dien"),
}


def kind_of(record: Mapping[str, Any]) -> Kind | None:
    """Which kind of source writes such a record, told from its keys."""
    if record.get("format") == FORMAT:
        return Kind.LINES
    if "ma_thu_tuc" in record or "cach_thuc_thuc_hien" in record:
        return Kind.CRAWL
    if "ten_thu_tuc" in record and "linh_vuc" in record:
        return Kind.CRAWL
    if isinstance(record.get("metadata"), dict) and (
        "tables" in record or "thu_tuc_id" in record
    ):
        return Kind.STRUCTURED
    return None


def read_record(record: Mapping[str, Any], kind: Kind, where: str) -> Published:
    """The procedure a JSON record prints."""
    reader = {
        Kind.CRAWL: read_crawl,
        Kind.STRUCTURED: read_structured,
        Kind.LINES: read_line,
    }[kind]
    return reader(record, where)


def read_structured(record: Mapping[str, Any], where: str) -> Published:
    meta, content, tables = (
        _part(record, "metadata"),
        _part(record, "content"),
        _part(record, "tables"),
    )
    code = checked_code(meta.get("mã_thủ_tục") or record.get("thu_tuc_id"))
    title = checked_title(meta.get("tên_thủ_tục"))
    unread: list[str] = []
    decision = short(meta.get("số_quyết_định"), "Số quyết định")
    return Published(
        code=code,
        where=where,
        stated=frozenset(FIELDS) - {"url"},
        title=title,
        field=short(meta.get("lĩnh_vực"), "Lĩnh vực"),
        level=short(meta.get("cấp_thực_hiện"), "Cấp thực hiện"),
        decision=re.sub(r"^Quyết định số\s*", "", decision),
        kind=said(meta.get("loại_thủ_tục")),
        channels=tuple(_structured_channels(tables, unread)),
        components=tuple(_structured_papers(tables)),
        legal_bases=tuple(_structured_bases(tables)),
        results=one(said(content.get("kết_quả_thực_hiện"))),
        agencies=one(said(content.get("cơ_quan_thực_hiện"))),
        unread=tuple(unread),
    )


def _structured_channels(
    tables: Mapping[str, Any], unread: list[str]
) -> list[ChannelRow]:
    rows = []
    for row in _rows(tables, "hinh_thuc_nop"):
        channel = _channel_of(_string(row.get("hinh_thuc")))
        if channel is None:
            unread.append(f"Hình thức nộp lạ: “{str(row.get('hinh_thuc', ''))[:80]}”")
            continue
        rows.append(
            _channel(
                channel,
                _string(row.get("thoi_han_giai_quyet")),
                _string(row.get("phi_le_phi")),
                _string(row.get("mo_ta")),
            )
        )
    return rows


def _channel_of(text: str) -> str | None:
    """The one channel a cell names ("Qua bưu chính công ích"); None for none or two."""
    words = fold(text)
    named = [
        channel for channel, signs in _SIGNS.items() if any(w in words for w in signs)
    ]
    return named[0] if len(named) == 1 else None


def _structured_papers(tables: Mapping[str, Any]) -> list[ComponentRow]:
    papers = []
    for row in _rows(tables, "thanh_phan_ho_so"):
        name = said(row.get("ten_giay_to"))
        if not name:
            continue
        note = _string(row.get("ghi_chu"))
        papers.append(
            ComponentRow(
                name=name,
                form=said(row.get("so_luong")),  # the form's file stands in this column
                originals=_count(note, "Bản chính"),
                copies=_count(note, "Bản sao"),
            )
        )
    return papers


def _structured_bases(tables: Mapping[str, Any]) -> list[BasisRow]:
    bases = []
    for row in _rows(tables, "can_cu_phap_ly"):
        title, symbol = said(row.get("trich_yeu")), said(row.get("so_ky_hieu"))
        if title or symbol:
            bases.append(BasisRow(bare_symbol(symbol), title))
    return bases


def _count(note: str, word: str) -> int | None:
    match = re.search(rf"{word}\s*:\s*(\d{{1,4}})(?!\d)", note)
    return int(match[1]) if match else None


def read_line(record: Mapping[str, Any], where: str) -> Published:
    code, title = checked_code(record.get("code")), checked_title(record.get("title"))
    return Published(
        code=code,
        where=where,
        stated=frozenset(name for name in FIELDS if name in record),
        title=title,
        field=short(record.get("field"), "Lĩnh vực"),
        level=short(record.get("level"), "Cấp thực hiện"),
        decision=short(record.get("decision"), "Số quyết định"),
        body=short(record.get("body"), "Cơ quan ban hành"),
        kind=said(record.get("kind")),
        channels=tuple(_line_channel(row) for row in _rows(record, "channels")),
        components=tuple(_line_paper(row) for row in _rows(record, "components")),
        legal_bases=tuple(
            BasisRow(said(row.get("symbol")), said(row.get("title")))
            for row in _rows(record, "legal_bases")
        ),
        results=_strings(record, "results"),
        agencies=_strings(record, "agencies"),
        url=said(record.get("url")),
    )


def _line_channel(row: Mapping[str, Any]) -> ChannelRow:
    channel = _string(row.get("channel"))
    if channel not in CHANNELS.values():
        raise RecordRefused(f"Hình thức nộp lạ: “{channel[:60]}”")
    return _channel(
        channel,
        _string(row.get("limit_text")),
        _string(row.get("fee_text")),
        _string(row.get("note")),
    )


def _line_paper(row: Mapping[str, Any]) -> ComponentRow:
    numbers = {}
    for key in ("originals", "copies"):
        value = row.get(key)
        if value is not None and (type(value) is not int or not 0 <= value < 10_000):
            raise RecordRefused(f"Số bản không phải số: “{str(value)[:40]}”")
        numbers[key] = value
    return ComponentRow(
        name=checked_name(row.get("name")),
        form=said(row.get("form")),
        group=said(row.get("group")),
        **numbers,
    )


def checked_name(value: object) -> str:
    name = said(value)
    if not name:
        raise RecordRefused("Một thành phần hồ sơ không có tên")
    return name


def read_row(cells: Mapping[str, str], where: str) -> Published:
    """One row of a portal export; several agencies stand in one cell, a line each."""
    code, title = checked_code(cells.get("code", "")), checked_title(cells.get("title"))
    agencies = [said(line) for line in cells.get("agencies", "").splitlines()]
    return Published(
        code=code,
        where=where,
        stated=frozenset(cells) & frozenset(FIELDS),
        title=title,
        field=short(cells.get("field"), "Lĩnh vực"),
        level=short(cells.get("level"), "Cấp thực hiện"),
        decision=short(cells.get("decision"), "Số quyết định"),
        body=short(cells.get("body"), "Cơ quan ban hành"),
        agencies=tuple(agency for agency in agencies if agency),
    )


def _channel(channel: str, limit: str, fee: str, note: str) -> ChannelRow:
    value, unit = read_limit(limit)
    return ChannelRow(channel, limit, fee, note, value, unit)


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _part(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = record.get(key)
    if part is None:
        return {}
    if not isinstance(part, dict):
        raise RecordRefused(f"Phần “{key}” không đúng dạng")
    return part


def _rows(tables: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    rows = tables.get(key)
    if rows is None:
        return []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RecordRefused(f"Bảng “{key}” không đúng dạng")
    return rows


def _strings(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = record.get(key, [])
    if not isinstance(values, list):
        raise RecordRefused(f"Trường “{key}” không phải danh sách")
    return tuple(text for text in (said(value) for value in values) if text)
