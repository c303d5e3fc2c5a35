"""The lists themselves: provinces and communes of today, three levels before."""

from __future__ import annotations

from eiso.people.orgs.models import Org
from eiso.people.orgs.services.import_sheet import (
    THREE_TIER_END,
    AreaFacts,
    Sheet,
)


def province_now(code: str, full_name: str) -> AreaFacts:
    return AreaFacts(f"P{code}", code, full_name, "province")


def province_then(code: str, full_name: str) -> AreaFacts:
    return AreaFacts(f"P{code}-2025", code, full_name, "province", None, THREE_TIER_END)


def import_provinces(sheet: Sheet) -> None:
    """One row is one province or city of today."""
    seen: set[str] = set()
    for line, row in sheet.file.rows:
        if not _fresh(sheet, line, row["code"], 2, row["full_name"], seen):
            continue
        facts = province_now(row["code"], row["full_name"])
        sheet.tally[sheet.put(facts, None)] += 1
    sheet.flush()


def import_communes(sheet: Sheet) -> None:
    """One row is one commune, ward or special zone of today, under its province."""
    seen: set[str] = set()
    for line, row in sheet.file.rows:
        code = row["code"]
        if not sheet.is_code(line, row["province_code"], 2, "tỉnh"):
            continue
        if not _fresh(sheet, line, code, 5, row["full_name"], seen):
            continue
        above = province_now(row["province_code"], row["province_full_name"])
        facts = AreaFacts(f"C{code}", code, row["full_name"], "commune")
        parent = sheet.need(above, None)
        known = sheet.orgs.get(facts.symbol)
        if known is not None and known.path != f"{parent.path}{facts.symbol}/":
            sheet.refuse(
                line,
                f"{row['full_name']} (mã {code}) đang thuộc tỉnh khác. "
                "Chuyển tỉnh cần một quyết định, không nhập bằng danh mục.",
            )
            continue
        sheet.tally[sheet.put(facts, parent)] += 1
    sheet.flush()


def import_before(sheet: Sheet) -> None:
    """One row is one ward of the three-level era, or a district that had none."""
    seen: set[str] = set()
    empty: list[str] = []
    for line, row in sheet.file.rows:
        ward, district = row["ward_code"], row["district_code"]
        if not sheet.is_code(line, row["province_code"], 2, "tỉnh"):
            continue
        if not sheet.is_code(line, district, 3, "huyện"):
            continue
        if ward:
            if _fresh(sheet, line, ward, 5, row["ward"], seen):
                parent = _district(sheet, row)
                facts = _then(f"W{ward}", ward, row["ward"], "commune")
                sheet.tally[sheet.put(facts, parent)] += 1
            continue
        known = f"D{district}" in sheet.orgs
        _district(sheet, row)
        sheet.tally["unchanged" if known else "created"] += 1
        empty.append(row["district"])
    if empty:
        sheet.warnings.append(
            f"{len(empty)} huyện không có đơn vị cấp xã trong danh mục: "
            f"{', '.join(empty)}."
        )
    sheet.flush()


def _district(sheet: Sheet, row: dict[str, str]) -> Org:
    province = sheet.need(province_then(row["province_code"], row["province"]), None)
    code = row["district_code"]
    return sheet.need(_then(f"D{code}", code, row["district"], "district"), province)


def _then(symbol: str, code: str, name: str, level: str) -> AreaFacts:
    return AreaFacts(symbol, code, name, level, None, THREE_TIER_END)


def _fresh(
    sheet: Sheet, line: int, code: str, digits: int, name: str, seen: set[str]
) -> bool:
    """A row worth reading: a whole code, a name, and not twice in this file."""
    if not sheet.is_code(line, code, digits, "địa bàn"):
        return False
    if not name:
        sheet.refuse(line, f"Mã {code} không có tên.")
        return False
    if code in seen:
        sheet.refuse(line, f"Mã {code} ({name}) đã có ở dòng trước của tệp này.")
        return False
    seen.add(code)
    return True
