"""The cast, the same everywhere: who is who in every story test.

Agency A is the commune "UBND phường Cẩm Thành" of province Quảng Ngãi; agency B is its
sibling "UBND phường Nghĩa Lộ", whose officer Khanh must see nothing of A.
"""

from __future__ import annotations

import datetime as dt

import pytest

from eiso.base.text.folding import fold
from eiso.people.access.models import Grant
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Org

PASSWORD = "Mat-khau-thu-1"
START = dt.date(2025, 7, 1)


def make_org(symbol: str, name: str, parent: Org | None = None, **facts) -> Org:
    path = f"{parent.path if parent else ''}{symbol}/"
    return Org.objects.create(
        symbol=symbol,
        name=name,
        parent=parent,
        path=path,
        search_text=fold(f"{name} {symbol}"),
        kind=facts.pop("kind", "peoples_committee"),
        level=facts.pop("level", "commune"),
        valid_from=facts.pop("valid_from", START),
        **facts,
    )


def make_user(
    username: str, full_name: str, role: str = "", org: Org | None = None
) -> User:
    user = User(username=username, full_name=full_name)
    user.set_unusable_password()
    user.save()
    if role:
        Grant.objects.create(
            user=user,
            role=role,
            scope=org.path if org else "",
            valid_from=START,
            granted_by=User.objects.machine(),
        )
    return user


@pytest.fixture
def province(db) -> Org:
    return make_org("H48", "UBND tỉnh Quảng Ngãi", level="province")


@pytest.fixture
def agency_a(province) -> Org:
    return make_org("H48.101", "UBND phường Cẩm Thành", province)


@pytest.fixture
def agency_b(province) -> Org:
    return make_org("H48.102", "UBND phường Nghĩa Lộ", province)


@pytest.fixture
def an(agency_a) -> User:
    """Officer of agency A (one-stop desk)."""
    return make_user("an", "Nguyễn Thị An", "one_stop_officer", agency_a)


@pytest.fixture
def binh(agency_a) -> User:
    """Head of unit, A."""
    return make_user("binh", "Trần Văn Bình", "head_of_unit", agency_a)


@pytest.fixture
def chi(agency_a) -> User:
    """Leader, A."""
    return make_user("chi", "Lê Thị Chi", "leader", agency_a)


@pytest.fixture
def dung(agency_a) -> User:
    """Quality secretary, A."""
    return make_user("dung", "Phạm Tiến Dũng", "qms_secretary", agency_a)


@pytest.fixture
def giang(agency_a) -> User:
    """Internal auditor, A."""
    return make_user("giang", "Võ Hương Giang", "internal_auditor", agency_a)


@pytest.fixture
def khanh(agency_b) -> User:
    """Officer of agency B: the outsider."""
    return make_user("khanh", "Đỗ Quốc Khánh", "qms_secretary", agency_b)


@pytest.fixture
def minh(province) -> User:
    """Province officer over all agencies."""
    return make_user("minh", "Huỳnh Nhật Minh", "province_officer", province)


@pytest.fixture
def quan(db) -> User:
    """System administrator over the whole house."""
    return make_user("quan", "Cao Anh Quân", "administrator")
