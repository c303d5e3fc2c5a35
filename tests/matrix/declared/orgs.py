"""Người và vị trí (page 18), accounts and passwords."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.tokens import default_token_generator

from eiso.people.access.roles import Perm
from eiso.people.accounts.models import User
from tests.cast import START, make_user
from tests.matrix.declare import act, form, page, public
from tests.samples import make_appointment, make_delegation, make_grant, make_post
from tests.samples import make_unit as unit_of

FAR = dt.date(2027, 12, 31)


@dataclass
class Account:
    """A person as the matrix sees a record: their rights are over agency A."""

    code: str
    access_path: str


def agency(world):
    return world.agency_a


def unit(world):
    return unit_of(world.agency_a)


def post(world):
    return make_post(unit(world), role="specialist")


def holding(world):
    return make_appointment(post(world), make_user("lan", "Mai Thị Lan"))


def delegation(world):
    to = make_user("hoa", "Vũ Thị Hoa")
    return make_delegation(holding(world), to, START, FAR)


def grant(world):
    return make_grant(make_user("lan", "Mai Thị Lan"), "specialist", world.agency_a)


def account(world, *, is_active=True):
    user = make_grant(
        make_user("lan", "Mai Thị Lan"), "specialist", world.agency_a
    ).user
    User.objects.filter(pk=user.pk).update(is_active=is_active)
    return Account(user.code, world.agency_a.path)


def shut_account(world):
    return account(world, is_active=False)


def newcomer(world, obj):
    make_user("moi", "Trần Mới")
    return {"person": "moi", "valid_from": "2026-01-05"}


def link(world):
    user = make_user("lan", "Mai Thị Lan")
    return {"code": user.code, "token": default_token_generator.make_token(user)}


MANAGE, ACCESS = Perm.MANAGE_ORGS, Perm.MANAGE_ACCESS
ROUTES = {
    "orgs:home": page(),
    "orgs:desk": page(of=agency),
    "orgs:post": page(of=post),
    "orgs:org-new": form(
        MANAGE,
        of=agency,
        data={
            "name": "Trạm Y tế",
            "symbol": "H48.101.9",
            "kind": "public_service_unit",
            "level": "commune",
            "valid_from": "2026-01-05",
        },
    ),
    "orgs:org-rename": form(
        MANAGE, of=agency, data={"name": "UBND phường Mới", "on": "2026-01-05"}
    ),
    "orgs:unit-new": form(
        MANAGE, of=agency, data={"name": "Phòng Văn hóa", "valid_from": "2026-01-05"}
    ),
    "orgs:post-new": form(
        MANAGE,
        of=unit,
        data={"title": "Chuyên viên", "seats": "1", "valid_from": "2026-01-05"},
    ),
    "orgs:appoint": act(MANAGE, of=post, data=newcomer),
    "orgs:appointment-end": act(
        MANAGE, of=holding, data={"on": "2026-01-05", "reason": "Điều động"}
    ),
    "orgs:delegate": act(
        MANAGE,
        of=holding,
        data=lambda world, obj: (
            newcomer(world, obj) | {"valid_to": "2026-01-09", "reason": "đi học"}
        ),
        also=frozenset({"orgs.post"}),  # its version: of two at once one wins
    ),
    "orgs:delegation-end": act(MANAGE, of=delegation, data={"on": "2026-01-05"}),
    "orgs:rights": form(
        ACCESS,
        of=agency,
        data=lambda world, obj: newcomer(world, obj) | {"role": "reader"},
    ),
    "orgs:grant-end": act(ACCESS, of=grant),
    "orgs:account-new": form(
        ACCESS, of=agency, data={"username": "moi", "full_name": "Trần Mới"}
    ),
    "orgs:person": page(ACCESS, of=account, hidden=True),
    "orgs:account-close": act(
        ACCESS, of=account, data={"reason": "nghỉ hưu"}, hidden=True
    ),
    "orgs:account-reopen": act(ACCESS, of=shut_account, hidden=True),
    "orgs:password-link": act(ACCESS, of=account, hidden=True, changes=False),
    "access:change-password": form(changes=False, ok=frozenset({200, 422})),
    "access:set-password": public(form(kwargs=lambda world, obj: link(world))),
}
