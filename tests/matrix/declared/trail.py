"""Page 25. The record's number stands in the address: it is what people cite."""

from dataclasses import dataclass

from eiso.base.jobs.services import ask_for_work
from eiso.base.trail import services as trail
from eiso.people.access.roles import Perm
from tests.matrix.declare import act, page


@dataclass
class Recorded:
    code: str
    access_path: str


def event(world):
    made = trail.record(
        by=world.user("leader"),
        verb="orgs.org.renamed",
        target=world.agency_a,
        scope=world.agency_a.path,
        data={"old": "Tên cũ", "new": "Tên mới"},
    )
    return Recorded(str(made.pk), world.agency_a.path)


def number(world, obj):
    return {"number": int(obj.code)}


def work(world, obj):
    made = ask_for_work(by="an", kind="trail.verify", title="Kiểm lại nhật ký")
    return {"code": made.code}


ROUTES = {
    "web:trail": page(Perm.READ_TRAIL, query={"q": "Cẩm", "days": "7"}),
    "web:trail-record": page(Perm.READ_TRAIL, of=event, kwargs=number),
    "web:trail-verifier": page(Perm.READ_TRAIL, crawl=False),
    "web:trail-file": act(Perm.READ_TRAIL, changes=False, crawl=False),
    "web:trail-check": act(Perm.VERIFY_TRAIL, changes=False),
    "web:trail-work": page(Perm.VERIFY_TRAIL, kwargs=work),
    "web:trail-stop": act(Perm.VERIFY_TRAIL, kwargs=work, changes=False),
}
