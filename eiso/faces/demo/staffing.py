"""The demo's agencies, units, posts and people, set up through the services of orgs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from eiso.people.access.services import create_user, grant_role
from eiso.people.accounts.models import User
from eiso.people.orgs.choices import CommitteeKind, MemberRole
from eiso.people.orgs.models import Appointment, Org, Post
from eiso.people.orgs.rules import Term
from eiso.people.orgs.services import appointments, committees, orgs, posts
from eiso.people.orgs.services.appointments import AppointmentFacts
from eiso.people.orgs.services.committees import Founding, Seat
from eiso.people.orgs.services.orgs import OrgFacts
from eiso.people.orgs.services.posts import PostFacts, UnitFacts

DATA = Path(__file__).parent / "data"
OPENED_ON = dt.date(2025, 7, 1)
"""Two-tier local government began (domain 4.9): every post of the demo starts here."""

MEMBER_ROLES = {
    "Trưởng ban": MemberRole.CHAIR,
    "Phó Trưởng ban": MemberRole.DEPUTY,
    "Thư ký": MemberRole.SECRETARY,
}


def plan() -> dict[str, Any]:
    """The written plan of the demo province (data/province.yaml)."""
    text = (DATA / "province.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


@dataclass
class Cast:
    """Who was made: people by user name, posts by agency symbol and title."""

    people: dict[str, User]
    posts: dict[tuple[str, str], Post]
    shows: dict[str, str]


def found_offices(by: User, province: Org, offices: list[dict[str, str]]) -> None:
    """The province's departments, under its People's Committee."""
    for office in offices:
        facts = OrgFacts(
            symbol=office["symbol"],
            name=office["name"],
            short_name=office["short_name"],
            kind="department",
            level="province",
        )
        orgs.create_org(by=by, facts=facts, parent=province, valid_from=OPENED_ON)


def staff(by: User, org: Org, units: list[dict[str, Any]], cast: Cast) -> None:
    """Units, posts and the people in them, from the day the agency opened."""
    for position, unit_plan in enumerate(units):
        facts = UnitFacts(
            name=unit_plan["name"], is_leading=position == 0, position=position
        )
        unit = posts.create_unit(by=by, org=org, facts=facts, valid_from=OPENED_ON)
        for place, post_plan in enumerate(unit_plan["posts"]):
            _fill(by, unit, place, post_plan, cast)


def _fill(by: User, unit: Any, place: int, planned: dict[str, Any], cast: Cast) -> None:
    beyond = planned.get("whole_house")
    facts = PostFacts(
        title=planned["title"],
        role="" if beyond else planned["role"],
        is_head=planned.get("head", False),
        position=place,
    )
    post = posts.create_post(by=by, unit=unit, facts=facts, valid_from=OPENED_ON)
    cast.posts[unit.org.symbol, post.title] = post
    if "person" not in planned:
        return
    username, full_name = planned["person"]
    user = create_user(by=by, username=username, full_name=full_name, within=unit.org)
    user.acting_as = f"{post.title}, {unit.name}, {unit.org.name}"
    cast.people[username] = user
    appointments.appoint(
        by=by, post=post, user=user, facts=AppointmentFacts(valid_from=OPENED_ON)
    )
    if beyond:
        grant_role(
            by=by, user=user, role=planned["role"], scope="", valid_from=OPENED_ON
        )
    if "shows" in planned:
        cast.shows[username] = planned["shows"]


def stand_in(
    by: User, org: Org, planned: list[dict[str, Any]], cast: Cast, today: dt.date
) -> None:
    """The absences the plan names, starting today."""
    for absence in planned:
        post = cast.posts[org.symbol, absence["post"]]
        days = Term(today, today + dt.timedelta(days=absence["days"]))
        appointments.delegate(
            by=by,
            appointment=Appointment.objects.get(post=post),
            user=cast.people[absence["to"]],
            days=days,
            reason=absence["reason"],
        )


def found_committee(by: User, org: Org, planned: dict[str, Any], cast: Cast) -> None:
    """The ISO steering committee of an agency."""
    committees.found_committee(
        by=by,
        org=org,
        kind=CommitteeKind.STEERING,
        name=planned["name"],
        founding=Founding(planned["decision"], OPENED_ON, OPENED_ON),
        seats=[
            Seat(user=cast.people[username], role=MEMBER_ROLES[duty])
            for username, duty in planned["members"]
        ],
    )
