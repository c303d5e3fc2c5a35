"""The one question, and the giving and ending of grants."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from eiso.base.errors import NotPermitted, NotReady
from eiso.base.trail import services as trail
from eiso.people.access.models import Grant, scopes_of
from eiso.people.access.roles import ROLES, Perm
from eiso.people.accounts.models import User


class HasScope(Protocol):
    """Anything that belongs to an agency; `access_path` is that agency's path."""

    @property
    def access_path(self) -> str: ...


def can(
    by: User | AnonymousUser, permission: Perm, obj: HasScope | None = None
) -> bool:
    """Does `by` hold `permission` over the agency of `obj` (None: over the whole house)?"""
    path = obj.access_path if obj is not None else ""
    return any(path.startswith(scope) for scope in scopes_of(by, permission))


def require(
    by: User | AnonymousUser, permission: Perm, obj: HasScope | None = None
) -> None:
    """Raise NotPermitted unless `can`; the sentence says which roles may."""
    if can(by, permission, obj):
        return
    titles = [role.title for role in ROLES.values() if permission in role.permissions]
    raise NotPermitted(f"Việc này dành cho: {', '.join(titles)}.")


@transaction.atomic
def grant_role(
    *,
    by: User,
    user: User,
    role: str,
    scope: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
) -> Grant:
    """Give a role over a subtree of agencies, from a day."""
    require(by, Perm.MANAGE_ACCESS, _Scope(scope))
    if role not in ROLES:
        raise NotReady(f"Không có vai trò “{role}”. Chọn một vai trò trong danh sách.")
    grant = Grant(
        user=user,
        role=role,
        scope=scope,
        valid_from=valid_from,
        valid_to=valid_to,
        granted_by=by,
    )
    grant.full_clean()
    grant.save()
    trail.record(
        by=by,
        verb="access.grant.given",
        target=grant,
        scope=scope,
        data={"user": user.username, "role": role, "from": valid_from, "to": valid_to},
    )
    return grant


@transaction.atomic
def end_grant(*, by: User, grant: Grant, on: dt.date) -> Grant:
    """End a grant after `on`; history stays."""
    require(by, Perm.MANAGE_ACCESS, _Scope(grant.scope))
    changed = Grant.objects.filter(pk=grant.pk, valid_to=grant.valid_to).update(
        valid_to=on
    )
    if changed != 1:
        raise NotReady(
            "Quyền này vừa được người khác sửa. Mở lại trang để xem bản mới."
        )
    grant.valid_to = on
    trail.record(
        by=by,
        verb="access.grant.ended",
        target=grant,
        scope=grant.scope,
        data={"user": grant.user.username, "role": grant.role, "to": on},
    )
    return grant


class _Scope:
    def __init__(self, path: str) -> None:
        self.access_path = path
