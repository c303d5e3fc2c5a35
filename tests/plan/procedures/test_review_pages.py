"""Sending, deciding and issuing by pages."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from eiso.plan.documents.choices import Status
from eiso.plan.documents.services.moving import digest
from eiso.plan.procedures.selectors import procedures as reads
from eiso.plan.procedures.services import editing, releasing
from tests.plan.procedures.definitions import correction, days
from tests.plan.procedures.pages import (
    fresh,
    page,
    text_of,
)
from tests.plan.procedures.story import approved, drafted, issued, saved


def test_sending_explains_what_is_missing(as_dung, agency_a, dung):
    broken = replace(correction(), steps=correction().steps[:1])
    steps = (replace(broken.steps[0], post="", limit=days("20")),)
    revision = drafted(dung, agency_a, replace(broken, steps=steps))

    shown = text_of(as_dung.get(page(revision, "gui")))
    sent = as_dung.post(page(revision, "gui"), {"note": ""})

    assert "chưa có vị trí" in shown
    assert "vượt 12 ngày làm việc" in shown
    assert sent.status_code == 422
    assert fresh(revision).status == Status.DRAFT


def test_review_shows_changes_reasons_and_the_decision(client, agency_a, crew):
    dung, binh, _ = crew
    live = issued(drafted(dung, agency_a), *crew)
    nxt = editing.open_next_draft(by=dung, procedure=live.document.procedure)
    shorter = tuple(
        replace(step, limit=days("2")) if step.key == "4" else step
        for step in correction().steps
    )
    saved(dung, nxt, replace(correction(), steps=shorter))
    [change] = reads.changes_of(nxt)
    saved(
        dung,
        nxt,
        replace(correction(), steps=shorter),
        reasons={change.key: "Gộp hai lần đọc"},
    )
    releasing.submit(by=dung, revision=nxt)
    client.force_login(binh)

    said = text_of(client.get(page(nxt, "soat-xet")))

    assert "trước là 2,5 → nay là 2 ngày làm việc" in said
    assert "Lý do: Gộp hai lần đọc" in said
    assert "Đồng ý, chuyển phê duyệt" in said
    assert "Trả lại người soạn, vì" in said


def test_author_is_told_who_decides(as_dung, agency_a, crew):
    revision = drafted(crew[0], agency_a)
    releasing.submit(by=crew[0], revision=revision)

    said = text_of(as_dung.get(page(revision, "soat-xet")))

    assert "Bạn là người soạn bản này" in said
    assert "Trần Văn Bình" in said
    assert "Đồng ý, chuyển" not in said


def test_agree_then_approve_then_issue_by_pages(client, agency_a, crew):
    dung, binh, chi = crew
    revision = drafted(dung, agency_a)
    client.force_login(dung)
    client.post(page(revision, "gui"), {"note": "Kính trình"})
    for user in (binh, chi):
        client.force_login(user)
        seen = digest(fresh(revision))
        client.post(page(revision, "dong-y"), {"seen": seen})
    assert fresh(revision).status == Status.APPROVED

    client.force_login(dung)
    assert "Đã ban hành thì không sửa" in text_of(
        client.get(page(revision, "ban-hanh"))
    )
    today = timezone.localdate()
    answer = client.post(
        page(revision, "ban-hanh"),
        {"given": "no", "issuer": "UBND", "effective_on": today.isoformat()},
        follow=True,
    )

    assert "Đã ban hành QT-ĐĐ-07 theo 01/QĐ-UBND" in text_of(answer)
    assert fresh(revision).status == Status.ISSUED


def test_issue_form_says_what_is_wrong_at_its_field(as_dung, agency_a, crew):
    revision = approved(drafted(crew[0], agency_a), *crew)

    empty = as_dung.post(page(revision, "ban-hanh"), {"given": "yes"})
    early = as_dung.post(
        page(revision, "ban-hanh"),
        {
            "given": "yes",
            "decision_number": "9/QĐ-UBND",
            "decision_on": "2026-01-05",
            "effective_on": "2026-01-01",
        },
    )

    assert empty.status_code == early.status_code == 422
    assert "Ghi số quyết định đã ký" in text_of(empty)
    assert "Ngày hiệu lực trước ngày ký" in text_of(early)


def test_return_without_reason_keeps_the_page(client, agency_a, crew):
    dung, binh, _ = crew
    revision = drafted(dung, agency_a)
    releasing.submit(by=dung, revision=revision)
    client.force_login(binh)
    seen = {"seen": digest(fresh(revision))}

    refused = client.post(page(revision, "tra-lai"), seen | {"reason": " "})
    done = client.post(page(revision, "tra-lai"), seen | {"reason": "Thiếu bước lưu"})

    assert refused.status_code == 422
    assert "Ghi ít nhất một câu" in text_of(refused)
    assert done.status_code == 302
    assert fresh(revision).status == Status.DRAFT


def test_late_decision_keeps_its_reason_and_names_the_first(client, agency_a, crew):
    dung, binh, chi = crew
    revision = drafted(dung, agency_a)
    releasing.submit(by=dung, revision=revision)
    seen = digest(fresh(revision))
    releasing.agree(by=chi, revision=fresh(revision), seen=seen)
    saved(dung, fresh(revision), replace(correction(), field="Đất đai"))
    client.force_login(binh)

    answer = client.post(
        page(revision, "tra-lai"), {"seen": seen, "reason": "Câu tôi đã nghĩ kỹ"}
    )

    assert answer.status_code == 409
    assert "Câu tôi đã nghĩ kỹ" in text_of(answer)
    assert "Dự thảo đã đổi" in text_of(answer)
