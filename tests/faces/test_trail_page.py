"""Page 25: what happened, by whom, and can it be trusted?"""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

import eiso
from eiso.base.jobs import services as jobs
from eiso.base.jobs.models import Work
from eiso.base.reference import load_all
from eiso.base.trail import sealing, verify, wording
from eiso.base.trail import services as trail
from eiso.base.trail.jobs import seal_now
from eiso.base.trail.models import Check, Event
from tests.base import trailkit

pytestmark = pytest.mark.django_db
PAYLOADS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)", "=1"]


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.EISO_HOME = tmp_path
    load_all()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def acts(agency_a, agency_b, chi, khanh):
    """Two acts of A and one of B."""
    facts = {"old": "Tên cũ", "new": "Tên mới"}
    return [
        trail.record(
            by=by, verb="orgs.org.renamed", target=org, scope=org.path, data=facts
        )
        for by, org in ((chi, agency_a), (chi, agency_a), (khanh, agency_b))
    ]


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_one_sees_the_acts_of_ones_own_agency_in_words(acts, chi):
    page = signed_in(chi).get("/nhat-ky/")

    said = text(page)
    assert page.status_code == 200
    assert "Đổi tên cơ quan" in said
    assert "trước là Tên cũ → nay là Tên mới" in said
    assert "Lê Thị Chi" in said
    assert "Nghĩa Lộ" not in said
    assert "Chưa kiểm lần nào" in said


def test_the_outsider_meets_404_and_the_clerk_403(acts, an, khanh):
    number = acts[0].pk

    assert signed_in(khanh).get(f"/nhat-ky/{number}/").status_code == 404
    assert signed_in(an).get(f"/nhat-ky/{number}/").status_code == 403
    assert signed_in(an).get("/nhat-ky/").status_code == 403


def test_a_record_shows_its_proof_before_and_after_sealing(acts, chi):
    page = signed_in(chi)
    number = acts[0].pk
    assert "chưa, trong vòng vài phút" in text(page.get(f"/nhat-ky/{number}/"))
    seal_now()

    said = text(page.get(f"/nhat-ky/{number}/"))

    assert "khớp" in said
    assert "không khớp" not in said
    assert "niêm phong số" in said


def test_a_changed_record_says_so_itself(acts, chi):
    seal_now()
    number = acts[1].pk
    with trailkit.as_superuser():
        trailkit.execute(
            "UPDATE trail_event SET actor_name = 'X' WHERE id = %s", number
        )

        assert "không khớp" in text(signed_in(chi).get(f"/nhat-ky/{number}/"))
        assert "không khớp" not in text(signed_in(chi).get(f"/nhat-ky/{acts[0].pk}/"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=cơ quan", 2),
        ("q=Lê Thị", 2),
        ("q=không có gì", 0),
        ("days=0", 2),
        ("since=2020-01-01&until=2020-12-31", 0),
        ("since=2020-13-99", 2),
        ("person=chi", 2),
        ("person=an", 0),
        ("verb=orgs.org.renamed", 2),
        ("group=issue", 0),
        ("group=machine", 0),
        ("truoc=x", 2),
        ("viec=999999999", 2),
    ],
)
def test_filters(acts, chi, query, shown):
    page = signed_in(chi).get(f"/nhat-ky/?{query}")

    assert page.status_code == 200
    assert len(page.context.get("rows", [])) == shown
    assert page.context["total"] == shown


def test_long_trails_are_turned_over_page_by_page(chi, agency_a):
    for _ in range(95):
        trail.record(
            by=chi, verb="orgs.org.created", target=agency_a, scope="H48/H48.101/"
        )
    page, seen = "/nhat-ky/", []
    while page:
        answer = signed_in(chi).get(page)
        seen += [row.event.pk for row in answer.context["rows"]]
        page = answer.context["older"]

    assert len(seen) == len(set(seen)) == 95
    assert seen == sorted(seen, reverse=True)


def test_the_page_asks_few_queries(acts, chi, django_assert_max_num_queries):
    seal_now()
    verify.run_and_keep()
    page = signed_in(chi)
    page.get("/nhat-ky/")

    with django_assert_max_num_queries(45):
        page.get("/nhat-ky/")


def test_checking_again_is_a_long_work_of_the_worker(acts, quan):
    page = signed_in(quan)
    asked = page.post("/nhat-ky/kiem/")
    assert "Đang chờ tiến trình nền" in text(page.get(asked["Location"]))
    jobs.run_waiting_works()

    said = text(page.get(asked["Location"]))

    assert "Nguyên vẹn" in said
    assert Check.objects.get().asked_by == "quan"
    assert Event.objects.filter(verb="web.check.asked").count() == 1
    assert "Nguyên vẹn" in text(page.get("/nhat-ky/"))


def test_asking_twice_makes_one_work(quan):
    page = signed_in(quan)

    assert (
        page.post("/nhat-ky/kiem/")["Location"]
        == page.post("/nhat-ky/kiem/")["Location"]
    )
    assert Work.objects.count() == 1


def test_a_check_may_be_stopped_once(quan):
    page = signed_in(quan)
    at = page.post("/nhat-ky/kiem/")["Location"]

    assert page.post(f"{at}dung/").status_code == 302
    assert "Đã dừng" in text(page.get(at))
    assert page.post(f"{at}dung/").status_code == 422


def test_the_verdict_names_the_first_bad_act(acts, quan):
    seal_now()
    with trailkit.as_superuser():
        trailkit.execute("UPDATE trail_event SET data = '{}' WHERE id = %s", acts[0].pk)
        trailkit.lock_again()
        verify.run_and_keep()

        said = text(signed_in(quan).get("/nhat-ky/"))

    assert "Nhật ký không khớp" in said
    assert f"Việc số {acts[0].pk} " in said


def test_late_seals_and_missing_anchors_are_said(acts, chi):
    sealing.seal_everything()
    with time_machine.travel(timezone.now() + dt.timedelta(hours=5)):
        said = text(signed_in(chi).get("/nhat-ky/"))
        assert "Chưa có mốc giữ ngoài." in said
        trail.record(by=chi, verb="orgs.org.ended", target=chi, scope="H48/H48.101/")
    with time_machine.travel(timezone.now() + dt.timedelta(hours=6)):
        assert "Niêm phong chậm." in text(signed_in(chi).get("/nhat-ky/"))


def test_an_act_leads_to_its_record(acts, chi, agency_a):
    rows = signed_in(chi).get("/nhat-ky/").context["rows"]

    assert rows[0].link.endswith(f"/{agency_a.code}/")


def test_an_export_holds_what_is_seen_and_no_live_formula(chi, agency_a):
    for payload in PAYLOADS:
        trail.record(
            by=chi,
            verb="orgs.org.renamed",
            target=agency_a,
            scope=agency_a.path,
            data={payload: payload},
            reason=payload,
        )

    answer = signed_in(chi).post("/nhat-ky/tep/")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert sheet.max_row == 2 + len(PAYLOADS)
    assert Event.objects.filter(verb="web.trail.exported", actor="chi").count() == 1


def test_the_verifier_may_be_taken_away(chi):
    answer = signed_in(chi).get("/nhat-ky/bo-kiem/")

    assert answer.content == trailkit.PATH.read_bytes()
    assert "attachment" in answer["Content-Disposition"]


def test_every_verb_of_the_source_has_words():
    """A room that records a new verb must say in trail_words what it means."""
    source = Path(eiso.__file__).parent
    verbs = {
        verb
        for path in source.rglob("*.py")
        for verb in re.findall(
            r'verb="([a-z]+\.[a-z]+\.[a-z_]+)"', path.read_text(encoding="utf-8")
        )
    }

    assert len(verbs) > 30
    assert sorted(verbs - set(wording.known_verbs())) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"old": "A", "new": "B"}, [("", "A", "B")]),
        (
            {"role": ["specialist", "leader"]},
            [("vai trò", "Chuyên viên", "Lãnh đạo cơ quan")],
        ),
        ({"steps": ["review", "approve"]}, [("các bước", "", "soát xét, phê duyệt")]),
        ({"on": "2026-11-20"}, [("ngày", "", "20/11/2026")]),
        ({"sha256": "a" * 64, "subject": "x", "to": None}, []),
        ({"lạ": {"a": [1, True]}}, [("lạ", "", "a: 1, có")]),
        ({"members": [["an", "chair"]]}, [("thành viên", "", "an, chair")]),
    ],
)
def test_what_changed_is_said_in_words(chi, agency_a, data, said):
    event = trail.record(
        by=chi, verb="orgs.org.renamed", target=agency_a, scope="", data=data
    )

    lines = [(line.label, line.old, line.new) for line in wording.lines(event)]
    assert lines == said
