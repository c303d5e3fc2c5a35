"""Accounts: opened without a password, shut with every session, words of the password.

Here and not in people.accounts, because who may is asked of grants.
"""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from eiso.base import moment
from eiso.base.errors import Conflict, NotReady
from eiso.base.text.folding import squash
from eiso.base.trail import services as trail
from eiso.people.access.models import Grant
from eiso.people.access.roles import Perm
from eiso.people.access.services.questions import HasScope, Scope, require
from eiso.people.accounts.models import User

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,148}")


@transaction.atomic
def create_user(
    *, by: User, username: str, full_name: str, email: str = "", within: HasScope | None
) -> User:
    """Open an account nobody can sign in with yet; `within` is the agency that opens it."""
    require(by, Perm.MANAGE_ACCESS, within)
    name = squash(username).lower()
    if not _USERNAME.fullmatch(name):
        why = "Tên đăng nhập gồm chữ thường không dấu, số, chấm, gạch; ít nhất 2 ký tự."
        raise NotReady(f"Chưa mở được tài khoản. {why}", fields={"username": why})
    if not squash(full_name):
        raise NotReady(
            "Chưa mở được tài khoản. Thiếu họ và tên. Gõ họ và tên.",
            fields={"full_name": "Gõ họ và tên."},
        )
    user = User(username=name, full_name=squash(full_name), email=email.strip())
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        why = f"Tên đăng nhập “{name}” đã có người dùng."
        raise Conflict(
            f"Chưa mở được tài khoản. {why} Chọn tên khác.", fields={"username": why}
        ) from error
    path = within.access_path if within is not None else ""
    trail.record(
        by=by,
        verb="accounts.user.created",
        target=user,
        scope=path,
        data={"username": name},
    )
    return user


@transaction.atomic
def close_account(*, by: User, user: User, reason: str) -> User:
    """Shut an account at once: no sign-in, every open session gone. Posts stay as held;
    their work falls to the head above until somebody is appointed."""
    _require_over_all(by, user)
    if by.pk == user.pk:
        raise NotReady(
            "Chưa khóa được. Không tự khóa tài khoản của mình. Nhờ người khác."
        )
    if user.is_machine:
        raise NotReady("Chưa khóa được. Tài khoản của máy luôn mở để chạy việc nền.")
    if not squash(reason):
        raise NotReady(
            "Chưa khóa được. Thiếu lý do. Gõ lý do, thí dụ: nghỉ hưu.",
            fields={"reason": "Gõ lý do, thí dụ: nghỉ hưu."},
        )
    _switch(user, to=False)
    end_sessions(user)
    trail.record(
        by=by, verb="accounts.user.closed", target=user, scope="", reason=squash(reason)
    )
    return user


@transaction.atomic
def reopen_account(*, by: User, user: User) -> User:
    """Let a shut account be used again, with the password it had."""
    _require_over_all(by, user)
    _switch(user, to=True)
    trail.record(by=by, verb="accounts.user.reopened", target=user, scope="")
    return user


@transaction.atomic
def issue_password_link(*, by: User, user: User) -> str:
    """The secret part of a link by which the person sets a password; one use, some days.

    It dies with the first use, since it is made of the password it replaces.
    """
    _require_over_all(by, user)
    if not user.is_active or user.is_machine:
        raise NotReady(
            "Chưa cấp được liên kết. Tài khoản này đang khóa. Mở lại tài khoản trước."
        )
    trail.record(by=by, verb="accounts.password.link_issued", target=user, scope="")
    return default_token_generator.make_token(user)


@transaction.atomic
def set_password(*, by: User, token: str, password: str) -> User:
    """The owner of a link sets the password; `by` is the account itself."""
    if not by.is_active or not default_token_generator.check_token(by, token):
        raise NotReady(
            "Liên kết này đã dùng hoặc hết hạn. Xin quản trị cấp liên kết mới.",
            code="link_dead",
        )
    _store(by, password)
    trail.record(by=by, verb="accounts.password.set", target=by, scope="")
    return by


@transaction.atomic
def change_password(*, by: User, old: str, password: str) -> User:
    """One's own password, with the old one as proof; every other session ends."""
    if not by.check_password(old):
        raise NotReady(
            "Chưa đổi được. Mật khẩu đang dùng gõ chưa đúng. Gõ lại.",
            fields={"old": "Mật khẩu đang dùng gõ chưa đúng. Gõ lại."},
        )
    if old == password:
        raise NotReady(
            "Chưa đổi được. Mật khẩu mới giống mật khẩu cũ. Gõ mật khẩu khác.",
            fields={"password": "Gõ mật khẩu khác mật khẩu cũ."},
        )
    _store(by, password)
    trail.record(by=by, verb="accounts.password.changed", target=by, scope="")
    return by


def end_sessions(user: User) -> int:
    """Delete every live session of one person. Reads them all: they are sealed text."""
    mine = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=moment.now())
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=mine).delete()
    return len(mine)


def _store(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        why = " ".join(error.messages)
        raise NotReady(
            f"Chưa đặt được mật khẩu. {why}", fields={"password": why}
        ) from error
    seen = user.password
    user.set_password(password)
    changed = User.objects.filter(pk=user.pk, password=seen, is_active=True).update(
        password=user.password
    )
    if changed != 1:
        raise Conflict("Chưa đặt được mật khẩu. Mật khẩu vừa được đổi ở nơi khác.")
    end_sessions(user)


def _switch(user: User, *, to: bool) -> None:
    changed = User.objects.filter(pk=user.pk, is_active=not to).update(is_active=to)
    if changed != 1:
        now = "đang mở" if to else "đã khóa"
        raise Conflict(
            f"Chưa làm gì. Tài khoản này {now} từ trước. Mở lại trang để xem."
        )
    user.is_active = to


def _require_over_all(by: User, user: User) -> None:
    """An account is its agencies' business: whoever may touch it manages access over
    every scope its grants name; without any grant, over the house or where it began."""
    scopes = set(
        Grant.objects.filter(user=user, is_withdrawn=False).values_list(
            "scope", flat=True
        )
    )
    for scope in scopes or {""}:
        require(by, Perm.MANAGE_ACCESS, Scope(scope))
