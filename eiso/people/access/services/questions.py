"""The one question of every service, and the separation of duties."""

from __future__ import annotations

from typing import Protocol

from django.contrib.auth.models import AnonymousUser

from eiso.base.errors import NotPermitted
from eiso.people.access import rules
from eiso.people.access.models import scopes_of
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


def require_not_same(by: User, *others: User | None, why: str) -> None:
    """Separation of duties: `by` must be none of `others`. `why` is a full sentence
    ("Người soạn không phê duyệt quy trình của mình.")."""
    if rules.is_one_of(by.pk, [other.pk for other in others if other is not None]):
        raise NotPermitted(f"{why} Chuyển việc này cho người khác có quyền.")


class Scope:
    """A bare path to ask about."""

    def __init__(self, path: str) -> None:
        self.access_path = path
