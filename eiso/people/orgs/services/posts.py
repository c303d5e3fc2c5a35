"""Units and posts of an agency."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from eiso.base.errors import NotReady
from eiso.base.text.folding import fold, squash
from eiso.base.trail import services as trail
from eiso.people.access.roles import ROLES, Perm
from eiso.people.access.services import require
from eiso.people.accounts.models import User
from eiso.people.orgs.models import Appointment, Org, Post, Unit
from eiso.people.orgs.services.writing import end_one, save_new


@dataclass(frozen=True)
class UnitFacts:
    """What makes a unit; `is_leading` for the agency's leaders."""

    name: str
    symbol: str = ""
    parent: Unit | None = None
    is_leading: bool = False
    position: int = 0


@dataclass(frozen=True)
class PostFacts:
    """What makes a post; `role` is a key of ROLES or empty."""

    title: str
    role: str = ""
    is_head: bool = False
    seats: int = 1
    position: int = 0


@transaction.atomic
def create_unit(*, by: User, org: Org, facts: UnitFacts, valid_from: dt.date) -> Unit:
    """Set up a unit in an agency, from a day."""
    require(by, Perm.MANAGE_ORGS, org)
    _within(org, valid_from)
    if facts.parent is not None and facts.parent.org_id != org.pk:
        raise NotReady("Chưa lập được đơn vị. Đơn vị cấp trên thuộc cơ quan khác.")
    unit = Unit(
        org=org,
        parent=facts.parent,
        name=squash(facts.name),
        symbol=facts.symbol,
        is_leading=facts.is_leading,
        position=facts.position,
        search_text=fold(f"{facts.name} {facts.symbol}")[:300],
        valid_from=valid_from,
    )
    save_new(unit, "Chưa lập được đơn vị.")
    trail.record(
        by=by,
        verb="orgs.unit.created",
        target=unit,
        scope=org.path,
        data={"name": unit.name, "from": valid_from},
    )
    return unit


@transaction.atomic
def end_unit(*, by: User, unit: Unit, on: dt.date) -> Unit:
    """Close a unit after `on`, once no post and no unit in it runs on."""
    require(by, Perm.MANAGE_ORGS, unit)
    after = on + dt.timedelta(days=1)
    left = unit.posts.not_over(after).first() or unit.children.not_over(after).first()
    if left is not None:
        raise NotReady(
            f"Chưa kết thúc được. {unit} còn “{left}”. Kết thúc hoặc chuyển nó trước."
        )
    end_one(unit, on, "Chưa kết thúc được.")
    trail.record(
        by=by, verb="orgs.unit.ended", target=unit, scope=unit.org.path, data={"on": on}
    )
    return unit


@transaction.atomic
def create_post(*, by: User, unit: Unit, facts: PostFacts, valid_from: dt.date) -> Post:
    """Set up a post in a unit, from a day."""
    require(by, Perm.MANAGE_ORGS, unit)
    _within(unit.org, valid_from)
    if facts.role and facts.role not in ROLES:
        raise NotReady(f"Chưa lập được vị trí. Không có vai trò “{facts.role}”.")
    if facts.is_head and facts.seats != 1:
        raise NotReady("Chưa lập được vị trí. Người đứng đầu chỉ có một.")
    post = Post(
        unit=unit,
        title=squash(facts.title),
        role=facts.role,
        is_head=facts.is_head,
        seats=facts.seats,
        position=facts.position,
        valid_from=valid_from,
    )
    save_new(post, "Chưa lập được vị trí.")
    trail.record(
        by=by,
        verb="orgs.post.created",
        target=post,
        scope=unit.org.path,
        data={"title": post.title, "role": post.role, "from": valid_from},
    )
    return post


@transaction.atomic
def end_post(*, by: User, post: Post, on: dt.date) -> Post:
    """Abolish a post after `on`, once nobody holds it longer."""
    require(by, Perm.MANAGE_ORGS, post)
    after = on + dt.timedelta(days=1)
    held = Appointment.objects.filter(post=post).not_over(after).first()
    if held is not None:
        raise NotReady(
            f"Chưa kết thúc được. {held.user} còn giữ vị trí này. "
            "Ghi thôi giữ vị trí trước."
        )
    seen = post.version
    end_one(post, on, "Chưa kết thúc được.", version=seen + 1)
    trail.record(
        by=by,
        verb="orgs.post.ended",
        target=post,
        scope=post.access_path,
        data={"on": on},
    )
    return post


def _within(org: Org, on: dt.date) -> None:
    if not org.is_in_force(on):
        raise NotReady(
            f"Chưa lập được. {org} không hoạt động vào ngày {on:%d/%m/%Y}. Chọn ngày khác."
        )
