"""Procedures: read by all of the agency; drafted, decided and issued by their holders."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from eiso.people.access.roles import Perm
from eiso.plan.documents.services.moving import digest
from eiso.plan.procedures.models import OpenPoint
from eiso.plan.procedures.services import procedures, releasing
from tests.matrix.declare import act, form, page
from tests.plan.procedures.definitions import correction

DRAFT, REVIEW, ISSUE = (
    Perm.DRAFT_PROCEDURE,
    Perm.REVIEW_PROCEDURE,
    Perm.ISSUE_PROCEDURE,
)


def writer(world):
    return world.user("qms_secretary")


def draft(world):
    definition = replace(correction(), national_code="", symbol="")
    return procedures.create_draft(
        by=writer(world), org=world.agency_a, definition=definition
    )


def sent(world):
    revision = draft(world)
    releasing.submit(by=writer(world), revision=revision)
    return revision


def approved(world):
    revision = sent(world)
    for role in ("head_of_unit", "leader"):
        seen = digest(revision)
        releasing.agree(by=world.user(role), revision=revision, seen=seen)
        revision.refresh_from_db()
    return revision


def issued(world):
    return releasing.issue(
        by=writer(world), revision=approved(world), effective_on=timezone.localdate()
    )


def procedure(world):
    return issued(world).document.procedure


def point(world):
    revision = procedures.create_draft(
        by=writer(world),
        org=world.agency_a,
        definition=replace(correction(), national_code="", symbol=""),
        unclear=[procedures.Unclear("Bảng 1, dòng 2", "Chưa hiểu “7 ngày”.")],
    )
    return OpenPoint.objects.get(revision=revision)


def seen(world, revision):
    return {"seen": digest(revision), "reason": "Thiếu bước lưu hồ sơ"}


def decision(world, revision):
    return {"given": "no", "issuer": "UBND", "effective_on": timezone.localdate()}


def version(world, revision):
    return {"version": revision.version, "tab": "van-ban", "title": "Tên khác"}


def end(world, procedure):
    from_ = timezone.localdate() + dt.timedelta(days=1)
    return {"from_": from_, "reason": "Quyết định 20 bãi bỏ"}


def file_of(kind):
    return page(
        Perm.READ,
        of=draft,
        kwargs=lambda world, obj: {"code": obj.code, "kind": kind},
        crawl=False,
    )


ROUTES = {
    "procedures:register": page(),
    "procedures:register-print": page(),
    "procedures:register-file": page(crawl=False),
    "procedures:new": form(
        DRAFT,
        of=lambda world: world.agency_a,
        in_data=True,
        data=lambda world, org: {"org": org.code, "title": "Một", "kind": "internal"},
    ),
    "procedures:settle": act(DRAFT, of=point, data={"answer": "Hạn chung"}),
    "procedures:revision": page(Perm.READ, of=draft),
    "procedures:editor": form(DRAFT, of=draft, data=version),
    "procedures:discard": form(DRAFT, of=draft),
    "procedures:take-back": act(DRAFT, of=sent, only=lambda w, o: [writer(w)]),
    "procedures:submit": form(DRAFT, of=draft, data={"note": "Kính trình"}),
    "procedures:review": page(Perm.READ, of=sent),
    "procedures:agree": act(REVIEW, of=sent, data=seen),
    "procedures:send-back": act(REVIEW, of=sent, data=seen),
    "procedures:issue": form(ISSUE, of=approved, data=decision),
    "procedures:run": page(Perm.READ, of=draft),
    "procedures:file": file_of("json"),
    "procedures:procedure": page(Perm.READ, of=procedure),
    "procedures:next-draft": act(DRAFT, of=procedure, data={"kind": "revision"}),
    "procedures:withdraw": form(ISSUE, of=procedure, data=end),
}
