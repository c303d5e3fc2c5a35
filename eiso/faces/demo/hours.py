"""The demo's own working hours: a desk open on Saturday mornings, a shorter day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from eiso.base import moment
from eiso.faces.demo.staffing import Cast
from eiso.people.calendars import services
from eiso.people.calendars.models import Year
from eiso.people.calendars.rules import HoursDraft, NoticeDraft
from eiso.people.orgs.models import Org


def set_hours(org: Org, planned: dict[str, Any], cast: Cast) -> None:
    """Written by one person and confirmed by another, on the day of its notice."""
    author, confirmer = cast.people[planned["by"]], cast.people[planned["confirmed_by"]]
    day: dt.date = planned["valid_from"]
    hours = HoursDraft(
        valid_from=day,
        week=_week(planned.get("week")),
        reception=_week(planned.get("reception")),
        standard_minutes=planned.get("standard_minutes"),
    )
    draft = NoticeDraft(
        number=planned["number"], issued_on=day, text=planned["text"], hours=(hours,)
    )
    with moment.at(timezone.make_aware(dt.datetime.combine(day, dt.time(8, 30)))):
        notice = services.draft_for(by=author, org=org, draft=draft)
        services.write_notice(by=author, notice=notice, version=notice.version)
        for year in Year.objects.filter(calendar=notice.calendar):
            services.confirm_year(
                by=confirmer,
                calendar=notice.calendar,
                year=year.year,
                version=year.version,
            )


def _week(days: list[list[list[int]]] | None) -> tuple[Any, ...] | None:
    """Seven lists of [from, to] in minutes of the day, Monday first."""
    if days is None:
        return None
    return tuple(tuple((start, end) for start, end in shifts) for shifts in days)
