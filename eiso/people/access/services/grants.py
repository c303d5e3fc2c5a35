"""The giving, lending and ending of grants."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from eiso.base.errors import Conflict, NotReady
from eiso.base.trail import services as trail
from eiso.people.access import rules
from eiso.people.access.models import Grant
from eiso.people.access.roles import ROLES, Perm
from eiso.people.access.services.questions import Scope, require
from eiso.people.accounts.models import User


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
    require(by, Perm.MANAGE_ACCESS, Scope(scope))
    if role not in ROLES:
        raise NotReady(f"Không có vai trò “{role}”. Chọn một vai trò trong danh sách.")
    if valid_to is not None and valid_to < valid_from:
        raise NotReady(
            "Chưa giao quyền được. Ngày kết thúc trước ngày bắt đầu. Sửa lại ngày."
        )
    return _give(by, user, role, scope, valid_from, valid_to)


def _give(
    by: User,
    user: User,
    role: str,
    scope: str,
    valid_from: dt.date,
    valid_to: dt.date | None,
) -> Grant:
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
def lend_role(
    *,
    by: User,
    user: User,
    lender: User,
    grant: Grant,
    valid_from: dt.date,
    valid_to: dt.date,
) -> Grant:
    """Give `user` the role of one of the lender's grants for known days.

    The lender may do it alone, and never beyond the grant: nobody lends what they lack.
    """
    if by.pk != lender.pk:
        require(by, Perm.MANAGE_ACCESS, Scope(grant.scope))
    if grant.user_id != lender.pk or not rules.lies_within(
        (valid_from, valid_to), (grant.valid_from, grant.valid_to)
    ):
        raise NotReady(
            "Không ủy quyền được. Quyền của người ủy quyền không bao trùm các ngày này. "
            "Chọn ngày trong thời hạn giữ vị trí."
        )
    return _give(by, user, grant.role, grant.scope, valid_from, valid_to)


@transaction.atomic
def end_grant(*, by: User, grant: Grant, on: dt.date) -> Grant:
    """End a grant after `on`; history stays."""
    require(by, Perm.MANAGE_ACCESS, Scope(grant.scope))
    return withdraw_grant(by=by, grant=grant, on=on)


@transaction.atomic
def withdraw_grant(*, by: User, grant: Grant, on: dt.date) -> Grant:
    """End a grant that came with a post or a delegation; its own service has asked.

    One that has not begun by then is withdrawn.
    """
    change: dict[str, Any] = (
        {"valid_to": on} if on >= grant.valid_from else {"is_withdrawn": True}
    )
    seen = {"valid_to": grant.valid_to, "is_withdrawn": False}
    if Grant.objects.filter(pk=grant.pk, **seen).update(**change) != 1:
        raise Conflict(
            "Quyền này vừa được người khác sửa. Mở lại trang để xem bản mới."
        )
    vars(grant).update(change)
    trail.record(
        by=by,
        verb="access.grant.ended",
        target=grant,
        scope=grant.scope,
        data={"user": grant.user.username, "role": grant.role, "to": on},
    )
    return grant
