"""The people and agencies the matrix asks with, and whether the expected answer is yes.

What is expected is worked out here from the grants given below, not from the code under
test: `holds` is a plain prefix comparison over the list `given`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from eiso.people.access.models import Grant
from eiso.people.access.roles import ROLES, Perm
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org
from tests.cast import START, make_org

LONG_AGO = dt.date(2020, 1, 1)


@dataclass
class World:
    """Province > agencies A and B; A has a child. `at["own"]["leader"]` is a user."""

    province: Org
    agency_a: Org
    agency_b: Org
    child: Org
    at: dict[str, dict[str, User]] = field(default_factory=dict)
    special: dict[str, User] = field(default_factory=dict)
    given: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def user(self, role: str, at: str = "own") -> User:
        """Who has `role` at "own" (agency A), "other" (B), "child", "above" or "house"."""
        return self.at[at][role]

    def everyone(self) -> dict[str, User]:
        """Label to user, without the anonymous."""
        labelled = {
            f"{role} at {place}": user
            for place, users in self.at.items()
            for role, user in users.items()
        }
        return labelled | self.special

    def holds(self, user: User, perm: Perm, path: str | None) -> bool:
        """By the grants given here: over `path`, or anywhere when it is None."""
        return any(
            perm in ROLES[role].permissions and (path is None or path.startswith(scope))
            for role, scope in self.given.get(user.username, [])
        )


def build_world() -> World:
    """Every role at the object's agency, at its sibling, child and parent, in the house."""
    province = make_org("H48", "UBND tỉnh Quảng Ngãi", level="province")
    agency_a = make_org("H48.101", "UBND phường Cẩm Thành", province)
    agency_b = make_org("H48.102", "UBND phường Nghĩa Lộ", province)
    child = make_org("H48.101.1", "Trung tâm Dịch vụ công Cẩm Thành", agency_a)
    world = World(province, agency_a, agency_b, child)
    places = {
        "own": agency_a.path,
        "other": agency_b.path,
        "child": child.path,
        "above": province.path,
        "house": "",
    }
    for place, scope in places.items():
        world.at[place] = {}
        for role in ROLES:
            user = _user(f"{role}.{place}", f"Người {ROLES[role].title} {place}")
            world.at[place][role] = user
            world.given[user.username] = [(role, scope)]
    _add_special(world)
    User.objects.bulk_create(world.everyone().values())
    granter = User.objects.machine()
    Grant.objects.bulk_create(
        Grant(user=user, role=role, scope=scope, valid_from=START, granted_by=granter)
        for user in world.everyone().values()
        for role, scope in world.given.get(user.username, ())
    )
    _give_empty_rights(world, granter)
    return world


def _user(username: str, full_name: str) -> User:
    """With a password nobody knows, so that a session can be made."""
    return User(username=username, full_name=full_name, password="!matrix")


def _add_special(world: World) -> None:
    for name in ("stranger", "expired", "not begun", "disabled"):
        user = _user(name.replace(" ", "-"), f"Người {name}")
        user.is_active = name != "disabled"
        world.special[name] = user


def _give_empty_rights(world: World, granter: User) -> None:
    """Every role at agency A, ended, not begun, or of a shut account."""
    terms = {
        "expired": (LONG_AGO, LONG_AGO),
        "not begun": (dt.date(2999, 1, 1), None),
        "disabled": (START, None),
    }
    Grant.objects.bulk_create(
        Grant(
            user=world.special[name],
            role=role,
            scope=world.agency_a.path,
            valid_from=start,
            valid_to=end,
            granted_by=granter,
        )
        for name, (start, end) in terms.items()
        for role in ROLES
    )
