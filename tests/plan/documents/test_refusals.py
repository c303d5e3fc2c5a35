"""Every way a document or revision is refused, with its sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from eiso.base.errors import Conflict, InvalidTransition, NotPermitted, NotReady
from eiso.base.trail.models import Event
from eiso.plan.documents.choices import DocumentKind, Status
from eiso.plan.documents.models import Document, Revision
from eiso.plan.documents.services import drafts, issuing
from eiso.plan.documents.services import rounds as acts
from eiso.plan.documents.services.drafts import Draft
from eiso.plan.documents.services.moving import digest, move
from tests.cast import make_user
from tests.plan.documents.test_life import ONE, TWO, approved, decision, draft_of
from tests.samples import make_grant


@pytest.fixture
def document(agency_a, dung):
    return drafts.create_document(
        by=dung,
        org=agency_a,
        kind=DocumentKind.PROCEDURE,
        symbol="QT-01",
        title="Tài liệu một",
    )


@pytest.mark.parametrize(
    ("symbol", "title", "says"),
    [
        (" ", "Tên", "Thiếu mã hiệu"),
        ("QT", " ", "Thiếu mã hiệu"),
        ("Q" * 61, "T", "60"),
    ],
)
def test_a_document_has_a_symbol_and_a_title(agency_a, dung, symbol, title, says):
    with pytest.raises(NotReady, match=says):
        drafts.create_document(
            by=dung, org=agency_a, kind="procedure", symbol=symbol, title=title
        )
    assert not Document.objects.exists()


def test_renaming(document, agency_a, dung, binh, chi):
    count = Event.objects.count()
    drafts.rename_document(
        by=dung, document=document, symbol="QT-01", title="Tài liệu một"
    )
    assert Event.objects.count() == count

    stale = Document.objects.get(pk=document.pk)
    drafts.rename_document(by=dung, document=document, symbol="QT-02", title="Hai")
    with pytest.raises(Conflict, match="người khác đổi"):
        drafts.rename_document(by=dung, document=stale, symbol="QT-03", title="Ba")
    with pytest.raises(NotReady, match="1 đến 60"):
        drafts.rename_document(by=dung, document=document, symbol="", title="Ba")
    drafts.create_document(
        by=dung, org=agency_a, kind="procedure", symbol="QT-09", title="Chín"
    )
    with pytest.raises(NotReady, match="đã có"):
        drafts.rename_document(by=dung, document=document, symbol="QT-09", title="x")

    revision = approved(draft_of(document, dung), dung, binh, chi)
    issuing.issue(by=dung, revision=revision, decision=decision())
    with pytest.raises(InvalidTransition, match="giữ nguyên mã hiệu"):
        drafts.rename_document(by=dung, document=document, symbol="QT-04", title="Bốn")


def test_issued_content_is_not_saved(document, dung, binh, chi):
    revision = approved(draft_of(document, dung), dung, binh, chi)
    with pytest.raises(InvalidTransition, match="đã phê duyệt"):
        drafts.save_draft(
            by=dung, revision=revision, draft=TWO, version=revision.version
        )


def test_saves_that_meet_in_the_database(document, dung, monkeypatch):
    """The row moves between the check and the update: still nothing is overwritten."""
    revision = draft_of(document, dung)
    mine = Revision.objects.get(pk=revision.pk)
    drafts.save_draft(by=dung, revision=revision, draft=TWO, version=1)
    monkeypatch.setattr(drafts, "check_seen", lambda revision: None)

    with pytest.raises(Conflict):
        drafts.save_draft(by=dung, revision=mine, draft=Draft(b"3", "Ba"), version=1)
    with pytest.raises(InvalidTransition):
        move(mine, Status.ISSUED)

    assert Revision.objects.get(pk=revision.pk).content_bytes == TWO.content


def test_deciding_what_was_never_sent(document, dung, binh):
    revision = draft_of(document, dung)

    with pytest.raises(InvalidTransition, match="chưa được gửi"):
        acts.agree(by=binh, revision=revision, seen=digest(revision))


def test_a_number_too_long_is_refused(document, dung, binh, chi):
    revision = approved(draft_of(document, dung, ONE), dung, binh, chi)

    with pytest.raises(NotReady, match="dài quá 60"):
        issuing.issue(by=dung, revision=revision, decision=decision(number="9" * 61))
    with pytest.raises(NotReady, match="viết tắt"):
        issuing.issue(
            by=dung,
            revision=revision,
            decision=decision(
                number="",
                given=False,
                signed=dt.date(2026, 1, 5),
                effective=dt.date(2030, 1, 1),
            ),
        )


def test_whoever_wrote_a_word_does_not_approve(document, agency_a, dung, binh):
    """One person may hold two roles; the writer of an edit is a writer too."""
    both = make_user("hai-vai", "Vũ Hai Vai", "qms_secretary", agency_a)
    make_grant(both, "leader", agency_a)
    revision = draft_of(document, dung)
    drafts.save_draft(by=both, revision=revision, draft=TWO, version=1)
    acts.submit(by=dung, revision=revision)

    with pytest.raises(NotPermitted, match="người soạn"):
        acts.agree(by=both, revision=revision, seen=digest(revision))

    acts.agree(by=binh, revision=revision, seen=digest(revision))
