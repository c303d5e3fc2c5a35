"""Dated grants, and the queryset every agency-owned model uses."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from eiso.base import moment
from eiso.base.text.codes import new_code
from eiso.base.text.fields import PathField, subtree
from eiso.people.access.roles import ROLES, Perm, roles_with
from eiso.people.accounts.models import User


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, on: dt.date) -> Self:
        return self.filter(valid_from__lte=on, is_withdrawn=False).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )


class Grant(models.Model):
    """One person has one role over one subtree of agencies from a day to a day.

    `scope` is the path of an agency ("" is the whole house); the grant covers it and
    everything below. Never deleted: ended by `valid_to`, or withdrawn before its first day.
    """

    code = models.CharField(
        max_length=26, unique=True, default=new_code, editable=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants"
    )
    role = models.CharField(
        max_length=40, choices=[(key, role.title) for key, role in ROLES.items()]
    )
    scope = PathField(blank=True)
    is_withdrawn = models.BooleanField("rút trước khi bắt đầu", default=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["user_id", "scope", "role", "valid_from"]
        indexes = [models.Index(fields=["user", "valid_from"])]
        constraints = [
            models.CheckConstraint(
                name="access_grant_ends_after_start",
                condition=Q(valid_to__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
            )
        ]

    def __str__(self) -> str:
        return (
            f"{self.user} · {ROLES[self.role].title} · {self.scope or 'toàn hệ thống'}"
        )

    @property
    def access_path(self) -> str:
        return self.scope


def scopes_of(user: User | AnonymousUser, permission: Perm) -> list[str]:
    """Paths over which `user` holds `permission` today; [] for a stranger.

    The machine user holds everything: it acts only from the worker and the shell.
    """
    if not isinstance(user, User) or not user.is_active:
        return []
    if user.is_machine:
        return [""]
    grants = Grant.objects.filter(user=user, role__in=roles_with(permission))
    return list(
        grants.in_force(moment.today())
        .order_by("scope")
        .values_list("scope", flat=True)
    )


class ScopedQuerySet(models.QuerySet[Any]):
    """Base of every agency-owned queryset.

    `scope_lookup` says where the agency's path is, seen from the model.
    """

    scope_lookup = "org__path"

    def visible_to(self, user: User | AnonymousUser, perm: Perm = Perm.READ) -> Self:
        """Rows of agencies over which `user` holds `perm`; none() when in doubt."""
        reach = Q()
        scopes = scopes_of(user, perm)
        if not scopes:
            return self.none()
        if "" in scopes:
            return self
        for scope in scopes:
            reach |= subtree(self.scope_lookup, scope)
        return self.filter(reach)
