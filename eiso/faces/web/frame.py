"""Fill the frame for one request."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

import eiso
from eiso.base import moment
from eiso.base.messages.selectors import unread_count
from eiso.base.ui import navigation, search, words
from eiso.base.ui.shell import Shell
from eiso.faces.web import selectors
from eiso.faces.web.services import IDLE_SECONDS
from eiso.people.accounts.models import User


def shell_of(request: HttpRequest) -> Shell:
    """The frame of this request: bare for a stranger, whole for a person."""
    shell = Shell(
        demo=settings.DEMO,
        version=eiso.__version__,
        home_url=reverse("web:home"),
        sign_in_url=reverse("web:sign-in"),
        language_url=reverse("web:language"),
    )
    user = getattr(request, "user", None)
    if isinstance(user, User):
        _fill(shell, request, user)
    return shell


def _fill(shell: Shell, request: HttpRequest, user: User) -> None:
    found = getattr(request, "capacities", None) or selectors.capacities(user)
    now_as = selectors.chosen(found, request.session.get("post", ""))
    agency = now_as.org if now_as else None
    shell.person = user.full_name
    shell.acting_as = now_as.title if now_as else ""
    shell.posts = [one.as_post(current=one is now_as) for one in found]
    if agency:
        shell.agency = agency.short_name or agency.name
        shell.parent_agency = agency.parent.name if agency.parent else ""
    now = timezone.localtime(moment.now())
    shell.now_line = f"{words.time(now)} · {_weekday(now.weekday())} {words.date(now)}"
    shell.work_line = selectors.work_line(agency)
    shell.groups = navigation.menu(
        user, selectors.permissions_of(user), request.path_info
    )
    shell.unread = unread_count(user)
    shell.keys_on = not request.session.get("keys_off", False)
    shell.idle_seconds = IDLE_SECONDS
    shell.inbox_url = reverse("web:inbox")
    shell.search_url = reverse("web:search") if search.any_registered() else ""
    shell.keys_url = reverse("web:keys")
    shell.password_url = reverse("access:change-password")
    shell.sessions_url = reverse("web:sessions")
    shell.post_url = reverse("web:switch-post")
    shell.sign_out_url = reverse("web:sign-out")


def _weekday(index: int) -> str:
    return _(words.WEEKDAYS[index][0])
