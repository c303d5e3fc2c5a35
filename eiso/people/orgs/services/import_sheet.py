"""The work sheet of one imported file: what is there, what is new, what differs."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass

from eiso.base.text.folding import fold
from eiso.people.orgs import rules
from eiso.people.orgs.choices import AliasKind
from eiso.people.orgs.models import Org, OrgAlias
from eiso.people.orgs.readers import UnitFile

TWO_TIER = dt.date(2025, 7, 1)
THREE_TIER_END = dt.date(2025, 6, 30)
# The shipped 2026 lists show the state after Resolutions 30/2026/QH16 and 237/NQ-UBTVQH16.
LISTED = dt.date(2026, 4, 30)


@dataclass(frozen=True)
class AreaFacts:
    """One area of a list; `full_name` as published ("Phường Cẩm Thành")."""

    symbol: str
    area_code: str
    full_name: str
    level: str
    valid_from: dt.date | None = TWO_TIER
    valid_to: dt.date | None = None

    @property
    def committee(self) -> str:
        """ "UBND phường Cẩm Thành": the type of the area in lower case."""
        return f"UBND {self.full_name[:1].lower()}{self.full_name[1:]}"


class Sheet:
    """Collects; `flush` writes in bulk. Counts are of rows of the file."""

    def __init__(self, file: UnitFile) -> None:
        self.file = file
        self.orgs = {org.symbol: org for org in Org.objects.exclude(area_code="")}
        self.new: list[Org] = []
        self.touched: dict[int, Org] = {}
        self.aliases: list[OrgAlias] = []
        self.tally: Counter[str] = Counter()
        self.refused: list[dict[str, str]] = []
        self.warnings: list[str] = []
        self.changes: list[str] = []
        self.other_spellings: set[str] = set()
        self.renamed: dict[str, str] = {}
        self.agencies = 0

    def refuse(self, line: int, reason: str) -> None:
        self.refused.append({"where": f"{self.file.name}:{line}", "reason": reason})

    def counts(self) -> dict[str, int]:
        keys = ("created", "updated", "unchanged")
        return {
            "read": len(self.file.rows),
            **{key: self.tally[key] for key in keys},
            "agencies": self.agencies,
        }

    def symbols_hash(self) -> str:
        """One hash over every agency this file made: a later reader can compare."""
        made = sorted(org.symbol for org in self.new)
        return hashlib.sha256("\n".join(made).encode()).hexdigest()

    def is_code(self, line: int, code: str, digits: int, what: str) -> bool:
        """Refuse a code that is not exactly so many digits."""
        if len(code) == digits and code.isascii() and code.isdigit():
            return True
        self.refuse(
            line,
            f"Mã {what} “{code}” không đủ {digits} chữ số. "
            "Mở tệp dạng chữ để không mất số 0 ở đầu.",
        )
        return False

    def need(self, facts: AreaFacts, parent: Org | None) -> Org:
        """The agency, made if it is missing; never changed."""
        return self.orgs.get(facts.symbol) or self._make(facts, parent)

    def put(self, facts: AreaFacts, parent: Org | None) -> str:
        """The agency as the list says: created, updated or unchanged."""
        org = self.orgs.get(facts.symbol)
        if org is None:
            self._make(facts, parent)
            return "created"
        if org.short_name == facts.full_name:
            return "unchanged"
        self._rename(org, facts)
        return "updated"

    def _make(self, facts: AreaFacts, parent: Org | None) -> Org:
        org = Org(
            symbol=facts.symbol,
            name=facts.committee,
            short_name=facts.full_name,
            kind="peoples_committee",
            level=facts.level,
            area_code=facts.area_code,
            parent=parent,
            path=rules.child_path(parent.path if parent else "", facts.symbol),
            search_text=fold(f"{facts.committee} {facts.area_code} {facts.symbol}"),
            valid_from=facts.valid_from,
            valid_to=facts.valid_to,
        )
        self.orgs[facts.symbol] = org
        self.new.append(org)
        self.agencies += 1
        return org

    def _rename(self, org: Org, facts: AreaFacts) -> None:
        old, old_area = org.name, org.short_name
        self.changes.append(f"{org.symbol}: {old} → {facts.committee}")
        org.name, org.short_name = facts.committee, facts.full_name
        org.search_text = fold(f"{facts.committee} {org.search_text}")[:600]
        if org.pk is not None:
            self.touched[org.pk] = org
        if rules.spelling_key(old_area) != rules.spelling_key(facts.full_name):
            self.former_name(org, old)

    def former_name(self, org: Org, name: str) -> bool:
        """Keep the name of 01/07/2025 until the day before the 2026 lists."""
        known = OrgAlias.objects.filter(org_id=org.pk, kind=AliasKind.NAME, text=name)
        if org.pk is not None and known.exists():
            return False
        self.aliases.append(
            OrgAlias(
                org=org,
                kind=AliasKind.NAME,
                text=name,
                valid_from=TWO_TIER,
                valid_to=LISTED - dt.timedelta(days=1),
            )
        )
        return True

    def other_code(self, org: Org, code: str) -> bool:
        """Keep a differing area code as an alias."""
        if OrgAlias.objects.filter(org=org, kind=AliasKind.AREA, text=code).exists():
            return False
        self.aliases.append(OrgAlias(org=org, kind=AliasKind.AREA, text=code))
        org.search_text = fold(f"{org.search_text} {code}")[:600]
        self.touched[org.pk] = org
        return True

    def flush(self) -> None:
        """Write parents before children, then changes, then aliases."""
        for level in ("province", "district", "commune"):
            rows = [org for org in self.new if org.level == level]
            for org in rows:
                org.parent = org.parent  # takes the key its parent has just been given
            Org.objects.bulk_create(rows, batch_size=1000)
        Org.objects.bulk_update(
            self.touched.values(), ["name", "short_name", "search_text"], batch_size=500
        )
        for alias in self.aliases:
            alias.org = alias.org
        OrgAlias.objects.bulk_create(self.aliases)
