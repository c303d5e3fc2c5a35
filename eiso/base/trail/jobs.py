"""What the worker does for the trail: seal, anchor, check each night and on request."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from eiso.base import moment
from eiso.base.jobs.registry import Progress
from eiso.base.trail import anchors, sealing, verify
from eiso.base.trail.models import Check

VERIFY = "trail.verify"
NIGHTLY = dt.timedelta(days=1)
NIGHT_HOUR = 2


def seal_now() -> int:
    """Seal all there is and anchor it; returns seals made (after a build, before a copy)."""
    made = sealing.seal_everything()
    anchors.anchor_now()
    return made


def check_nightly() -> None:
    """One full check a day, after two in the morning, or when the last is a day old."""
    now = timezone.localtime(moment.now())
    last = Check.objects.first()
    if last is None:
        verify.run_and_keep(asked_by="")
        return
    age = now - last.at
    night = now.hour == NIGHT_HOUR and age > dt.timedelta(hours=12)
    if age > NIGHTLY or night:
        verify.run_and_keep(asked_by="")


def verify_work(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """The long work behind "Kiểm lại từ đầu"."""
    check = verify.run_and_keep(asked_by=arguments["asked_by"], progress=progress)
    return {"check": check.pk, "ok": check.ok}
