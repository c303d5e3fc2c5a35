"""Opening a session: a fresh id, the time it began, an event in the trail."""

from __future__ import annotations

from django.contrib import auth
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from eiso.base import moment
from eiso.base.trail import services as trail
from eiso.faces.web.selectors import sessions_of
from eiso.people.accounts.models import User

BEGAN, SEEN, PLACE = "began", "seen", "place"
IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 3600


@transaction.atomic
def open_session(*, request: HttpRequest, user: User, backend: str = "") -> None:
    """Sign `user` in; the id of the session changes, so none can be fixed beforehand."""
    auth.login(request, user, backend=backend or None)
    now = moment.now().timestamp()
    request.session[BEGAN] = request.session[SEEN] = now
    request.session[PLACE] = request.META.get("REMOTE_ADDR", "")
    trail.record(
        by=user, verb="accounts.session.opened", target=user, scope="", data={}
    )


@transaction.atomic
def close_others(*, by: User, keep: str | None) -> int:
    """End every session of `by` but the one with key `keep`; returns how many."""
    ended = [pk for pk, _data in sessions_of(by) if pk != keep]
    Session.objects.filter(pk__in=ended).delete()
    if ended:
        trail.record(
            by=by,
            verb="accounts.session.closed",
            target=by,
            scope="",
            data={"count": len(ended)},
        )
    return len(ended)
