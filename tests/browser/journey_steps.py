"""The steps of a procedure's life as people take them: bring in, mend, send, issue."""

from __future__ import annotations

from eiso.base import moment
from eiso.plan.documents.choices import Status
from eiso.plan.documents.models import Revision
from eiso.plan.procedures.models import OpenPoint, Procedure
from eiso.plan.procedures.selectors import procedures as reads
from tests.browser.journeys import words_of_docx, words_of_pdf


def bring_in(writer, decision):
    """Upload, answer every doubt, make the drafts."""
    page = writer.page
    writer.go("/quy-trinh/")
    writer.follow("Nhập quyết định…")
    page.set_input_files("input[type=file]", decision)
    writer.press("Tải lên và đọc")
    writer.look("1-read")
    said = writer.text()
    assert "2 quy trình" in said
    assert "3 chỗ chưa hiểu" in said
    assert page.locator("[data-doubt] input:checked").count() == 0
    settle_doubts(writer)
    chosen = page.get_by_label("Tổ trưởng Tổ cây xanh")
    chosen.select_option(label="Trưởng phòng Hạ tầng · Phòng Hạ tầng")
    writer.press("Ghi chức danh")
    writer.look("2-settled")
    assert "3 chỗ chưa hiểu" not in writer.text()
    assert page.locator(".doubt-count").count() == 0
    writer.press("Tạo 2 dự thảo")
    assert "Kết quả tạo dự thảo" in writer.text()
    writer.look("3-drafts")
    assert Procedure.objects.count() == 2
    assert not OpenPoint.objects.exists()


def settle_doubts(writer):
    """Each thing not understood, at its place."""
    page = writer.page
    for said, choice in (
        ("“Giờ hành chính”", "Không tính giờ"),
        ("ô gộp cạnh 3 bước", "Hạn chung của cả 3 bước"),
    ):
        doubt = page.locator("[data-doubt]").filter(has_text=said)
        doubt.get_by_label(choice).check()
        with page.expect_navigation():
            doubt.get_by_role("button", name="Ghi", exact=True).click()
        answered = page.locator(".doubt-done").filter(has_text=said)
        assert choice in answered.locator(".doubt-answer").inner_text()


def open_draft(writer):
    """From the result to the editor of the first procedure."""
    with writer.page.expect_navigation():
        writer.page.get_by_role("link", name="Cấp phép chặt hạ cây xanh").first.click()
    writer.look()
    writer.follow("Soạn tiếp dự thảo")
    writer.look("4-editor")
    return Revision.objects.get(title="Cấp phép chặt hạ cây xanh")


def definition(revision):
    return reads.definition_of(Revision.objects.get(pk=revision.pk))


def titles(revision):
    return [step.title for step in definition(revision).steps]


NEW = ("Trả kết quả", "Công chức Một cửa", "0,5 ngày")


def mended(revision):
    """What every way of mending must lead to: a clearer title, one step more."""
    steps = definition(revision).steps
    return (
        steps[2].title == "Khảo sát cây tại chỗ"
        and [s.limit and s.limit.text for s in steps[-2:]] == ["1 ngày", "0,5 ngày"]
        and (steps[-1].title, steps[-1].post) == NEW[:2]
    )


def wait_until(page, true, *, seconds=10):
    for _ in range(seconds * 10):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.inner_text("main")[:2000])


def mend_by_mouse(writer, revision):
    """Cells save themselves when left; the row's button adds a step after it."""
    page = writer.page
    page.get_by_label("Bước 3, trình tự").fill("Khảo sát cây tại chỗ")
    page.get_by_label("Bước 6, thời hạn").fill("1 ngày")
    page.locator("h1").click()
    wait_until(page, lambda: "Khảo sát cây tại chỗ" in titles(revision))
    add_at_the_end(page)
    fill_new_step(page)
    page.locator("h1").click()
    wait_until(page, lambda: mended(revision))
    page.wait_for_selector("text=Không còn gì cản")
    assert "Trả kết quả" in " ".join(page.inner_text("#drawing").split())
    writer.look("5-mended")


def mend_by_forms(writer, revision):
    """Without JavaScript each button sends the whole table."""
    page = writer.page
    page.get_by_label("Bước 3, trình tự").fill("Khảo sát cây tại chỗ")
    page.get_by_label("Bước 6, thời hạn").fill("1 ngày")
    add_at_the_end(page)
    fill_new_step(page)
    save(writer)
    assert mended(revision)
    writer.look("5-mended")


def add_at_the_end(page):
    with page.expect_navigation():
        page.locator("[data-add-last]").click()


def fill_new_step(page):
    for part, words in zip(("trình tự", "vị trí", "thời hạn"), NEW, strict=True):
        page.get_by_label(f"Bước 7, {part}").fill(words)


def save(writer):
    with writer.page.expect_navigation():
        writer.page.get_by_role("button", name="Lưu", exact=True).last.click()


def mend_by_keys(writer, revision):
    """Nothing but keys: Tab, letters, Alt+Enter, Alt+arrows, Ctrl+Z."""
    page, keys = writer.page, writer.page.keyboard
    tab_to(page, "b03.title")
    keys.press("Control+a")
    keys.type("Khảo sát cây tại chỗ")
    tab_to(page, "b06.limit")
    keys.press("Control+a")
    keys.type("1 ngày")
    keys.press("Enter")
    wait_until(page, lambda: "Khảo sát cây tại chỗ" in titles(revision))
    tab_to(page, "b06.limit")
    with page.expect_navigation():
        keys.press("Alt+Enter")
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    title, post, limit = NEW
    keys.type(title)
    keys.press("Tab")
    keys.type(post)
    keys.press("Tab")
    keys.type(limit)
    keys.press("Enter")
    wait_until(page, lambda: mended(revision))
    row = f"{definition(revision).steps[-1].key}.title"
    tab_to(page, row)
    with page.expect_navigation():
        keys.press("Alt+ArrowUp")
    assert titles(revision)[-1] == "Ký giấy phép"
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    with page.expect_navigation():
        keys.press("Alt+ArrowDown")
    assert mended(revision)
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    with page.expect_navigation():
        keys.press("Alt+ArrowUp")
    tab_to(page, "", tag="BUTTON")
    with page.expect_navigation():
        keys.press("Control+z")
    assert mended(revision)
    writer.look("5-mended")


def tab_to(page, name, tag=""):
    """Press Tab until the focus stands in the field of this name."""
    for _ in range(150):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "[document.activeElement.name || '', document.activeElement.tagName]"
        )
        if here[0] == name if name else here[1] == tag:
            return
    raise AssertionError(f"Tab never reached {name or tag}")


def send(writer, revision, note="Kính trình."):
    """From the editor's button to the open round."""
    writer.go(f"/quy-trinh/ban/{revision.code}/soan/")
    with writer.page.expect_navigation():
        writer.page.get_by_role("link", name="Gửi soát xét…").click()
    writer.look()
    writer.page.get_by_label("Lời gửi").fill(note)
    writer.press("Gửi soát xét", exact=True)
    assert "Đã gửi soát xét" in writer.text()
    writer.look("6-sent")


def decide(person, revision, button):
    """From the person's own first page to the decision."""
    to_my_duty(person)
    person.look("7-decide")
    person.press(button)
    assert person.page.locator("#messages .banner-ok").count() == 1
    person.look()


def to_my_duty(person):
    """What waits for me stands on the first page and leads to the decision."""
    person.go("/")
    with person.page.expect_navigation():
        person.page.locator('main a[href*="/soat-xet/"]').first.click()


def to_issue(writer, revision, number):
    today = moment.today().isoformat()
    writer.go(f"/quy-trinh/ban/{revision.code}/ban-hanh/")
    page = writer.page
    page.get_by_label("Đã ký, ghi số và ngày").check()
    page.get_by_label("Số quyết định đã ký").fill(number)
    page.get_by_label("Ngày ký").fill(today)
    page.get_by_label("Có hiệu lực từ").fill(today)


def issue(writer, revision, number):
    to_issue(writer, revision, number)
    writer.look("8-issue")
    writer.press("Ban hành QT")
    assert f"theo {number}" in writer.text()
    assert "đang hiệu lực" in writer.text()
    if any(step.covered_by for step in definition(revision).steps):
        table = writer.page.locator("main table").first.inner_text()
        assert table.count("chung bước 3") == 2  # a shared limit is not an empty one
    writer.look("9-issued")
    now = Revision.objects.get(pk=revision.pk)
    assert (now.status, now.decision_number) == (Status.ISSUED, number)


def take_the_document(writer, revision):
    """The ISO document in both forms opens and says every step."""
    steps = definition(revision).steps
    for words in (
        words_of_docx(writer.take("Tải Word")),
        words_of_pdf(writer.take("Tải PDF")),
    ):
        squeezed = "".join(words.split())
        assert "46/QĐ-UBND" in squeezed
        for step in steps:
            assert "".join(step.title.split()) in squeezed, step.title
