"""Small records for tests, made straight in the tables: one function a thing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from eiso.people.access.models import Grant
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Appointment, Delegation, Org, Post, Unit
from tests.cast import START


def make_unit(org: Org, name: str = "Phòng Kinh tế", **facts: Any) -> Unit:
    return Unit.objects.create(org=org, name=name, **{"valid_from": START} | facts)


def make_post(unit: Unit, title: str = "Chuyên viên", **facts: Any) -> Post:
    return Post.objects.create(unit=unit, title=title, **{"valid_from": START} | facts)


def make_appointment(post: Post, user: User, **facts: Any) -> Appointment:
    """With the grant of the post's role, as the service gives it."""
    start, end = facts.setdefault("valid_from", START), facts.get("valid_to")
    grant = None
    if post.role:
        grant = Grant.objects.create(
            user=user,
            role=post.role,
            scope=post.access_path,
            valid_from=start,
            valid_to=end,
            granted_by=User.objects.machine(),
        )
    return Appointment.objects.create(post=post, user=user, grant=grant, **facts)


def make_delegation(
    holding: Appointment, user: User, start: dt.date, end: dt.date
) -> Delegation:
    return Delegation.objects.create(
        appointment=holding,
        user=user,
        reason="đi học",
        valid_from=start,
        valid_to=end,
    )


def make_grant(
    user: User, role: str, org: Org, start: dt.date = START, end: dt.date | None = None
) -> Grant:
    """A right given by hand."""
    return Grant.objects.create(
        user=user,
        role=role,
        scope=org.path,
        valid_from=start,
        valid_to=end,
        granted_by=User.objects.machine(),
    )
