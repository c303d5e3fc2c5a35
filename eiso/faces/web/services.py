"""Opening a session: a fresh id, the time it began, an event in the trail."""

from __future__ import annotations

from django.contrib import auth
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from eiso.base.trail import services as trail
from eiso.people.accounts.models import User

BEGAN, SEEN = "began", "seen"


@transaction.atomic
def open_session(*, request: HttpRequest, user: User, backend: str = "") -> None:
    """Sign `user` in; the id of the session changes, so none can be fixed beforehand."""
    auth.login(request, user, backend=backend or None)
    now = timezone.now().timestamp()
    request.session[BEGAN] = request.session[SEEN] = now
    trail.record(
        by=user, verb="accounts.session.opened", target=user, scope="", data={}
    )
