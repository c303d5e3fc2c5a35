"""The tables that join the two eras: who took over from whom on 01/07/2025."""

from __future__ import annotations

from collections import Counter

from eiso.people.orgs import rules
from eiso.people.orgs.choices import SuccessionKind
from eiso.people.orgs.models import Org, OrgSuccession
from eiso.people.orgs.services.import_lists import province_now, province_then
from eiso.people.orgs.services.import_sheet import TWO_TIER, AreaFacts, Sheet

Pair = tuple[str, str]


class Joins:
    """Successions of one table, compared with those already there."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.known = {
            (row.former.symbol, row.successor.symbol): row
            for row in OrgSuccession.objects.select_related("former", "successor")
        }
        self.new: dict[Pair, OrgSuccession] = {}
        self.touched: list[OrgSuccession] = []

    def put(
        self, former: Org, heir: Org, kind: SuccessionKind, *, is_main: bool
    ) -> str:
        pair = (former.symbol, heir.symbol)
        row = self.known.get(pair)
        if row is None:
            self.new[pair] = OrgSuccession(
                former=former, successor=heir, kind=kind, is_main=is_main, on=TWO_TIER
            )
            return "created"
        if (row.kind, row.is_main) == (kind, is_main):
            return "unchanged"
        row.kind, row.is_main = kind, is_main
        self.touched.append(row)
        self.sheet.changes.append(f"{pair[0]} → {pair[1]}: {kind.value}")
        return "updated"

    def flush(self) -> None:
        self.sheet.flush()
        for row in self.new.values():
            row.former, row.successor = row.former, row.successor
        OrgSuccession.objects.bulk_create(self.new.values(), batch_size=1000)
        OrgSuccession.objects.bulk_update(self.touched, ["kind", "is_main"])


def import_province_map(sheet: Sheet) -> None:
    """One row is one province of 63 and the one of 34 that took it over."""
    joins = Joins(sheet)
    into = Counter(row["new_code"] for _, row in sheet.file.rows)
    seen: set[str] = set()
    for line, row in sheet.file.rows:
        old, new = row["old_code"], row["new_code"]
        if not (
            sheet.is_code(line, old, 2, "tỉnh cũ")
            and sheet.is_code(line, new, 2, "tỉnh mới")
        ):
            continue
        if old in seen:
            sheet.refuse(line, f"Tỉnh cũ mã {old} đã có ở dòng trước của tệp này.")
            continue
        seen.add(old)
        former = sheet.need(province_then(old, row["old_name"]), None)
        heir = sheet.need(province_now(new, row["new_name"]), None)
        _note_name(sheet, heir, row["new_name"])
        kind = _whole(row["old_name"], row["new_name"], into[new])
        sheet.tally[joins.put(former, heir, kind, is_main=True)] += 1
    joins.flush()


def import_commune_map(sheet: Sheet) -> None:
    """One row is one old ward and one commune that took it over, wholly or in part."""
    joins = Joins(sheet)
    into = Counter(row["new_ward_code"] for _, row in sheet.file.rows)
    by_name = _by_name(sheet)
    for line, row in sheet.file.rows:
        former = sheet.orgs.get(f"W{row['old_ward_code']}")
        heir = _heir(sheet, row, by_name)
        pair = (former.symbol, heir.symbol) if former and heir else None
        if former is None or heir is None:
            missing = "đơn vị cũ" if former is None else "đơn vị mới"
            code = row["old_ward_code"] if former is None else row["new_ward_code"]
            sheet.refuse(
                line, f"Chưa có {missing} mã {code}. Nhập danh mục có mã này trước."
            )
        elif row["kind"] not in {"whole", "split"}:
            sheet.refuse(
                line, f"Cách chuyển “{row['kind']}” không phải whole hay split."
            )
        elif pair in joins.new:
            sheet.refuse(line, "Cặp mã này đã có ở dòng trước của tệp này.")
        else:
            _note_name(sheet, heir, row["new_ward"])
            count = into[row["new_ward_code"]]
            kind = (
                SuccessionKind.SPLIT
                if row["kind"] == "split"
                else _whole(row["old_ward"], row["new_ward"], count)
            )
            main = row["is_default_target"] == "1"
            sheet.tally[joins.put(former, heir, kind, is_main=main)] += 1
    joins.flush()
    _warn_names(sheet)
    _warn_unjoined(sheet)


def _whole(old_name: str, new_name: str, how_many: int) -> SuccessionKind:
    if how_many > 1:
        return SuccessionKind.MERGED
    if rules.spelling_key(old_name) == rules.spelling_key(new_name):
        return SuccessionKind.CONTINUED
    return SuccessionKind.RENAMED


def _by_name(sheet: Sheet) -> dict[tuple[str, str], list[Org]]:
    """Communes of today by name and province, both spellings alike."""
    provinces = {o.pk: o for o in sheet.orgs.values() if o.level == "province"}
    found: dict[tuple[str, str], list[Org]] = {}
    for org in sheet.orgs.values():
        if org.symbol.startswith("C") and org.parent_id in provinces:
            above = rules.spelling_key(provinces[org.parent_id].short_name)
            found.setdefault((rules.spelling_key(org.short_name), above), []).append(
                org
            )
    return found


def _heir(
    sheet: Sheet, row: dict[str, str], by_name: dict[tuple[str, str], list[Org]]
) -> Org | None:
    """By code; when the sources differ in one code, by the only such name there."""
    code = row["new_ward_code"]
    org = sheet.orgs.get(f"C{code}")
    if org is not None:
        return org
    key = (rules.spelling_key(row["new_ward"]), rules.spelling_key(row["new_province"]))
    same = by_name.get(key, [])
    if len(same) != 1:
        return None
    warning = (
        f"{row['new_ward']} ({row['new_province']}): bảng chuyển đổi ghi mã {code}, "
        f"danh mục ghi {same[0].area_code}. Nhận theo danh mục, giữ mã kia làm mã khác."
    )
    if warning not in sheet.warnings:
        sheet.warnings.append(warning)
        sheet.other_code(same[0], code)
    return same[0]


def _note_name(sheet: Sheet, heir: Org, name: str) -> None:
    """A name of 01/07/2025 that differs by more than where the tone mark stands."""
    here, there = rules.spelling_key(heir.short_name), rules.spelling_key(name)
    if here == there:
        if heir.short_name.lower() != name.lower():
            sheet.other_spellings.add(heir.symbol)
        return
    old = AreaFacts("", "", name, "").committee
    if heir.symbol not in sheet.renamed:
        sheet.renamed[heir.symbol] = f"{old} → {heir.name}"
        sheet.former_name(heir, old)


def _warn_names(sheet: Sheet) -> None:
    if sheet.other_spellings:
        sheet.warnings.append(
            f"{len(sheet.other_spellings)} tên chỉ khác chỗ đặt dấu (Hoà/Hòa): "
            "giữ cách viết của danh mục, tìm được bằng cả hai."
        )
    if sheet.renamed:
        sheet.warnings.append(
            f"{len(sheet.renamed)} tên đã đổi sau 01/7/2025, tên cũ được giữ: "
            f"{'; '.join(sheet.renamed.values())}."
        )


def _warn_unjoined(sheet: Sheet) -> None:
    """Communes of today that no old unit leads to: the table leaves them out."""
    joined = set(
        OrgSuccession.objects.values_list("successor__symbol", flat=True).distinct()
    )
    alone = [
        org.short_name
        for symbol, org in sorted(sheet.orgs.items())
        if symbol.startswith("C") and symbol not in joined
    ]
    if alone:
        sheet.warnings.append(
            f"{len(alone)} đơn vị hiện nay không có trong bảng chuyển đổi: "
            f"{', '.join(alone[:20])}{'…' if len(alone) > 20 else ''}."
        )
