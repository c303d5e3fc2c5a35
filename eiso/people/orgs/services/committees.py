"""Committees: founded and renewed by decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from eiso.base.errors import NotReady
from eiso.base.text.folding import squash
from eiso.base.trail import services as trail
from eiso.people.access.roles import Perm
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.orgs.choices import CommitteeKind, MemberRole
from eiso.people.orgs.models import Committee, CommitteeMember, Org
from eiso.people.orgs.services.writing import close, end_one, save_new


@dataclass(frozen=True)
class Founding:
    """The decision: number, its day, and from when the committee works."""

    decision: str
    decided_on: dt.date
    valid_from: dt.date


@dataclass(frozen=True)
class Seat:
    """One member as the decision names them."""

    user: User
    role: MemberRole = MemberRole.MEMBER
    duty: str = ""


@transaction.atomic
def found_committee(
    *,
    by: User,
    org: Org,
    kind: CommitteeKind,
    name: str,
    founding: Founding,
    seats: Sequence[Seat],
) -> Committee:
    """Set up a committee with its members by a decision."""
    require(by, Perm.MANAGE_ORGS, org)
    return _found(by, Committee(org=org, kind=kind, name=squash(name)), founding, seats)


@transaction.atomic
def renew_committee(
    *, by: User, committee: Committee, founding: Founding, seats: Sequence[Seat]
) -> Committee:
    """Kiện toàn: the old membership ends, the committee goes on under a new decision."""
    require(by, Perm.MANAGE_ORGS, committee)
    last_day = founding.valid_from - dt.timedelta(days=1)
    end_one(committee, last_day, "Chưa kiện toàn được.")
    close(CommitteeMember.objects.filter(committee=committee), last_day)
    renewed = Committee(
        org=committee.org,
        kind=committee.kind,
        name=committee.name,
        previous=committee,
    )
    return _found(by, renewed, founding, seats)


def _found(
    by: User, committee: Committee, founding: Founding, seats: Sequence[Seat]
) -> Committee:
    _check_seats(seats)
    committee.decision = squash(founding.decision)
    committee.decided_on = founding.decided_on
    committee.valid_from = founding.valid_from
    save_new(committee, "Chưa lập được ban.")
    for seat in seats:
        member = CommitteeMember(
            committee=committee,
            user=seat.user,
            role=seat.role,
            duty=squash(seat.duty),
            valid_from=founding.valid_from,
        )
        save_new(member, "Chưa ghi được thành viên.")
    renewed = committee.previous is not None
    trail.record(
        by=by,
        verb="orgs.committee.renewed" if renewed else "orgs.committee.founded",
        target=committee,
        scope=committee.org.path,
        data={
            "decision": committee.decision,
            "decided_on": founding.decided_on,
            "members": [[seat.user.username, str(seat.role)] for seat in seats],
        },
    )
    return committee


def _check_seats(seats: Sequence[Seat]) -> None:
    people = [seat.user.pk for seat in seats]
    if len(set(people)) != len(people):
        raise NotReady("Chưa lập được ban. Có người ghi hai lần. Bỏ bớt một dòng.")
    if sum(seat.role == MemberRole.CHAIR for seat in seats) != 1:
        raise NotReady("Chưa lập được ban. Cần đúng một Trưởng ban. Xem lại danh sách.")
