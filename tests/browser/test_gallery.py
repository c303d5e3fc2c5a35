"""The gallery is what axe, colours, big text and small screens run on."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, NARROW, PHONE, assert_clean, axe, shoot

SIZES = pytest.mark.parametrize(
    "size", [DESK, PHONE, NARROW], ids=["desk", "phone", "narrow"]
)


@SIZES
@pytest.mark.parametrize("language", ["vi", "en"])
def test_gallery_is_clean(open_page, quan, size, language):
    page = open_page(quan, language, viewport=size)
    page.goto("/ui/")
    assert_clean(page)
    shoot(page, f"24-gallery-{language}-{size['width']}")


@pytest.mark.parametrize(
    "media",
    [
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        {"reduced_motion": "reduce"},
    ],
    ids=["dark", "forced-colours", "still"],
)
def test_gallery_in_other_modes(open_page, quan, media):
    page = open_page(quan)
    page.emulate_media(**media)
    page.goto("/ui/")
    # In forced colours the browser replaces colours after axe has read them.
    assert_clean(page, off=("color-contrast",) if "forced_colors" in media else ())
    shoot(page, f"24-gallery-{next(iter(media.values()))}")


def test_gallery_with_text_half_as_big_again(open_page, quan):
    page = open_page(quan, viewport=PHONE)
    page.goto("/ui/")
    # The browser's own text size: what "130 % text" of a person's settings changes.
    page.context.new_cdp_session(page).send(
        "Emulation.setPageScaleFactor", {"pageScaleFactor": 1}
    )
    page.evaluate("document.documentElement.style.setProperty('font-size', '130%')")
    page.watch.said.clear()
    assert_clean(page)


def test_every_state_of_the_mark_says_its_word(open_page, quan):
    page = open_page(quan)
    page.goto("/ui/")
    said = page.locator(".left-words").all_inner_texts()
    for words in (
        "còn 2 ngày 2 giờ",
        "còn 7 giờ 18 phút",
        "còn 48 phút",
        "quá 4 giờ 42 phút",
        "tạm dừng từ 14:30 T4 18/11",
        "xong, trước hạn 1 ngày",
        "xong, trễ 2 giờ 05 phút",
        "tạm tính: khoảng 3 ngày",
        "không hẹn trả",
        "chờ nhận 35 phút",
    ):
        assert words in said, words
    assert page.locator(".left abbr[title='thứ Tư']").count() >= 1
    assert axe(page, ".left") == []
