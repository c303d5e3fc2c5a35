"""One record of the portal's crawl, its tables flattened to text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from eiso.plan.procedures.readers.catalogue.channels import closed_up, split, swallowed
from eiso.plan.procedures.readers.catalogue.papers import read_bases, read_papers
from eiso.plan.procedures.readers.catalogue.published import (
    BasisRow,
    ChannelRow,
    Published,
    checked_code,
    checked_title,
    one,
    said,
    short,
    text_of,
)

_RESULT_CODE = re.compile(r"Mã: ?(?:[A-Za-z0-9][A-Za-z0-9.\-]*\d\.*)?")
_CHROME = re.compile(
    r"Từ khóa(?=Không có thông tin|.{0,400}?Mô tả)|Mô tảKhông có thông tin"
    r"|Chọn cơ quan thực hiện|Nộp hồ sơ\Z",
    re.DOTALL,
)


def read_crawl(record: Mapping[str, Any], where: str) -> Published:
    code = checked_code(record.get("ma_thu_tuc"))
    title = checked_title(record.get("ten_thu_tuc"))
    stated = {name for name, key in _CRAWL_KEYS.items() if key in record}
    unread: list[str] = []
    channels, rest = _crawl_channels(text_of(record, "cach_thuc_thuc_hien"))
    if rest:
        unread.append(f"Cách thức thực hiện, phần không đọc được: “{rest[:160]}”")
    papers, rest = read_papers(text_of(record, "thanh_phan_ho_so"))
    if rest:
        unread.append(f"Thành phần hồ sơ, phần không thành dòng: “{rest[:160]}”")
    return Published(
        code=code,
        where=where,
        stated=frozenset(stated),
        title=title,
        field=short(record.get("linh_vuc"), "Lĩnh vực"),
        level=short(record.get("cap_thuc_hien"), "Cấp thực hiện"),
        decision=short(record.get("so_quyet_dinh"), "Số quyết định"),
        kind=said(record.get("loai_thu_tuc")),
        channels=tuple(channels),
        components=tuple(papers),
        legal_bases=tuple(_crawl_bases(text_of(record, "can_cu_phap_ly"))),
        results=tuple(_results(text_of(record, "ket_qua_xu_ly"))),
        agencies=one(said(record.get("co_quan_thuc_hien"))),
        url=said(record.get("detail_url")),
        unread=tuple(unread),
    )


_CRAWL_KEYS = {
    "title": "ten_thu_tuc",
    "field": "linh_vuc",
    "level": "cap_thuc_hien",
    "decision": "so_quyet_dinh",
    "kind": "loai_thu_tuc",
    "channels": "cach_thuc_thuc_hien",
    "components": "thanh_phan_ho_so",
    "legal_bases": "can_cu_phap_ly",
    "results": "ket_qua_xu_ly",
    "agencies": "co_quan_thuc_hien",
    "url": "detail_url",
}


def _crawl_channels(text: str) -> tuple[list[ChannelRow], str]:
    """Letters as they are; only a text nobody can read is tried again in NFC."""
    if not said(text):
        return [], ""
    rows, rest = split(text)
    if rest:
        again, still = split(unicodedata.normalize("NFC", text))
        if len(again) > len(rows) or len(still) < len(rest):
            rows, rest = again, still
    if not rows:
        apart, still = split(closed_up(unicodedata.normalize("NFC", text)))
        if apart and not still:
            rows, rest = apart, ""
    return rows, rest or swallowed(rows)


def _crawl_bases(text: str) -> list[BasisRow]:
    table, _, _ = text.partition("Không có thông tinCơ quan thực hiện")
    return read_bases(unicodedata.normalize("NFC", table)) if said(table) else []


def _results(text: str) -> list[str]:
    """Names of the results, without their codes and without the page around them."""
    chrome = _CHROME.search(text)
    names = _RESULT_CODE.split(text[: chrome.start()] if chrome else text)
    return [name for name in (said(piece.strip(" .…")) for piece in names) if name]
