"""When an agency ends, everything dated inside it ends with it, grants included."""

from __future__ import annotations

import datetime as dt

from eiso.base.errors import NotReady
from eiso.base.trail import services as trail
from eiso.people.access.services import withdraw_grant
from eiso.people.accounts.models import User
from eiso.people.orgs.models import (
    Appointment,
    Committee,
    CommitteeMember,
    Delegation,
    Org,
    Post,
    Unit,
)
from eiso.people.orgs.services.writing import close, end_one

REFUSAL = "Chưa kết thúc được."


def close_org(*, by: User, org: Org, last_day: dt.date) -> None:
    """End one agency; refused while a child runs on or something in it begins later."""
    child = org.children.not_over(last_day + dt.timedelta(days=1)).first()
    if child is not None:
        raise NotReady(
            f"{REFUSAL} {org} còn cơ quan trực thuộc: {child}. Xếp cơ quan đó trước."
        )
    end_one(org, last_day, REFUSAL)
    inside = Unit.objects.filter(org=org)
    _end_holdings(by, Appointment.objects.filter(post__unit__org=org), last_day)
    for rows in (
        Post.objects.filter(unit__org=org),
        inside,
        CommitteeMember.objects.filter(committee__org=org),
        Committee.objects.filter(org=org),
    ):
        if rows.filter(valid_from__gt=last_day).exists():
            raise NotReady(
                f"{REFUSAL} {org} có bản ghi bắt đầu sau ngày {last_day:%d/%m/%Y}. "
                "Kết thúc hoặc sửa bản ghi đó trước."
            )
        close(rows, last_day)
    trail.record(
        by=by,
        verb="orgs.org.closed",
        target=org,
        scope=org.path,
        data={"last_day": last_day},
    )


def end_holding(by: User, holding: Appointment, last_day: dt.date) -> None:
    """End one appointment, its grant, and whoever stands in for it, after `last_day`."""
    end_one(holding, last_day, REFUSAL)
    if holding.grant is not None:
        withdraw_grant(by=by, grant=holding.grant, on=last_day)
    after = last_day + dt.timedelta(days=1)
    running = Delegation.objects.filter(appointment=holding).not_over(after)
    for delegation in running.select_related("grant"):
        end_stand_in(by, delegation, last_day)


def end_stand_in(by: User, delegation: Delegation, last_day: dt.date) -> None:
    """End a delegation and the right lent with it."""
    end_one(delegation, last_day, REFUSAL)
    if delegation.grant is not None:
        withdraw_grant(by=by, grant=delegation.grant, on=last_day)


def _end_holdings(by: User, holdings, last_day: dt.date) -> None:  # type: ignore[no-untyped-def]
    for holding in holdings.not_over(last_day + dt.timedelta(days=1)):
        end_holding(by, holding, last_day)
