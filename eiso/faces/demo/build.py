"""Build the demo province, through the services and in one go; deterministic.

One transaction: a killed build leaves an empty home, and the next start builds again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from eiso.base import moment
from eiso.base.errors import NotReady
from eiso.base.messages import services as messages
from eiso.base.messages.models import Message
from eiso.base.trail import jobs as trail_jobs
from eiso.faces.demo import hours, issuing, staffing
from eiso.faces.demo.staffing import DATA, OPENED_ON, Cast
from eiso.people.accounts.models import User
from eiso.people.orgs.choices import AliasKind
from eiso.people.orgs.models import Org
from eiso.people.orgs.services import orgs
from eiso.people.orgs.services.imports import import_orgs
from eiso.plan.procedures.models.procedures import Procedure
from eiso.plan.procedures.services.catalogue import Incoming, import_catalogue

Say = Callable[[str], None]
OPENING = timezone.make_aware(dt.datetime.combine(OPENED_ON, dt.time(8)))
"""When the demo's agencies begin: two-tier local government."""


def marker() -> Path:
    """The file that says a demo stands here, and who to sign in as."""
    return Path(settings.EISO_HOME) / "demo.json"


def sign_ins() -> list[dict[str, str]]:
    """Who to enter as and what each comes for; empty before a build."""
    file = marker()
    if not file.exists():
        return []
    return json.loads(file.read_text(encoding="utf-8"))["sign_ins"]


def ensure_built(say: Say) -> bool:
    """Build if absent; True when something was built.

    Raises NotReady in a home that already holds real agencies: they are never mixed.
    """
    if marker().exists():
        return False
    if Org.objects.exists():
        raise NotReady(
            "Thư mục dữ liệu này đã có cơ quan thật nên không dựng bản trình diễn vào. "
            "Đặt EISO_HOME sang một thư mục khác rồi chạy lại."
        )
    with transaction.atomic():
        cast = build(say)
    say("Niêm phong nhật ký")
    trail_jobs.seal_now()
    _write_marker(cast)
    return True


def build(say: Say) -> Cast:
    """Everything of the demo; the caller holds the transaction."""
    plan = staffing.plan()
    by = User.objects.machine()
    cast = Cast({}, {}, {})
    with moment.at(OPENING):
        say("Dựng cơ quan, vị trí, con người")
        agencies = _agencies(by, plan["province"])
        for symbol, kind in _staffed(plan["province"]):
            _staff(by, agencies[symbol], plan["staff"][kind], cast)
        say("Nhập danh mục thủ tục hành chính")
        file = DATA / "tthc.jsonl"
        import_catalogue(by=by, incoming=[Incoming(file.name, file.read_bytes())])
    for symbol, planned in plan["hours"].items():
        hours.set_hours(agencies[symbol], planned, cast)
    for symbol, planned in plan["procedures"].items():
        org = agencies[symbol]
        say(f"Viết và ban hành quy trình: {org.name}")
        issuing.write_all(org, planned, plan["chains"][planned["chain"]], cast)
    _read_old_mail()
    say(f"{Procedure.objects.count()} quy trình")
    return cast


def _read_old_mail() -> None:
    """People read what came in; only the last two weeks' messages are still new."""
    fresh = moment.now() - dt.timedelta(days=14)
    for message in Message.objects.filter(written_at__lt=fresh).select_related("user"):
        with moment.at(message.written_at + dt.timedelta(hours=3)):
            messages.mark_read(user=message.user, code=message.code)


def _agencies(by: User, planned: dict[str, Any]) -> dict[str, Org]:
    import_orgs(
        by=by, paths=[DATA / "provinces.csv", DATA / "communes.csv"], dry_run=False
    )
    province = Org.objects.get(symbol=planned["symbol"])
    orgs.add_alias(by=by, org=province, kind=AliasKind.SYMBOL, text=planned["alias"])
    staffing.found_offices(by, province, planned["offices"])
    return {org.symbol: org for org in Org.objects.all()}


def _staffed(planned: dict[str, Any]) -> list[tuple[str, str]]:
    offices = [
        (office["symbol"], office["staffed"])
        for office in planned["offices"]
        if "staffed" in office
    ]
    return [*offices, *planned["communes"]["staffed"].items()]


def _staff(by: User, org: Org, planned: dict[str, Any], cast: Cast) -> None:
    staffing.staff(by, org, planned["units"], cast)
    today = moment.today()  # people are away now, not when the house opened
    staffing.stand_in(by, org, planned.get("delegations", []), cast, today)
    if "committee" in planned:
        staffing.found_committee(by, org, planned["committee"], cast)


def _write_marker(cast: Cast) -> None:
    rows = [
        {
            "username": username,
            "name": cast.people[username].full_name,
            "shows": what,
        }
        for username, what in cast.shows.items()
    ]
    draft = marker().with_suffix(".new")
    draft.write_text(json.dumps({"sign_ins": rows}, ensure_ascii=False), "utf-8")
    draft.replace(marker())
