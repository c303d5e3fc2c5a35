"""Refusals of services in English, filled with what the service filled in."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from eiso.base.ui.sentences import translate


@pytest.mark.parametrize(
    ("said", "english"),
    [
        (
            "Bạn đã quyết ở bước này rồi.",
            "You have already decided at this step.",
        ),
        (
            (
                "Chưa bổ nhiệm được. Từ 01/12/2026 vị trí này đã đủ 2 người. Ghi thôi giữ "
                "vị trí cho người cũ trước, hoặc chọn ngày khác."
            ),
            (
                "Not appointed. From 01/12/2026 this post already has its 2 people. First "
                "record who leaves it, or choose another day."
            ),
        ),
        ("Một câu không ai dịch.", "Một câu không ai dịch."),
        ("", ""),
    ],
)
def test_a_refusal_is_found_by_its_words(said, english):
    with translation.override("en"):
        assert translate(said) == english
    with translation.override("vi"):
        assert translate(said) == said


@given(name=st.text(alphabet="abc .(){}[]\\*+?đ\n", min_size=1, max_size=30))
def test_what_was_filled_in_stays_as_it_was(name):
    with translation.override("en"):
        said = f"Chưa ghi được. Tài khoản của {name} không còn dùng. Chọn người khác."
        assert f"account of {name} is" in translate(said)
