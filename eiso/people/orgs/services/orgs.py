"""Agencies come, are renamed, merge, split and end; nothing of the past is rewritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from eiso.base import moment
from eiso.base.errors import Conflict, NotReady
from eiso.base.text.folding import fold, squash
from eiso.base.trail import services as trail
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.orgs import rules
from eiso.people.orgs.choices import AliasKind, SuccessionKind
from eiso.people.orgs.models import Org, OrgAlias, OrgSuccession
from eiso.people.orgs.services.closing import close_org
from eiso.people.orgs.services.writing import save_new


@dataclass(frozen=True)
class OrgFacts:
    """What makes an agency; `symbol` becomes part of its path and never changes."""

    symbol: str
    name: str
    kind: str = "peoples_committee"
    level: str = "commune"
    short_name: str = ""
    area_code: str = ""


@transaction.atomic
def create_org(
    *, by: User, facts: OrgFacts, parent: Org | None, valid_from: dt.date
) -> Org:
    """Found an agency under its parent (None: at the top), from a day."""
    require(by, Perm.MANAGE_ORGS, parent)
    org = _new_org(facts, parent, valid_from)
    trail.record(
        by=by,
        verb="orgs.org.created",
        target=org,
        scope=org.path,
        data={"name": org.name, "symbol": org.symbol, "from": valid_from},
    )
    return org


@transaction.atomic
def rename_org(
    *, by: User, org: Org, name: str, on: dt.date, legal_basis: str = ""
) -> Org:
    """Give an agency a new name from a day not in the future; the old one stays known."""
    require(by, Perm.MANAGE_ORGS, org)
    new, old = squash(name), org.name
    if not new or new == old:
        raise NotReady("Chưa đổi tên được. Tên mới trống hoặc như cũ. Gõ tên mới.")
    if on > moment.today():
        raise NotReady(
            "Chưa đổi tên được. Ngày đổi tên còn ở phía trước. Ghi vào đúng ngày đó."
        )
    words = fold(f"{new} {org.search_text}")[:600]
    changed = Org.objects.filter(pk=org.pk, name=old).update(
        name=new, search_text=words
    )
    if changed != 1:
        raise Conflict(
            "Chưa đổi tên được. Có người vừa đổi tên cơ quan này. Mở lại trang."
        )
    last_day = on - dt.timedelta(days=1)
    alias = OrgAlias(org=org, kind=AliasKind.NAME, text=old, valid_to=last_day)
    save_new(alias, "Chưa đổi tên được.")
    org.name, org.search_text = new, words
    trail.record(
        by=by,
        verb="orgs.org.renamed",
        target=org,
        scope=org.path,
        data={"old": old, "new": new, "on": on, "basis": legal_basis},
    )
    return org


@transaction.atomic
def add_alias(
    *, by: User, org: Org, kind: AliasKind, text: str, valid_from: dt.date | None = None
) -> OrgAlias:
    """Let an agency also be found by another code ("H48.53", "000.00.53.H48")."""
    require(by, Perm.MANAGE_ORGS, org)
    alias = OrgAlias(org=org, kind=kind, text=squash(text), valid_from=valid_from)
    save_new(alias, "Chưa ghi được mã.")
    words = fold(f"{org.search_text} {alias.text}")[:600]
    Org.objects.filter(pk=org.pk).update(search_text=words)
    trail.record(
        by=by,
        verb="orgs.org.alias_added",
        target=org,
        scope=org.path,
        data={"kind": kind.value, "text": alias.text, "from": valid_from},
    )
    return alias


@transaction.atomic
def merge_orgs(
    *, by: User, formers: Sequence[Org], into: OrgFacts, on: dt.date, legal_basis: str
) -> Org:
    """From `on`, one new agency in place of several siblings, which end the day before."""
    parents = {former.parent_id for former in formers}
    if len({former.pk for former in formers}) < 2 or len(parents) != 1:
        raise NotReady(
            "Chưa sáp nhập được. Cần ít nhất hai cơ quan cùng cấp trên. Chọn lại."
        )
    parent = formers[0].parent
    require(by, Perm.MANAGE_ORGS, parent)
    heir = _new_org(into, parent, on)
    for former in formers:
        close_org(by=by, org=former, last_day=on - dt.timedelta(days=1))
        _succeed(former, heir, SuccessionKind.MERGED, on, legal_basis)
    trail.record(
        by=by,
        verb="orgs.org.merged",
        target=heir,
        scope=heir.path,
        data={"formers": [f.symbol for f in formers], "on": on, "basis": legal_basis},
    )
    return heir


@transaction.atomic
def split_org(
    *, by: User, former: Org, into: Sequence[OrgFacts], on: dt.date, legal_basis: str
) -> list[Org]:
    """From `on`, several new agencies in place of one; the first takes the main part."""
    require(by, Perm.MANAGE_ORGS, former.parent)
    if len(into) < 2:
        raise NotReady("Chưa chia được. Cần ít nhất hai cơ quan mới. Thêm cơ quan.")
    close_org(by=by, org=former, last_day=on - dt.timedelta(days=1))
    heirs = [_new_org(facts, former.parent, on) for facts in into]
    for heir in heirs:
        kind = SuccessionKind.SPLIT
        _succeed(former, heir, kind, on, legal_basis, is_main=heir is heirs[0])
    trail.record(
        by=by,
        verb="orgs.org.split",
        target=former,
        scope=former.path,
        data={"heirs": [h.symbol for h in heirs], "on": on, "basis": legal_basis},
    )
    return heirs


@transaction.atomic
def end_org(*, by: User, org: Org, on: dt.date, legal_basis: str) -> Org:
    """Let an agency end after `on` with nobody in its place."""
    require(by, Perm.MANAGE_ORGS, org.parent)
    close_org(by=by, org=org, last_day=on)
    trail.record(
        by=by,
        verb="orgs.org.ended",
        target=org,
        scope=org.path,
        data={"on": on, "basis": legal_basis},
    )
    return org


def _new_org(facts: OrgFacts, parent: Org | None, valid_from: dt.date) -> Org:
    if not rules.is_symbol(facts.symbol):
        raise NotReady(
            f"Chưa lập được cơ quan. Mã “{facts.symbol}” có ký tự không dùng được. "
            "Chỉ dùng chữ không dấu, số, chấm, gạch.",
            fields={"symbol": "Chỉ dùng chữ không dấu, số, chấm, gạch."},
        )
    if parent is not None and not parent.is_in_force(valid_from):
        raise NotReady(
            f"Chưa lập được cơ quan. {parent} không còn hoặc chưa hoạt động vào ngày "
            f"{valid_from:%d/%m/%Y}. Chọn cơ quan cấp trên khác."
        )
    org = Org(
        symbol=facts.symbol,
        name=squash(facts.name),
        short_name=squash(facts.short_name),
        kind=facts.kind,
        level=facts.level,
        area_code=facts.area_code,
        parent=parent,
        path=rules.child_path(parent.path if parent else "", facts.symbol),
        search_text=fold(f"{facts.name} {facts.symbol} {facts.area_code}")[:600],
        valid_from=valid_from,
    )
    return save_new(org, "Chưa lập được cơ quan.")


def _succeed(
    former: Org,
    heir: Org,
    kind: SuccessionKind,
    on: dt.date,
    legal_basis: str,
    *,
    is_main: bool = True,
) -> None:
    row = OrgSuccession(
        former=former,
        successor=heir,
        kind=kind,
        is_main=is_main,
        on=on,
        legal_basis=legal_basis,
    )
    save_new(row, "Chưa ghi được cơ quan kế tiếp.")
